"""Assets: what a client sends to register one, and the one shape in which they are answered."""

from __future__ import annotations

from typing import Any, Literal, cast

from pydantic import Field, RootModel, field_validator

from depgraph.models.base import (
    Answer,
    Body,
    Count,
    FreeForm,
    LongText,
    Name,
    StoredJson,
    Tags,
    Timestamp,
    Word,
)
from depgraph.models.dependencies import Dependency
from depgraph.models.notes import Note
from depgraph.models.ratings import Rating
from depgraph.models.tasks import Task

Status = Literal["active", "deprecated", "removed"]


def pairs_as_object(value: Any) -> Any:
    """Counts by kind as Cypher collects them, ``[[kind, count], …]``, as an object."""
    return dict(cast("list[tuple[str, int]]", value)) if isinstance(value, list) else value


class Asset(Answer):
    """One version of a named thing that goes into a generation (contract section 3)."""

    id: str
    name: str
    version: str
    version_number: int
    is_current: bool
    previous_version_id: str | None
    asset_type: str
    status: Status
    placeholder: bool
    file_path: str | None
    file_size_bytes: int | None
    checksum_sha256: str | None
    description: str | None
    metadata: StoredJson
    tags: list[str]
    license: str | None
    origin: str | None
    registered_by: str | None
    created_at: Timestamp
    updated_at: Timestamp
    avg_rating: float
    rating_count: Count
    dependency_count: Count


class ImpactSummary(Answer):
    """What a new current version touches, in short."""

    from_asset_id: str
    affected_scene_types: Count
    affected_active_scenes: Count
    stale_segment_count: Count
    href: str


class RegisteredAsset(Asset):
    """The answer of a registration: the Asset, and what else the registration tells."""

    impact: ImpactSummary | None = None
    same_content_as: list[str] | None = None


class RegistrationAnswer(RootModel[RegisteredAsset | Task]):
    """The asset, or the task that will bring it when its file takes long to read."""


class Verification(Answer):
    """Whether the bytes on the disk are those that were registered."""

    asset_id: str
    file_exists: bool
    expected_checksum: str | None
    actual_checksum: str | None
    is_valid: bool


class CheckedFile(Verification):
    """The same for the command line, which looks at many files: also why one could not be read."""

    reason: str | None = None


class VerificationAnswer(RootModel[Verification | Task]):
    """The comparison, or the task that makes it when the file takes long to read."""


class AcceptanceAnswer(RootModel[Asset | Task]):
    """The asset with the content now on the disk, or the task that reads it."""


class DeletionCheck(Answer):
    """What depends on an asset, and the token that confirms its deletion nevertheless.

    ``active_dependency_count`` counts dependencies, ``by_type`` distinct entities.
    ``confirm`` is void after any change of the dependents.
    """

    asset_id: str
    is_safe: bool
    active_dependency_count: Count
    by_type: dict[str, int]
    dependents: list[Dependency]
    confirm: str

    @field_validator("by_type", mode="before")
    @classmethod
    def _from_pairs(cls, value: Any) -> Any:
        return pairs_as_object(value)


class Deletion(Answer):
    """Erased: gone. Tombstoned: out of lists, still readable by id, because receipts name it."""

    asset_id: str
    deleted: Literal["erased", "tombstoned"]
    removed_dependencies: Count


class RatingSummary(Answer):
    average: float
    count: Count
    items: list[Rating]


class DependencySummary(Answer):
    total: Count
    by_type: dict[str, int]
    items: list[Dependency]

    @field_validator("by_type", mode="before")
    @classmethod
    def _from_pairs(cls, value: Any) -> Any:
        return pairs_as_object(value)


class AssetDetail(Asset):
    """One Asset with its first notes, its ratings and what depends on it."""

    notes: list[Note]
    ratings: RatingSummary
    dependencies: DependencySummary


class AssetVersion(Answer):
    """One row of a line's versions."""

    id: str
    version: str
    version_number: int
    is_current: bool
    status: Status
    placeholder: bool
    created_at: Timestamp
    registered_by: str | None
    checksum_sha256: str | None
    usage_count: Count


class NewAsset(Body):
    """POST /api/assets: the file is read where it lies, and stays there.

    A placeholder that becomes the asset keeps its tags, licence and description where none are sent; its
    metadata is merged: its own keys, then those of the file's header, then those sent.
    """

    name: Name
    version: Word | None = None
    asset_type: Word
    file_path: str = Field(min_length=1, max_length=4096)
    description: LongText | None = None
    metadata: FreeForm | None = None
    tags: Tags | None = None
    license: Word | None = None
    registered_by: Word | None = None
    make_current: bool = True


class AssetChange(Body):
    """PUT /api/assets/{id}: what is left out stays, null clears, metadata is replaced."""

    description: LongText | None = None
    metadata: FreeForm | None = None
    status: Status = "active"
    tags: Tags | None = None
    license: Word | None = None


class AssetType(Answer):
    id: str
    name: str
    description: str | None
    created_at: Timestamp
    updated_at: Timestamp


class AssetStatus(AssetType):
    pass


class NewAssetType(Body):
    name: Word
    description: LongText | None = None
