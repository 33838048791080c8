"""Where is this used? The rule in plain Python, over a studio as it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tests.graphs.studio import Studio

ACTIVE_JOBS = {"queued", "submitted", "running", "active"}


class Reached(NamedTuple):
    """One row, as far as the drawing tells it."""

    entity_type: str
    entity_id: str
    role: str
    asset: str
    via: tuple[str, ...]
    active: bool | None
    segment_count: int | None


@dataclass(frozen=True)
class Asked:
    asset: str
    versions: str = "this"
    depth: str = "direct"
    entity_type: str | None = None
    active: bool | None = None


def where_used(studio: Studio, asked: Asked) -> tuple[set[Reached], dict[str, int]]:
    """The rows on all pages, and by_type."""
    wanted = _versions(studio, asked)
    direct = {row for row in _direct(studio) if row.asset in wanted}
    reached = direct | (_by_type(studio, direct) if asked.depth == "transitive" else set())
    kept = {row for row in reached if asked.active in (None, row.active) or row.active is None}
    segments = _segments(studio, kept) if asked.depth == "transitive" else set()
    everything = kept | segments
    kinds = {row.entity_type for row in everything}
    by_type = {kind: len({row.entity_id for row in everything if row.entity_type == kind}) for kind in kinds}
    rows = segments if asked.entity_type == "segment" else kept
    return {row for row in rows if asked.entity_type in (None, row.entity_type)}, by_type


def _versions(studio: Studio, asked: Asked) -> set[str]:
    line = asked.asset.partition("@")[0]
    of_line = {asset for asset in studio.assets if asset.partition("@")[0] == line}
    return of_line if asked.versions == "all" else {asked.asset}


def _direct(studio: Studio) -> set[Reached]:
    rows = {
        Reached("scene_type", i, r, a, (), None, None)
        for i, uses in studio.scene_types.items()
        for a, r in uses
    }
    rows |= {
        Reached("template", i, r, a, (), None, None) for i, uses in studio.templates.items() for a, r in uses
    }
    for ident, job in studio.jobs.items():
        rows |= {Reached("job", ident, r, a, (), job.status in ACTIVE_JOBS, None) for a, r in job.uses}
    for ident, scene in studio.scenes.items():
        count = _count(studio, ident)
        rows |= {Reached("scene", ident, r, a, (), scene.active, count) for a, r in scene.uses}
    return rows


def _by_type(studio: Studio, direct: set[Reached]) -> set[Reached]:
    return {
        Reached("scene", ident, row.role, row.asset, (row.entity_id,), scene.active, _count(studio, ident))
        for row in direct
        if row.entity_type == "scene_type"
        for ident, scene in studio.scenes.items()
        if scene.scene_type == row.entity_id
    }


def _segments(studio: Studio, reached: set[Reached]) -> set[Reached]:
    """Each segment once; by its scene's type rather than by the scene itself, by the first role."""
    best: dict[str, Reached] = {}
    for row in sorted(reached, key=lambda row: (not row.via, row.role, row.asset)):
        if row.entity_type == "scene":
            best.setdefault(row.entity_id, row)
    return {
        Reached("segment", ident, way.role, "", (*way.via, scene), None, None)
        for ident, scene in studio.segments.items()
        if (way := best.get(scene)) is not None
    }


def _count(studio: Studio, scene_id: str) -> int:
    return sum(scene == scene_id for scene in studio.segments.values())
