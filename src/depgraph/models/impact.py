"""Impact: what an update of one version touches (contract section 4)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from depgraph.models.base import Answer, Body, Count, LongText, Timestamp, Word

MAX_TARGETS = 10_000
"""Ids in each list of a request for regression tests."""


class AffectedSceneType(Answer):
    id: str
    name: str
    scene_count: Count
    active_scene_count: Count
    segment_count: Count


class AffectedScene(Answer):
    id: str
    name: str
    scene_type_id: str | None
    project_id: str | None


class AffectedTemplate(Answer):
    id: str
    name: str


class AffectedJob(Answer):
    id: str
    name: str
    status: str
    active: bool


class ImpactTotals(Answer):
    """How many there are of what the lists show the first 50 of."""

    scene_types: Count
    active_scenes: Count
    templates: Count
    jobs: Count


class Action(Answer):
    """What a person can do now, as a request."""

    action: Literal["run_regression_tests", "view_affected_scenes", "dismiss"]
    method: Literal["GET", "POST"]
    href: str


class Dismissed(Answer):
    """Who dismissed the impact, when and why."""

    by: str | None
    reason: str | None
    at: Timestamp


class Impact(Answer):
    """What an update of this version touches; counts are of distinct things."""

    asset_id: str
    affected_scene_types: list[AffectedSceneType]
    affected_active_scenes: list[AffectedScene]
    affected_templates: list[AffectedTemplate]
    affected_jobs: list[AffectedJob]
    totals: ImpactTotals
    stale_segment_count: Count = Field(description="Segments whose latest receipt was made from this version")
    actions: list[Action]
    dismissed: Dismissed | None = Field(description="Null again when the line has a further version")


class RegressionRequest(Answer):
    """What was recorded and emitted; depgraph runs no test itself."""

    event_id: str
    asset_id: str
    scene_type_ids: list[str]
    scene_ids: list[str]
    truncated: bool = Field(description=f"Whether a list was cut after {MAX_TARGETS} ids")


class NewDismissal(Body):
    """POST …/impact/dismiss."""

    reason: LongText | None = None
    by: Word | None = None


class Dismissal(Dismissed):
    asset_id: str
