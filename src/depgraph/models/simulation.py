"""Before the update: what would change if other versions became current, or versions were deleted."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from depgraph.models.base import Answer, Body, Count, Identifier, Word
from depgraph.models.compatibility import PairWarning
from depgraph.models.impact import AffectedJob, AffectedScene, AffectedSceneType, AffectedTemplate

MAX_CHANGES = 100
"""Replacements, and removals, in one request."""


class OtherVersion(Body):
    """A version by its name in the line; one that is not registered has a content that nobody knows."""

    version: Word


class Replacement(Body):
    """In the line of ``asset_id``, whichever version that is, ``by`` would be current.

    ``by`` is a registered asset, also of another line, whose content then stands for this line; or a version.
    """

    asset_id: Identifier
    by: Annotated[
        Annotated[Identifier, Tag("an id")] | Annotated[OtherVersion, Tag("another version")],
        Discriminator(lambda sent: "another version" if isinstance(sent, dict | OtherVersion) else "an id"),
    ]


class Change(Body):
    """POST /api/impact/simulate: replacements are made first, then ``remove`` is deleted."""

    replace: Annotated[list[Replacement], Field(default_factory=list, max_length=MAX_CHANGES)]
    remove: Annotated[list[Identifier], Field(default_factory=list, max_length=MAX_CHANGES)]

    @model_validator(mode="after")
    def _changes_each_thing_once(self) -> Self:
        if not self.replace and not self.remove:
            raise ValueError("send at least one asset in replace or remove")
        if len(set(self.remove)) < len(self.remove):
            raise ValueError("remove names an asset twice")
        return self


class Step(Answer):
    """One step of a path: an asset, scene type, scene, template, job or segment."""

    kind: str
    id: str
    name: str | None


class Replaced(Answer):
    """A line whose current version would be another; ``by_asset_id`` is null for one not registered."""

    asset_id: str
    name: str
    current_version: str | None
    by_version: str
    by_asset_id: str | None


class Removed(Answer):
    """A version that would be gone, and what would then be current in its line (null: nothing)."""

    asset_id: str
    name: str
    version: str
    deleted: Literal["erased", "tombstoned"]
    current_version: str | None
    new_version: str | None
    new_asset_id: str | None


class ReachedSceneType(AffectedSceneType):
    """``path`` begins at one version of a touched line and ends here, after ``distance`` steps."""

    distance: Count
    path: list[Step]


class ReachedScene(AffectedScene):
    """A scene that uses a touched line: itself (distance 1) or by its scene type (2)."""

    active: bool
    distance: Count
    path: list[Step]


class SimulationTotals(Answer):
    """How many there are of what the lists show the first 50 of."""

    scene_types: Count
    scenes: Count
    templates: Count
    jobs: Count
    pair_warnings: Count


class ReachedSegment(Answer):
    """A segment that would be stale, with the first of its ``reason_count`` reasons in the touched lines.

    ``distance`` is 2 where its scene uses the line, 3 where its scene type does, 1 where only its receipt
    tells. ``new_version`` is null when nothing would be current, which makes nothing stale.
    """

    segment_id: str
    scene_id: str
    already_stale: bool = Field(description="Whether it is stale for these lines now, too")
    distance: Count
    path: list[Step]
    kind: Literal["new_version", "content_changed"]
    asset_id: str
    asset_name: str
    receipt_version: str
    new_version: str | None
    reason_count: Count


class ReachedSegments(Answer):
    """The segments that would be stale for the touched lines; those that stay accepted are not of them."""

    total: Count
    already_stale: Count
    accepted: Count
    items: list[ReachedSegment]


class FreedSegment(Answer):
    segment_id: str
    scene_id: str


class FreedSegments(Answer):
    """The segments that are stale for the touched lines now and would no longer be (a roll-back)."""

    total: Count
    items: list[FreedSegment]


class BroughtWarning(PairWarning):
    """A note on a pair that would come together in these scene types, scenes and templates."""

    users: list[Step]
    user_total: Count


class Simulation(Answer):
    """What the change would do. Lists hold the first 50 in one order; nothing is written."""

    replaced: list[Replaced]
    removed: list[Removed]
    affected_scene_types: list[ReachedSceneType]
    affected_scenes: list[ReachedScene]
    affected_templates: list[AffectedTemplate]
    affected_jobs: list[AffectedJob]
    totals: SimulationTotals
    segments: ReachedSegments
    becomes_up_to_date: FreedSegments
    ends_acceptances: Count = Field(description="Acceptances that hold now and would not after the change")
    pair_warnings: list[BroughtWarning]
    generation_time_ms: Count | None = Field(
        description="What the segments that would become stale took to generate; null where nobody measured"
    )
    measured_segments: Count = Field(description="How many of them have a recorded duration")
