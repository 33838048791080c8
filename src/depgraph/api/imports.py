"""Routes of contract section 9: import."""

from __future__ import annotations

from fastapi import APIRouter, UploadFile

from depgraph.api.deps import Config, Db, SealingKey, Write
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.api.tasks import Slow
from depgraph.importing import as_job, description
from depgraph.models.imports import ComfyImport, FileDescription, ImportAnswer, ImportSummary
from depgraph.models.tasks import Task

router = APIRouter(prefix="/api/import", tags=["import"], route_class=StrictRoute, responses=RESPONSES)
UPLOADS = ("/api/import/comfyui/file",)
"""Routes whose body may be larger than that of the others: up to ``MAX_UPLOAD``."""


@router.post(
    "/comfyui",
    response_model=None,
    responses={
        200: {"model": ImportSummary, "description": "What was read and made"},
        202: {"model": Task, "description": "There is much to read: the task, its address in Location"},
    },
)
async def import_comfyui(
    body: ComfyImport, *, db: Db, slow: Slow, write: Write, config: Config, key: SealingKey
) -> ImportAnswer:
    """Import outputs and workflows of ComfyUI, with a receipt per output; a second time changes nothing."""
    return await as_job.answer(db, slow, write, wanted=body, roots=config.readable_roots, key=key)


@router.post("/comfyui/file")
async def describe_file(file: UploadFile, db: Db) -> FileDescription:
    """What one picture, sound, video or workflow uses; writes nothing."""
    return await description.describe(db, file.file, file.filename or "file")
