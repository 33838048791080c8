"""Dependencies: which entity uses which asset, and in which role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

from pydantic import Field, field_validator

from depgraph.models.base import Answer, Body, Count, Identifier, Timestamp, Word

EntityType = Literal["scene_type", "scene", "template", "job"]
ReachedType = Literal["scene_type", "scene", "template", "job", "segment"]
Versions = Literal["this", "all"]
Depth = Literal["direct", "transitive"]


@dataclass(frozen=True, slots=True)
class UseFilter:
    """Which uses are asked for: of this version or the whole line, of one type, of active scenes and jobs."""

    versions: Versions = "this"
    entity_type: ReachedType | None = None
    active: bool | None = None


class Step(Answer):
    """One entity on the way from an asset to what it reaches."""

    entity_type: str
    entity_id: str
    entity_name: str | None


class Dependency(Answer):
    """One row of "where is this used?".

    Reached through another entity (``via``, from the asset outwards) when not ``direct``; then ``role``
    and ``weight`` are those of the dependency that leads there, and the row has no ``dependency_id``.
    """

    dependency_id: str | None
    entity_type: str
    entity_id: str
    entity_name: str | None
    role: str
    weight: float | None
    asset_id: str
    asset_version: str
    direct: bool
    via: list[Step]
    active: bool | None
    segment_count: int | None = None
    created_at: Timestamp | None


class WhereUsed(Answer):
    """Where an asset is used."""

    asset_id: str
    total: Count = Field(description="Rows that match, on all pages")
    by_type: dict[str, int] = Field(
        description="Distinct entities by type, whatever entity_type is asked for; with depth=transitive "
        "also the distinct segments of all scenes reached"
    )
    items: list[Dependency]
    limit: int
    next_cursor: str | None = None

    @field_validator("by_type", mode="before")
    @classmethod
    def _from_pairs(cls, value: Any) -> Any:
        return dict(cast("list[tuple[str, int]]", value)) if isinstance(value, list) else value


class NewDependency(Body):
    """POST …/dependencies: an entity uses this asset in a role; two roles are two dependencies."""

    entity_type: EntityType
    entity_id: Identifier
    role: Word
    weight: float | None = None
