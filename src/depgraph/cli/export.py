"""`depgraph export`: the graph as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from depgraph.cli.console import err
from depgraph.cli.database import ask
from depgraph.exporting import lines
from depgraph.graph import Graph


def export(
    format: Annotated[str, typer.Option("--format", "-f", help="graphml, gexf, dot, mermaid, …")] = "graphml",  # noqa: A002 -- the option's name
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; else standard output.")
    ] = None,
    project: Annotated[str | None, typer.Option(help="Only this project's part.")] = None,
    center: Annotated[
        str | None, typer.Option(help="Only the neighbourhood of kind:id, like asset:0123.")
    ] = None,
) -> None:
    """Write the graph, one project or one neighbourhood; the same graph gives the same bytes."""

    async def work(graph: Graph) -> None:
        target = output.open("w", encoding="utf-8", newline="") if output else sys.stdout
        try:
            async for text in lines(graph, format=format, project_id=project, center=center):
                target.write(text)
        finally:
            if output:
                target.close()

    ask(work)
    if output:
        err.print(f"Written to {output}.", highlight=False)
