"""Entities: what uses assets or is made from them (contract section 4)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from depgraph.models.base import Answer, Body, Count, Identifier, Name, Timestamp, Word

Kind = Literal["project", "character", "scene_type", "scene", "segment", "template", "job"]


class Entity(Answer):
    """What every entity but a segment has."""

    id: str
    name: str
    created_at: Timestamp
    updated_at: Timestamp


class Project(Entity):
    pass


class Character(Entity):
    project_id: str
    scene_count: Count


class Scene(Entity):
    """A scene; ``project_id`` is its own, or its character's when it was sent without one."""

    active: bool
    scene_type_id: str
    character_id: str | None
    project_id: str | None
    segment_count: Count
    asset_count: Count


class Segment(Answer):
    """One output; its type and project are those of its scene."""

    id: str
    name: str | None
    sequence_index: int
    scene_id: str
    scene_type_id: str
    project_id: str | None
    created_at: Timestamp
    updated_at: Timestamp


class Removed(Answer):
    """What went with a deleted thing; kept for repeats, not sent."""

    removed_dependencies: Count


class NewProject(Body):
    name: Name


class NewCharacter(Body):
    name: Name
    project_id: Identifier


class NewScene(Body):
    name: Name
    scene_type_id: Identifier
    character_id: Identifier | None = None
    project_id: Identifier | None = None
    active: bool = True


class NewSegment(Body):
    scene_id: Identifier
    sequence_index: Annotated[int, Field(ge=0, le=2**53)]
    name: Name | None = None


JobStatus = Word
"""Free text; ``queued``, ``submitted``, ``running`` and ``active`` mean that the job is active."""
