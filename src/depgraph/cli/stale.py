"""`depgraph stale`: what was made from versions that are no longer current."""

from __future__ import annotations

from typing import Annotated

import typer

from depgraph.cli.console import AsJson, out, print_json
from depgraph.cli.database import ask
from depgraph.cli.exits import FINDINGS
from depgraph.graph import Graph
from depgraph.models.staleness import StalenessReport
from depgraph.provenance.report import counted
from depgraph.queries import staleness


def stale(
    project: Annotated[str | None, typer.Option(help="Only this project, by its id.")] = None,
    as_json: AsJson = False,
) -> None:
    """What is stale, by what it was made from; exit code 3 when something is."""

    async def question(graph: Graph) -> StalenessReport:
        if project is None:
            return await staleness.report(graph)
        return await staleness.report_of_project(graph, project_id=project)

    report = ask(question)
    if as_json:
        print_json(report)
    else:
        _print(report)
    if report.total_stale_segments:
        raise typer.Exit(FINDINGS)


def _print(report: StalenessReport) -> None:
    out.print(
        f"{report.total_stale_segments} of {counted(report.total_segments, 'segment')} stale, "
        f"in {counted(report.total_stale_scenes, 'scene')}; "
        f"of {report.total_unknown_segments} the model is unknown, "
        f"{report.total_segments_without_receipt} have no receipt."
    )
    for group in report.by_asset:  # a sentence is a line, however long: it can be searched for
        said = f"· {group.summary} ({group.asset_type} {group.asset_id})"
        out.print(said, highlight=False, markup=False, soft_wrap=True)
    if len(report.by_asset) < report.total_assets:
        out.print(
            f"These are {len(report.by_asset)} of {report.total_assets}, the most affected.", highlight=False
        )
