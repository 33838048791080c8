"""Projects, characters, scene types, scenes, segments, templates and jobs."""

from __future__ import annotations

from bench.made.draw import Row, moment, rng
from bench.made.size import Size

_JOB_STATES = ("queued", "running", "done", "done", "done", "failed")
ACTIVE_STATES = frozenset({"queued", "submitted", "running", "active"})
_INACTIVE_SCENES = 0.3


def projects(size: Size) -> list[Row]:
    return [_named("project", n) for n in range(size.projects)]


def characters(size: Size) -> list[Row]:
    return [
        _named("character", n) | {"project_id": _id("project", n % size.projects)}
        for n in range(size.characters)
    ]


def scene_types(size: Size) -> list[Row]:
    return [_named("scene_type", n) for n in range(size.scene_types)]


def templates(size: Size) -> list[Row]:
    return [_named("template", n) for n in range(size.templates)]


def jobs(size: Size) -> list[Row]:
    chance = rng("jobs")
    return [_named("job", n) | {"status": chance.choice(_JOB_STATES)} for n in range(size.jobs)]


def scenes(size: Size) -> list[Row]:
    """Scenes spread evenly over scene types and characters; most are active."""
    chance = rng("scenes")
    return [
        _named("scene", n)
        | {
            "scene_type_id": _id("scene_type", n % size.scene_types),
            "character_id": _id("character", n % size.characters),
            "project_id": _id("project", n % size.characters % size.projects),
            "active": chance.random() >= _INACTIVE_SCENES,
        }
        for n in range(size.scenes)
    ]


def segments(size: Size, made_scenes: list[Row]) -> list[Row]:
    """Segments spread evenly over the scenes."""
    return [
        {
            "id": _id("segment", n),
            "scene_id": made_scenes[n % size.scenes]["id"],
            "scene_type_id": made_scenes[n % size.scenes]["scene_type_id"],
            "sequence_index": n // size.scenes,
            "created_at": moment(n),
        }
        for n in range(size.segments)
    ]


def _named(kind: str, number: int) -> Row:
    return {
        "id": _id(kind, number),
        "name": f"{kind.replace('_', ' ').title()} {number}",
        "created_at": moment(number),
    }


def _id(kind: str, number: int) -> str:
    return f"{kind.replace('_', '-')}-{number:06d}"
