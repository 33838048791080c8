"""Tables in the form of Neo4j's offline import: one file for each kind of node and of edge.

The form is that of the Neo4j Operations Manual, "Import": a header names each column with its type, nodes
bear an id that is unique in its own space, and edges name the ids of both their ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

LIST_MARK = "\x1f"
"""Between the parts of a list: the unit separator, which no name holds."""


@dataclass(slots=True)
class Table:
    """One file: what its rows are, and how many there are."""

    what: str
    path: Path
    stream: TextIO
    rows: int = 0

    def add(self, *values: Any) -> None:
        """A row, in the order of the columns; None is an empty cell, so no property."""
        self.stream.write(",".join(map(_cell, values)) + "\n")
        self.rows += 1


@dataclass
class Tables:
    """All tables of one import, below a folder; a context manager that closes them."""

    folder: Path
    nodes: list[Table] = field(default_factory=list[Table])
    edges: list[Table] = field(default_factory=list[Table])
    _open: ExitStack = field(default_factory=ExitStack)

    def node(self, labels: str, columns: Iterable[str]) -> Table:
        """The table of a kind of node, its labels as ``Asset:Listed``."""
        return self._table(self.nodes, labels, columns)

    def edge(self, kind: str, start: str, end: str, columns: Iterable[str] = ()) -> Table:
        """The table of a kind of edge between two spaces of ids; its rows begin with the two ids."""
        return self._table(self.edges, kind, [f":START_ID({start})", f":END_ID({end})", *columns])

    def arguments(self) -> list[str]:
        """What tells Neo4j's import of these tables."""
        told = [(f"--nodes={table.what}", table) for table in self.nodes]
        told += [(f"--relationships={table.what}", table) for table in self.edges]
        return [f"{what}={table.path}" for what, table in told]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def _table(self, kept: list[Table], what: str, columns: Iterable[str]) -> Table:
        number = len(self.nodes) + len(self.edges)
        path = self.folder / f"{number:02d}-{what.replace(':', '-')}.csv"
        stream = self._open.enter_context(path.open("w", encoding="utf-8", newline=""))
        stream.write(",".join(columns) + "\n")
        table = Table(what, path, stream)
        kept.append(table)
        return table


def _cell(value: str | float | Sequence[str] | None) -> str:
    """Texts are quoted, also empty ones: without quotes an empty cell is no property."""
    if isinstance(value, str):  # most are, and there are very many of them
        return _quoted(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, int | float) else _quoted(LIST_MARK.join(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
