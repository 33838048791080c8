"""What an import answers (contract section 9)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from depgraph.models.base import Answer, Body, Count, Identifier

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
