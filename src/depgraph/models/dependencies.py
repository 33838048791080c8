"""Dependencies: which entity uses which asset, and in which role."""

from __future__ import annotations

from typing import Literal

from depgraph.models.base import Answer, Timestamp

EntityType = Literal["scene_type", "scene", "template", "job"]


class Step(Answer):
    """One entity on the way from an asset to what it reaches."""

    entity_type: str
    entity_id: str
    entity_name: str | None


class Dependency(Answer):
    """One row of "where is this used?"; reached through another entity when not ``direct``."""

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
    created_at: Timestamp | None
