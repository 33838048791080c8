"""Projects, characters, scene types, scenes and segments, by counting: their ids say where they belong."""

from __future__ import annotations

from collections.abc import Iterator

from bench.made.draw import Row, rng
from bench.provenance.made.registry import Registry, Version
from bench.provenance.made.size import MadeProject

SCENE_TYPES = 200
_WITH_THE_BASE = 180
"""Scene types that use the base model."""
_PER_SCENE = 20
_SCENES_PER_CHARACTER = 25
_USERS = 20
"""Templates, and jobs, that use the base model."""
_INACTIVE = 10
"""One scene in so many is not active."""


def scene_types(registry: Registry) -> Iterator[Row]:
    """Each with some LoRAs, nine in ten with the base model."""
    chance = rng("scene types")
    for number in range(SCENE_TYPES):
        used = [registry.base] if number < _WITH_THE_BASE else []
        used += chance.sample(registry.lines["lora"], 8)
        yield _named("scene-type", number) | {"assets": [_use(line.current) for line in used]}


def templates(registry: Registry) -> Iterator[Row]:
    for number in range(_USERS):
        yield _named("template", number) | {"assets": [_use(registry.base.current)]}


def jobs(registry: Registry) -> Iterator[Row]:
    for number in range(_USERS):
        status = "queued" if number % 4 == 0 else "done"
        yield _named("job", number) | {"status": status, "assets": [_use(registry.base.current)]}


def characters(project: MadeProject) -> Iterator[Row]:
    for number in range(-(-_scene_count(project) // _SCENES_PER_CHARACTER)):
        ident = f"{project.id}-c{number:04d}"
        yield {"id": ident, "name": f"Character {number}", "project_id": project.id}


def scenes(project: MadeProject) -> Iterator[Row]:
    """Twenty segments each; scene types in turn."""
    for number in range(_scene_count(project)):
        yield {
            "id": scene_id(project, number),
            "name": f"Scene {number}",
            "scene_type_id": f"scene-type-{number % SCENE_TYPES:04d}",
            "character_id": f"{project.id}-c{number // _SCENES_PER_CHARACTER:04d}",
            "project_id": project.id,
            "active": number % _INACTIVE != 0,
        }


def segments(project: MadeProject) -> Iterator[Row]:
    for number in range(project.segments):
        scene, index = divmod(number, _PER_SCENE)
        yield {
            "id": segment_id(project, number),
            "scene_id": scene_id(project, scene),
            "sequence_index": index,
        }


def segment_id(project: MadeProject, number: int) -> str:
    return f"{project.id}-g{number:06d}"


def scene_id(project: MadeProject, number: int) -> str:
    return f"{project.id}-s{number:05d}"


def _scene_count(project: MadeProject) -> int:
    return -(-project.segments // _PER_SCENE)


def _named(kind: str, number: int) -> Row:
    return {"id": f"{kind}-{number:04d}", "name": f"{kind.replace('-', ' ').title()} {number}"}


def _use(version: Version) -> Row:
    return {"asset_id": version.id, "role": version.asset_type}
