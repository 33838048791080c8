"""`depgraph import …`: fill the graph from what lies on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from depgraph.bulk.load import load
from depgraph.cli.console import AsJson, err, out, print_json, print_table
from depgraph.cli.database import ask
from depgraph.cli.exits import FINDINGS
from depgraph.graph import Graph
from depgraph.importing import import_comfyui, import_receipts
from depgraph.models.imported_receipts import ReceiptImport
from depgraph.models.imports import ImportSummary
from depgraph.provenance.key import load_or_make_key
from depgraph.settings import Settings

app = typer.Typer(help="Fill the graph from files.", no_args_is_help=True)
SHOWN = 20


@app.callback()
def group() -> None:
    """Fill the graph from files."""


@app.command()
def comfyui(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders of ComfyUI outputs and workflows.")],
    models: Annotated[
        Path | None, typer.Option(help="ComfyUI's models folder, or extra_model_paths.yaml.")
    ] = None,
    project: Annotated[
        str | None, typer.Option(help="The project's id; else made from the folder's name.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and count, write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import outputs and workflows. A second time changes nothing. Exit code 3 when files were skipped."""

    async def work(graph: Graph) -> ImportSummary:
        with Progress(console=err, transient=True, disable=as_json) as progress:
            task = progress.add_task("Reading", total=None)
            return await import_comfyui(
                graph,
                paths=paths,
                key=key,
                project_id=project,
                models_dir=models,
                dry_run=dry_run,
                on_progress=lambda done, total: progress.update(task, completed=done, total=total),
            )

    settings = Settings()
    key = load_or_make_key(settings.data_dir)
    summary = ask(work, settings)
    if as_json:
        print_json(summary)
    else:
        _print(summary)
    if summary.skipped_total:
        raise typer.Exit(FINDINGS)


@app.command()
def receipts(
    file: Annotated[Path, typer.Argument(help="NDJSON: one receipt with its segment_id on each line.")],
    as_json: AsJson = False,
) -> None:
    """Import receipts. A second time changes nothing. Exit code 3 when lines were skipped."""
    settings = Settings()
    key = load_or_make_key(settings.data_dir)

    async def work(graph: Graph) -> ReceiptImport:
        with Progress(console=err, transient=True, disable=as_json) as progress:
            task = progress.add_task("Recording", total=None)
            return await import_receipts(
                graph,
                path=file,
                key=key,
                on_progress=lambda done, total: progress.update(task, completed=done, total=total or None),
            )

    done = ask(work, settings)
    if as_json:
        print_json(done)
    else:
        out.print(f"{done.lines} lines: {done.recorded} recorded, {done.repeated} there before.")
        if done.skipped:
            rows = [[one.line, one.reason] for one in done.skipped[:SHOWN]]
            print_table(f"{done.skipped_total} skipped", ["line", "reason"], rows)
    if done.skipped_total:
        raise typer.Exit(FINDINGS)


@app.command()
def bulk(
    folder: Annotated[Path, typer.Argument(help="The folder with assets.ndjson, segments.ndjson, …")],
    as_json: AsJson = False,
) -> None:
    """Load a whole studio into an empty data folder, while no server runs: millions of receipts."""
    done = load(Settings(), folder, say=lambda text: err.print(text, highlight=False))
    if as_json:
        print_json(done)
        return
    out.print(
        f"{done.assets:,} assets, {done.segments:,} segments, {done.receipts:,} receipts: "
        f"{done.nodes:,} nodes and {done.edges:,} edges. The next start makes their indexes.",
        highlight=False,
    )


def _print(summary: ImportSummary) -> None:
    read = f"{summary.files_seen} files: {summary.outputs} outputs, {summary.workflows} workflows"
    out.print(f"Project [bold]{summary.project_id}[/] — {read}.", highlight=False)
    new = {name.replace("_", " "): count for name, count in summary.created.model_dump().items() if count}
    made = ", ".join(f"{count} {name}" for name, count in new.items()) or "nothing"
    if summary.filled:
        made += f"; {summary.filled} placeholders have their file now"
    word = (
        "Nothing was written (dry run)" if summary.dry_run else f"New: {made}; unchanged: {summary.unchanged}"
    )
    if summary.dry_run:
        word += f"; new would be {summary.receipts.new} of {summary.receipts.read} receipts"
    out.print(
        f"{word}. {summary.references} model names, {summary.unresolved} without a file.", highlight=False
    )
    if summary.skipped:
        rows = [[one.path, one.reason] for one in summary.skipped[:SHOWN]]
        print_table(f"{summary.skipped_total} skipped", ["file", "reason"], rows)
