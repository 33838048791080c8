"""`import comfyui`: read real outputs, then write what they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import anyio.to_thread

from depgraph.graph import Graph
from depgraph.importing import rows
from depgraph.importing.model_files import fill_placeholders
from depgraph.ingest.model_files import Allowed
from depgraph.ingest.plan import ImportPlan
from depgraph.ingest.planning import plan_import
from depgraph.models.imports import Created, ImportSummary, SkippedFile
from depgraph.queries import imports

MAX_SKIPPED = 500
"""Skipped files that a summary names; ``skipped_total`` counts all."""


class Progress(Protocol):
    """Told how far an import is: files read, then model files hashed."""

    def __call__(self, done: int, total: int, /) -> None: ...


def silent(_done: int, _total: int, /) -> None:
    """Progress that nobody looks at."""


async def import_comfyui(
    graph: Graph,
    *,
    paths: Sequence[Path],
    project_id: str | None = None,
    models_dir: Path | None = None,
    dry_run: bool = False,
    allowed: Allowed | None = None,
    on_progress: Callable[[int, int], None] = silent,
) -> ImportSummary:
    """Import files and folders. A second time changes nothing; ``dry_run`` only says what would be read.

    Raises FileUnreadable when a path is not there.
    """
    known = await imports.line_types(graph)
    plan = await anyio.to_thread.run_sync(
        lambda: plan_import(
            paths,
            project_id=project_id,
            models_dir=models_dir,
            known_types=known,
            on_progress=on_progress,
            allowed=allowed,
        )
    )
    if dry_run:
        return summary(plan, Created(), filled=0, dry_run=True)
    return await write_plan(graph, plan, on_progress)


async def write_plan(
    graph: Graph, plan: ImportPlan, on_progress: Callable[[int, int], None] = silent
) -> ImportSummary:
    """Write a plan, in an order in which each part finds what it stands on."""
    await imports.part(graph, "asset_types", sorted({asset.asset_type for asset in plan.assets}))
    assets = await imports.part(graph, "assets", rows.asset_rows(plan))
    await imports.project(graph, project_id=plan.project.id, name=plan.project.name)
    scene_types = await imports.part(graph, "scene_types", rows.scene_type_rows(plan))
    templates = await imports.part(graph, "templates", rows.template_rows(plan))
    dependencies = await imports.part(graph, "uses", rows.use_rows(plan))
    scenes = await imports.part(graph, "scenes", rows.scene_rows(plan))
    segments = await imports.part(graph, "segments", rows.segment_rows(plan))
    filled = await fill_placeholders(graph, plan.assets, on_progress)
    created = Created(
        segments=segments,
        scenes=scenes,
        scene_types=scene_types,
        templates=templates,
        assets=assets,
        placeholders=max(assets - filled, 0),
        dependencies=dependencies,
    )
    return summary(plan, created, filled=filled, dry_run=False)


def summary(plan: ImportPlan, created: Created, *, filled: int, dry_run: bool) -> ImportSummary:
    """What the plan met and what was new."""
    planned = (
        len(plan.segments) + len(plan.scenes) + len(plan.scene_types) + len(plan.templates) + len(plan.assets)
    )
    new = created.segments + created.scenes + created.scene_types + created.templates + created.assets
    return ImportSummary(
        project_id=plan.project.id,
        dry_run=dry_run,
        files_seen=plan.counts.files_seen,
        outputs=plan.counts.outputs,
        workflows=plan.counts.workflows,
        skipped=[SkippedFile(path=str(one.path), reason=one.reason) for one in plan.skipped[:MAX_SKIPPED]],
        skipped_total=len(plan.skipped),
        created=created,
        filled=filled,
        unchanged=0 if dry_run else planned - new,
        references=plan.counts.references,
        unresolved=plan.counts.unresolved,
    )
