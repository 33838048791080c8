"""Entities that name their assets when they are saved: scene types, templates, jobs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from depgraph.models.assets import Status
from depgraph.models.base import Answer, Body, Count, Identifier, Name, Timestamp, Word
from depgraph.models.compatibility import AssetNote, PairWarning
from depgraph.models.entities import Entity, JobStatus

MAX_USES = 500
"""Assets that one entity may name in one save."""


class AssetUse(Body):
    """One asset that an entity is saved with."""

    asset_id: Identifier
    role: Word
    weight: float | None = None


def _each_once(uses: list[AssetUse]) -> list[AssetUse]:
    seen: set[tuple[str, str]] = set()
    for use in uses:
        if (use.asset_id, use.role) in seen:
            raise ValueError(f"names asset {use.asset_id!r} twice in the role {use.role!r}")
        seen.add((use.asset_id, use.role))
    return uses


AssetUses = Annotated[list[AssetUse], Field(max_length=MAX_USES), AfterValidator(_each_once)]


class UsedAsset(Answer):
    """One row of an entity's assets; ``source``: saved with it, manual (added by hand), or import."""

    dependency_id: str
    asset_id: str
    asset_name: str
    asset_version: str
    asset_type: str
    role: str
    weight: float | None
    source: Literal["saved", "manual", "import"] | None
    is_current: bool
    status: Status
    created_at: Timestamp


class SceneType(Entity):
    workflow_id: str | None = Field(
        description="As it was saved; it need not be the id of a registered workflow"
    )
    scene_count: Count
    active_scene_count: Count
    segment_count: Count
    asset_count: Count


class Template(Entity):
    asset_count: Count


class Job(Entity):
    status: str
    active: bool
    asset_count: Count


class SceneTypeDetail(SceneType):
    assets: list[UsedAsset]


class SavedSceneType(SceneTypeDetail):
    """What saving answers: the scene type, and what is known to go wrong in it, critical first."""

    warnings: list[PairWarning]
    asset_notes: list[AssetNote]


class TemplateDetail(Template):
    assets: list[UsedAsset]


class SavedTemplate(TemplateDetail):
    """What saving answers: the template, and what is known to go wrong in it, critical first."""

    warnings: list[PairWarning]
    asset_notes: list[AssetNote]


class JobDetail(Job):
    assets: list[UsedAsset]


class SavedJob(JobDetail):
    """What saving answers: the job, and what is known to go wrong in it, critical first."""

    warnings: list[PairWarning]
    asset_notes: list[AssetNote]


class NewSceneType(Body):
    """Saving registers exactly these dependencies, beside those added by hand."""

    name: Name
    assets: AssetUses
    workflow_id: Identifier | None = Field(
        None, description="Kept, and never looked up: it may be an id of another program"
    )


class NewTemplate(Body):
    """Without ``assets`` the registered dependencies stay as they are."""

    name: Name
    assets: AssetUses | None = None


class NewJob(NewTemplate):
    """Without ``assets`` the registered dependencies stay as they are."""

    status: JobStatus = "queued"
