"""`depgraph export`: the graph as a file."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Annotated, TextIO

import typer

from depgraph.cli.console import err
from depgraph.cli.database import ask
from depgraph.errors import BadInput
from depgraph.export import FORMATS
from depgraph.exporting import lines
from depgraph.graph import Graph


def export(
    format: Annotated[str, typer.Option("--format", "-f", help=", ".join(FORMATS))] = "graphml",  # noqa: A002 -- the option's name
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
        with _replacing(output) if output else contextlib.nullcontext(sys.stdout) as target:
            async for text in lines(graph, format=format, project_id=project, center=center):
                target.write(text)

    ask(work)
    if output:
        err.print(f"Written to {output}.", highlight=False, soft_wrap=True)


@contextlib.contextmanager
def _replacing(output: Path) -> Generator[TextIO]:
    """A file that takes the place of what is there, once it is whole. Raises BadInput."""
    is_device = output.exists() and not output.is_file()
    part = output if is_device else output.with_name(f"{output.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as target:
            yield target
        if not is_device:
            part.replace(output)
    except OSError as error:
        raise BadInput(
            f"{output} cannot be written: {error.strerror}.", hint="Name a file in a folder that is there."
        ) from error
    finally:
        if not is_device:
            part.unlink(missing_ok=True)
