"""The versions that receipts name: the same in every size."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from bench.made.draw import digest, rng

_LINES = {"model": 100, "lora": 1_700, "vae": 30, "controlnet": 60, "upscaler": 40}
VERSIONS = 6_165
_ROLLED_BACK = 0.05


@dataclass(frozen=True, slots=True)
class Version:
    """One asset."""

    id: str
    name: str
    version: str
    number: int
    asset_type: str
    hash: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The versions of one name, in their order."""

    versions: tuple[Version, ...]

    @property
    def current(self) -> Version:
        return next(one for one in self.versions if one.is_current)

    @property
    def others(self) -> list[Version]:
        """All that are not current: what makes a segment stale."""
        return [one for one in self.versions if not one.is_current]


@dataclass(frozen=True, slots=True)
class Registry:
    """Lines by type. The first model is the base model, the last is hardly used."""

    lines: dict[str, list[Line]]

    @property
    def base(self) -> Line:
        return self.lines["model"][0]

    @property
    def rare(self) -> Line:
        return self.lines["model"][-1]

    @property
    def versions(self) -> list[Version]:
        return [version for lines in self.lines.values() for line in lines for version in line.versions]


@cache
def registry() -> Registry:
    """Exactly ``VERSIONS`` versions; a model has at least two, the base model four and its newest current."""
    chance = rng("registry")
    places = [(kind, number) for kind, count in _LINES.items() for number in range(count)]
    counts = {place: 2 if place[0] == "model" else 1 for place in places}
    counts["model", 0] = 4
    free = [place for place in places if place != ("model", 0)]
    for place in chance.choices(free, k=VERSIONS - sum(counts.values())):
        counts[place] += 1
    return Registry(
        {
            kind: [_line(kind, number, counts[kind, number], chance) for number in range(count)]
            for kind, count in _LINES.items()
        }
    )


def _line(kind: str, number: int, count: int, chance: random.Random) -> Line:
    name = f"{kind}_{number:05d}"
    is_base = (kind, number) == ("model", 0)
    # a line may have been rolled back: then its newest version is not its current one
    current = count - 1 if count > 1 and not is_base and chance.random() < _ROLLED_BACK else count
    return Line(tuple(_version(kind, name, place, place == current) for place in range(1, count + 1)))


def _version(kind: str, name: str, number: int, is_current: bool) -> Version:
    content = digest("provenance", name, number)
    return Version(content[:16], name, f"v{number}", number, kind, content, is_current)
