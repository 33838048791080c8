"""Lines and their versions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bench.made.draw import Row, digest, moment, rng
from bench.made.size import Size

TYPES = ("model", "lora", "custom_node", "vae", "controlnet", "upscaler")
_WEIGHTS = (15, 60, 8, 5, 7, 5)
_WORDS = (
    "silver",
    "harbor",
    "ink",
    "winter",
    "paper",
    "neon",
    "moss",
    "amber",
    "cloud",
    "raven",
    "tide",
    "clay",
)
_TAGS = (
    "anime",
    "photo",
    "paint",
    "portrait",
    "night",
    "city",
    "food",
    "animal",
    "sdxl",
    "flux",
    "lineart",
    "3d",
)
_LICENSES = (None, None, "CC-BY-4.0", "openrail", "apache-2.0")
_ROLLED_BACK = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name and type, and its versions in order."""

    row: Row
    versions: list[Row]

    @property
    def current(self) -> Row:
        return next(version for version in self.versions if version["is_current"])


def lines(size: Size) -> list[Line]:
    """The lines of the studio, together with exactly ``size.versions`` versions."""
    chance = rng("lines")
    counts = [1] * size.lines
    for place in chance.choices(range(size.lines), k=size.versions - size.lines):
        counts[place] += 1
    return [_line(number, count) for number, count in enumerate(counts)]


def _line(number: int, count: int) -> Line:
    chance = rng(f"line {number}")
    asset_type = chance.choices(TYPES, _WEIGHTS)[0]
    name = f"{chance.choice(_WORDS)}{chance.choice(_WORDS).title()}_{number:05d}"
    tags: list[str] = sorted(chance.sample(_TAGS, chance.randint(0, 4)))
    # a line may have been rolled back: then its newest version is not its current one
    current = count - 1 if count > 1 and chance.random() < _ROLLED_BACK else count
    versions = [
        _version(name, asset_type, tags, place, created=number * 40 + place)
        | {"is_current": place == current, "current_of": name if place == current else None}
        for place in range(1, count + 1)
    ]
    for before, after in pairwise(versions):
        after["previous_id"] = before["id"]
    return Line(
        {"name": name, "asset_type": asset_type, "next_number": count + 1, "created_at": moment(number * 40)},
        versions,
    )


def _version(name: str, asset_type: str, tags: list[str], place: int, created: int) -> Row:
    content = digest("content", name, place)
    return {
        "id": content[:16],
        "name": name,
        "search_name": name.casefold(),
        "version": f"v{place}",
        "version_number": place,
        "previous_id": None,
        "asset_type": asset_type,
        "status": "deprecated" if int(content[0], 16) == 0 else "active",
        "placeholder": False,
        "file_path": f"/models/{asset_type}/{name}_v{place}.safetensors",
        "file_size_bytes": 1_000_000 + int(content[:8], 16),
        "checksum_sha256": content,
        "description": f"{name}, version {place}",
        "metadata": f'{{"base":"sdxl","step":{place}}}',
        "tags": tags,
        "license": _LICENSES[int(content[1], 16) % len(_LICENSES)],
        "origin": None,
        "registered_by": f"artist-{int(content[2], 16)}",
        "created_at": moment(created),
        "updated_at": moment(created),
    }
