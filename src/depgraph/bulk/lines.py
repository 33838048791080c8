"""What stands on the lines of the files: the bodies of the routes, each with its id."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from depgraph.models.asset_users import AssetUse, AssetUses, NewSceneType
from depgraph.models.base import Body, FreeForm, Identifier, LongText, Name, Tags, Word
from depgraph.models.entities import JobStatus, NewCharacter, NewProject, NewScene, NewSegment
from depgraph.models.receipts import BulkReceipt, Moment, Sha256, Strength


class AssetLine(Body):
    """One version. Versions of one name stand in their order; without ``is_current`` the last one is.

    Without ``checksum_sha256`` it is a placeholder: something names it, and nobody has shown its file.
    """

    id: Identifier
    name: Name
    version: Word
    asset_type: Word
    is_current: bool = False
    checksum_sha256: Sha256 | None = None
    tensor_sha256: Sha256 | None = None
    file_path: str | None = None
    file_size_bytes: Annotated[int, Field(ge=0, le=2**53)] | None = None
    description: LongText | None = None
    metadata: FreeForm | None = None
    tags: Tags = Field(default_factory=list[Word])
    license: Word | None = None
    origin: Word | None = None
    registered_by: Word | None = None
    created_at: Moment | None = None


class ProjectLine(NewProject):
    id: Identifier


class CharacterLine(NewCharacter):
    id: Identifier


class SceneTypeLine(NewSceneType):
    id: Identifier
    assets: AssetUses = Field(default_factory=list[AssetUse])


class SceneLine(NewScene):
    id: Identifier


class SegmentLine(NewSegment):
    id: Identifier


class TemplateLine(Body):
    id: Identifier
    name: Name
    assets: AssetUses = Field(default_factory=list[AssetUse])


class JobLine(TemplateLine):
    status: JobStatus = "done"


class DependencyLine(Body):
    """A dependency that was added by hand, of a scene type, scene, template or job."""

    entity_type: Annotated[str, Field(pattern="^(scene_type|scene|template|job)$")]
    entity_id: Identifier
    asset_id: Identifier
    role: Word
    weight: Strength | None = None


class ReceiptLine(BulkReceipt):
    """A receipt of a segment, in the order in which they were recorded."""
