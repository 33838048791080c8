"""Which projects there are, with how many segments and how many of them stale."""

from __future__ import annotations

from dataclasses import dataclass

_RATES = (0.0, 0.02, 0.0, 0.05, 0.02)
"""Stale rates of the projects that no question is about, in turn."""
_SHIFT = 30
"""Sizes of those projects fall as 1 / (place + this)."""


@dataclass(frozen=True, slots=True)
class MadeProject:
    """One project. Its rows follow from these alone, so they are the same in every size that has it."""

    id: str
    segments: int
    stale: float
    own_pictures: bool = False
    """Whether each segment has a source image of its own; else about a hundred share one."""


@dataclass(frozen=True, slots=True)
class Size:
    """A studio: its projects, and the smaller studio whose answers it is measured against."""

    name: str
    projects: tuple[MadeProject, ...]
    smaller: str | None = None

    @property
    def segments(self) -> int:
        return sum(project.segments for project in self.projects)

    def project(self, ident: str) -> MadeProject | None:
        """The project of this id, if this size has it."""
        return next((project for project in self.projects if project.id == ident), None)


CLEAN = MadeProject("clean-1000", 1_000, 0.0)
STALE = MadeProject("stale-1000", 1_000, 0.05)
CLEAN_LARGE = MadeProject("clean-20000", 20_000, 0.0)
STALE_LARGE = MadeProject("stale-20000", 20_000, 0.6)
STALE_HUGE = MadeProject("stale-100000", 100_000, 0.02)
PICTURES = MadeProject("pictures-20000", 20_000, 0.0, own_pictures=True)


def _others(count: int, segments: int) -> tuple[MadeProject, ...]:
    """So many further projects with so many segments in all, a few of them large."""
    weights = [1 / (place + _SHIFT) for place in range(count)]
    shares = [max(1, int(segments * weight / sum(weights))) for weight in weights]
    shares[0] += segments - sum(shares)
    return tuple(
        MadeProject(f"project-{count}-{place:04d}", share, _RATES[place % len(_RATES)])
        for place, share in enumerate(shares)
    )


_LARGE = (CLEAN, STALE, CLEAN_LARGE, STALE_LARGE, STALE_HUGE, PICTURES)
SIZES = {
    size.name: size
    for size in (
        Size("quick", (CLEAN, STALE, *_others(4, 400))),
        Size("small", (CLEAN, STALE, *_others(20, 8_000))),
        Size("full", (*_LARGE, *_others(800, 838_000)), smaller="small"),
    )
}
"""2,400, 10,000 and 1,000,000 segments."""
