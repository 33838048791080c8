"""Staleness that a person accepted: what it is for, why, and until when (contract section 6)."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from depgraph.models.base import Answer, Body, Identifier, Text, Timestamp
from depgraph.models.receipts import Moment

MAX_SEGMENTS = 1000
"""Segments that one request accepts."""


class NewAcceptance(Body):
    """POST /api/projects/{id}/accept-stale: of segments, of a scene, or of one change in all the project.

    ``from_asset_id`` is the version that was recorded: what is made from it stays accepted until the next
    version comes. ``until`` ends it earlier.
    """

    segment_ids: Annotated[list[Identifier], Field(min_length=1, max_length=MAX_SEGMENTS)] | None = None
    scene_id: Identifier | None = None
    from_asset_id: Identifier | None = None
    reason: Text
    until: Moment | None = None

    @model_validator(mode="after")
    def _is_for_one_thing(self) -> Self:
        if sum(one is not None for one in (self.segment_ids, self.scene_id, self.from_asset_id)) != 1:
            raise ValueError("send exactly one of segment_ids, scene_id, from_asset_id")
        return self


class AcceptedInput(Answer):
    """One change that is accepted: what was recorded; ``in_force`` until the next version."""

    asset_id: str
    asset_name: str
    asset_type: str
    receipt_version: str
    current_version: str | None
    in_force: bool


class Acceptance(Answer):
    """What a person accepted. ``segment_ids`` are those of the request that are still there."""

    id: str
    project_id: str
    segment_ids: list[str] | None
    scene_id: str | None
    from_asset_id: str | None
    reason: str
    until: Timestamp | None
    created_at: Timestamp
    inputs: list[AcceptedInput]


class AcceptanceEnded(Answer):
    """An acceptance that was taken back."""

    id: str
