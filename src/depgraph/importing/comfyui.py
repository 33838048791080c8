"""`import comfyui`: read real outputs, then write what they make, and a receipt for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import anyio.from_thread
import anyio.to_thread

from depgraph.graph import Graph
from depgraph.importing import rows
from depgraph.importing.model_files import Filled, fill_placeholders
from depgraph.importing.receipts import Told, planned_receipts, write_receipts
from depgraph.importing.spool import Spool
from depgraph.ingest.hashes import Registered
from depgraph.ingest.model_files import Allowed
from depgraph.ingest.plan import ImportPlan
from depgraph.ingest.planning import plan_import
from depgraph.models.imports import Created, ImportSummary, SkippedFile
from depgraph.queries import imports

MAX_SKIPPED = 500
"""Skipped files that a summary names; ``skipped_total`` counts all."""


class Progress(Protocol):
    """Told how far an import is: files read, then model files hashed, then receipts written."""

    def __call__(self, done: int, total: int, /) -> None: ...


def silent(_done: int, _total: int, /) -> None:
    """Progress that nobody looks at."""


async def import_comfyui(
    graph: Graph,
    *,
    paths: Sequence[Path],
    key: bytes,
    project_id: str | None = None,
    models_dir: Path | None = None,
    dry_run: bool = False,
    allowed: Allowed | None = None,
    on_progress: Callable[[int, int], None] = silent,
) -> ImportSummary:
    """Import files and folders. A second time changes nothing; ``dry_run`` only says what would be made.

    ``key`` seals the receipts. Raises FileUnreadable when a path is not there.
    """
    known = await imports.line_types(graph)

    def by_hash(hashes: Sequence[str]) -> Mapping[str, Sequence[Registered]]:
        return anyio.from_thread.run(lambda: imports.assets_by_hash(graph, hashes=hashes))

    with Spool() as spool:
        plan = await anyio.to_thread.run_sync(
            lambda: plan_import(
                paths,
                project_id=project_id,
                models_dir=models_dir,
                known_types=known,
                find_hashes=by_hash,
                on_progress=on_progress,
                allowed=allowed,
                keep=spool.add,
            )
        )
        if dry_run:
            told = await planned_receipts(graph, plan, spool)
            return summary(plan, Created(), told, Filled(), dry_run=True)
        return await write_plan(graph, plan, spool, key=key, on_progress=on_progress)


async def write_plan(
    graph: Graph,
    plan: ImportPlan,
    spool: Spool,
    *,
    key: bytes,
    on_progress: Callable[[int, int], None] = silent,
) -> ImportSummary:
    """Write a plan and its receipts, in an order in which each part finds what it stands on."""
    await imports.part(graph, "asset_types", sorted({asset.asset_type for asset in plan.assets}))
    asset_rows = rows.asset_rows(plan)
    assets = await imports.part(graph, "assets", asset_rows)
    if plan.scenes:  # of nothing no project comes
        await imports.project(graph, project_id=plan.project.id, name=plan.project.name)
    scene_types = await imports.part(graph, "scene_types", rows.scene_type_rows(plan))
    templates = await imports.part(graph, "templates", rows.template_rows(plan))
    dependencies = await imports.part(graph, "uses", rows.use_rows(plan))
    scenes = await imports.part(graph, "scenes", rows.scene_rows(plan))
    segments = await imports.part(graph, "segments", rows.segment_rows(plan))
    filled = await fill_placeholders(graph, plan.assets, on_progress)
    told = await write_receipts(graph, plan, spool, key=key, on_progress=on_progress)
    created = Created(
        segments=segments,
        scenes=scenes,
        scene_types=scene_types,
        templates=templates,
        assets=assets,
        placeholders=assets - len(rows.ids_of(asset_rows).intersection(filled.asset_ids)),
        dependencies=dependencies,
        receipts=told.figures.new,
    )
    return summary(plan, created, told, filled, dry_run=False)


def summary(
    plan: ImportPlan, created: Created, told: Told, filled: Filled, *, dry_run: bool
) -> ImportSummary:
    """What the plan met and what was new."""
    parts = (plan.segments, plan.scenes, plan.scene_types, plan.templates, plan.assets)
    planned = sum(len(part) for part in parts) + told.figures.read
    new = created.total - created.placeholders - created.dependencies
    skipped = [*plan.skipped, *filled.skipped, *told.skipped]
    return ImportSummary(
        project_id=plan.project.id,
        dry_run=dry_run,
        files_seen=plan.counts.files_seen,
        outputs=plan.counts.outputs,
        workflows=plan.counts.workflows,
        skipped=[SkippedFile(path=str(one.path), reason=one.reason) for one in skipped[:MAX_SKIPPED]],
        skipped_total=len(skipped),
        created=created,
        filled=len(filled.asset_ids),
        unchanged=0 if dry_run else planned - new,
        references=plan.counts.references,
        unresolved=plan.counts.unresolved,
        receipts=told.figures,
    )
