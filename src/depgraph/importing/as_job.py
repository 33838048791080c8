"""An import as slow work of the service: the same batches, and a task when there is much to read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from depgraph.files import allowed
from depgraph.files.progress import Progress
from depgraph.graph import Graph, Transaction
from depgraph.importing.comfyui import import_comfyui
from depgraph.models.imports import ComfyImport, ImportAnswer, ImportSummary
from depgraph.queries.outcome import Outcome
from depgraph.work.job import Job, Once
from depgraph.work.tasks import Tasks

PATIENCE = 600.0
"""Seconds that one batch may take."""


async def answer(
    graph: Graph, tasks: Tasks, write: Once, *, wanted: ComfyImport, roots: Iterable[Path], key: bytes
) -> ImportAnswer:
    """Import what the request names. Raises PathNotAllowed, FileUnreadable."""
    folders = tuple(roots)
    paths = [await allowed.resolved(path, folders) for path in wanted.paths]
    models = await allowed.resolved(wanted.models_dir, folders) if wanted.models_dir else None
    loop = asyncio.get_running_loop()

    def work(progress: Progress) -> ImportSummary:
        progress.begin(0)
        running = import_comfyui(
            graph.with_deadline(PATIENCE),
            paths=paths,
            key=key,
            project_id=wanted.project_id,
            models_dir=models,
            dry_run=wanted.dry_run,
            allowed=lambda path: allowed.is_allowed(path, folders),
            on_progress=lambda done, total: _told(progress, done, total),
        )
        return asyncio.run_coroutine_threadsafe(running, loop).result()

    return await tasks.answer(Job("import_comfyui", ImportAnswer, work, _finish), write)


def _told(progress: Progress, done: int, total: int) -> None:
    progress.total = total
    progress.add(done - progress.done)


async def _finish(_tx: Transaction, *, reading: ImportSummary) -> Outcome[ImportAnswer]:
    """The batches are written; this only keeps the answer."""
    return Outcome(ImportAnswer(reading))
