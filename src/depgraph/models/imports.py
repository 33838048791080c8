"""What an import answers (contract section 9)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel

from depgraph.models.base import Answer, Body, Count, Identifier
from depgraph.models.compatibility import CompatibilityAnswer
from depgraph.models.receipts import Confidence
from depgraph.models.tasks import Task

Path = Annotated[str, Field(min_length=1, max_length=4096)]


class ComfyImport(Body):
    """POST /api/import/comfyui: files and folders on the service's machine."""

    paths: Annotated[list[Path], Field(min_length=1, max_length=100)]
    models_dir: Path | None = None
    project_id: Identifier | None = None
    dry_run: bool = False


class SkippedFile(Answer):
    path: str
    reason: str


class Created(Answer):
    """What is new in the graph. ``placeholders`` are those of the ``assets`` without a file."""

    segments: Count = 0
    scenes: Count = 0
    scene_types: Count = 0
    templates: Count = 0
    assets: Count = 0
    placeholders: Count = 0
    dependencies: Count = 0
    receipts: Count = 0

    @property
    def total(self) -> int:
        return sum(self.model_dump().values())


class ReceiptFigures(Answer):
    """The receipts of the outputs that were read. ``new`` were written, or in a dry run would be;
    ``with_model_seed_and_steps`` have all three; ``inputs`` counts the inputs by how they were found."""

    read: Count = 0
    new: Count = 0
    with_model_seed_and_steps: Count = 0
    inputs: dict[Confidence, Count] = Field(default_factory=dict[Confidence, Count])


class ImportSummary(Answer):
    """``unchanged`` counts what was there before; ``filled`` placeholders that became assets."""

    project_id: str
    dry_run: bool
    files_seen: Count
    outputs: Count
    workflows: Count
    skipped: list[SkippedFile]
    skipped_total: Count
    created: Created
    filled: Count
    unchanged: Count
    references: Count
    unresolved: Count
    receipts: ReceiptFigures


class ImportAnswer(RootModel[ImportSummary | Task]):
    """The summary, or the task that will bring it when there is much to read."""


class FileReference(Answer):
    """One model that a file names, and what the registry knows of it.

    ``exact``: this very version is registered with its file. ``by_name``: another version of the
    line is. ``ambiguous``: several lines may be meant. ``missing``: no file of it is known.
    """

    file_name: str
    name: str
    version: str | None
    asset_type: str
    role: str
    weight: float | None
    node_id: str
    class_type: str
    status: Literal["exact", "by_name", "ambiguous", "missing"]
    asset_id: str | None
    is_current: bool | None
    current_asset_id: str | None
    current_version: str | None


class FileDescription(CompatibilityAnswer):
    """What one file uses, with the pair warnings of all of it together."""

    file_name: str
    kind: Literal["output", "workflow"]
    references: list[FileReference]
