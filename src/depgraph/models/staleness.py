"""What is stale in a project or anywhere, and what was made from an asset (contract section 6)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pydantic import Field

from depgraph.models.base import Answer, Count, Timestamp
from depgraph.models.provenance import StaleReason

UsedVersions = Literal["this", "all"]
MAX_GROUPS = 500
"""Groups in one report."""


class UsageFilter(NamedTuple):
    """Which versions of an asset's line: this one, all, or the one that is named."""

    versions: UsedVersions = "this"
    version: str | None = None


class StaleGroup(Answer):
    """The stale segments that one version, image or workflow leaves behind.

    ``asset_type`` is ``source_image``, ``derived_image`` or ``workflow`` for those; ``asset_id`` then is
    the image's or workflow's id. Equal versions: its content has changed, or what it was derived from.
    """

    asset_id: str
    asset_name: str
    asset_type: str
    receipt_version: str
    current_version: str | None
    current_asset_id: str | None
    affected_segments: Count
    affected_scenes: Count
    summary: str
    segments_href: str


class StalenessReport(Answer):
    """What is stale, by what was used: most affected first. Superseded segments count nowhere."""

    project_id: str | None
    total_segments: Count
    total_stale_segments: Count
    total_stale_scenes: Count
    total_accepted_segments: Count
    total_unknown_segments: Count
    total_segments_without_receipt: Count
    total_assets: Count = Field(description=f"Groups; by_asset holds {MAX_GROUPS} at most, the most affected")
    by_asset: list[StaleGroup]


class StaleSegment(Answer):
    """One stale segment, with every reason."""

    segment_id: str
    scene_id: str
    character_name: str | None
    receipt_id: str
    stale_reason: list[StaleReason]


class UsedSegment(Answer):
    """One segment that was made from an asset, by the newest receipt that used it."""

    segment_id: str
    scene_id: str
    sequence_index: int
    version: str
    role: str
    weight: float | None
    receipt_id: str
    created_at: Timestamp
