"""Images and workflows: what a client sends to register a version, and the one shape of a version."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    WithJsonSchema,
    model_validator,
)

from depgraph.models.base import Answer, Body, Count, Identifier, Name, Timestamp
from depgraph.models.tasks import Task

WorkKind = Literal["source_image", "derived_image", "workflow"]
MAX_ORIGINS = 100
"""Versions that one version may be derived from."""

_ID_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "string", "minLength": 1, "maxLength": 128, "pattern": r"\S"}, {"type": "integer"}]
}


def _sha256(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise ValueError("must be a SHA-256 as 64 lower-case hex digits")
    return text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | int) else value


ContentHash = Annotated[
    str, AfterValidator(_sha256), WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"})
]
Origins = Annotated[
    list[Identifier] | None,
    Field(max_length=MAX_ORIGINS),
    BeforeValidator(_listed),
    WithJsonSchema(
        {
            "anyOf": [
                *_ID_SCHEMA["anyOf"],
                {"type": "array", "items": _ID_SCHEMA, "maxItems": MAX_ORIGINS},
                {"type": "null"},
            ]
        }
    ),
]


class NewVersion(Body):
    """POST of an image or workflow: its content, by its hash or as a file that is read where it lies.

    ``derived_from`` is for derived images: a version_id, or the id of a source or derived image
    (its current version is meant), or a list of these.
    """

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["content_hash"]}, {"required": ["file_path"]}]}
    )

    id: Identifier | None = None
    name: Name
    content_hash: ContentHash | None = None
    file_path: str | None = Field(default=None, min_length=1, max_length=4096)
    project_id: Identifier | None = None
    derived_from: Origins = None

    @model_validator(mode="after")
    def _one_content(self) -> NewVersion:
        if (self.content_hash is None) == (self.file_path is None):
            raise ValueError("needs either content_hash or file_path")
        return self


class WorkVersion(Answer):
    """One version of an image or workflow: ``id`` is that of the image or workflow itself.

    ``usage_count`` counts the segments whose receipts used this content.
    """

    id: str
    version_id: str
    version_number: int
    name: str
    content_hash: str
    file_path: str | None
    project_id: str | None
    previous_version_id: str | None
    derived_from: list[str]
    is_current: bool
    created_at: Timestamp
    usage_count: Count


class VersionAnswer(RootModel[WorkVersion | Task]):
    """The version, or the task that will bring it when its file takes long to read."""


class VersionChoice(Body):
    """POST …/make-current."""

    version_number: int = Field(ge=1, le=2**53)


def input_kind(kind: WorkKind) -> str:
    """The kind under which receipts record such a content, as in their ``variant_image_hash``."""
    return "variant_image" if kind == "derived_image" else kind


def work_key(kind: WorkKind, work_id: str) -> str:
    """What names one image or workflow (constraint ``work_key``)."""
    return f"{kind}:{work_id}"
