"""What people and scripts see: answers on standard output, all else on standard error."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape
from rich.table import Table

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON, for scripts.")]

out = Console()
err = Console(stderr=True)


def errors_to(title: str, detail: str, hint: str) -> None:
    """An error in three lines: what, which, what to do. Lines are not broken: a path can be copied whole."""
    err.print(f"[bold red]{escape(title)}[/]", highlight=False, soft_wrap=True)
    err.print(escape(detail), highlight=False, soft_wrap=True)
    err.print(f"→ {escape(hint)}", highlight=False, soft_wrap=True)


def print_json(value: BaseModel | Any) -> None:
    """One JSON document on standard output."""
    text = value.model_dump_json(indent=2) if isinstance(value, BaseModel) else json.dumps(value, indent=2)
    sys.stdout.write(text + "\n")


def print_table(title: str, columns: list[str], rows: list[list[Any]]) -> None:
    """A table; a missing value is a dash."""
    table = Table(title=escape(title), title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("–" if cell is None or cell == "" else escape(str(cell)) for cell in row))
    out.print(table)
