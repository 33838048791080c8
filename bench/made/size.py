"""How much there is of everything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Counts of the made studio. ``probes`` are the dependents of three assets made for questions."""

    lines: int
    versions: int
    projects: int
    characters: int
    scene_types: int
    scenes: int
    segments: int
    templates: int
    jobs: int
    uses: int
    pair_notes: int
    single_notes: int
    ratings: int
    probes: tuple[int, int, int]


FULL = Size(
    lines=2_000,
    versions=10_000,
    projects=20,
    characters=400,
    scene_types=200,
    scenes=20_000,
    segments=100_000,
    templates=1_000,
    jobs=1_000,
    uses=200_000,
    pair_notes=20_000,
    single_notes=4_000,
    ratings=34_000,
    probes=(15, 150, 900),
)
"""The graph of the promise (issue 3, section 7.6), with segments, since transitive questions count them."""

QUICK = Size(
    lines=40,
    versions=120,
    projects=2,
    characters=6,
    scene_types=8,
    scenes=150,
    segments=600,
    templates=10,
    jobs=10,
    uses=1_100,
    pair_notes=200,
    single_notes=60,
    ratings=300,
    probes=(5, 20, 60),
)
"""Just enough that every question has an answer: proves that the bench runs and the answers agree."""
