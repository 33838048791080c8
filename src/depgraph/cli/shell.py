"""A small prompt for people who explore: statements of their own, reading only."""

from __future__ import annotations

import sys

import anyio

from depgraph.cli.console import err, print_table
from depgraph.driver_errors import own_words
from depgraph.embedded import Server
from depgraph.errors import DepgraphError
from depgraph.graph import Graph, connect
from depgraph.provenance.report import counted

MAX_ROWS = 100


def prompt(server: Server) -> None:
    """Read statements until the end of the input."""
    anyio.run(_explore, server)


async def _explore(server: Server) -> None:
    err.print(f"Cypher on {server.bolt_uri}, reading only. A statement ends with ;  Leave with Ctrl-D.")
    async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
        graph = Graph(driver, deadline=60)
        statement = ""
        while line := await anyio.to_thread.run_sync(_line, "…> " if statement else "cypher> "):
            statement += line
            if statement.rstrip().endswith(";"):
                await _run(graph, statement.strip().rstrip(";"))
                statement = ""


def _line(ask: str) -> str:
    if sys.stdin.isatty():
        sys.stderr.write(ask)
        sys.stderr.flush()
    return sys.stdin.readline()


async def _run(graph: Graph, statement: str) -> None:
    try:
        rows = await graph.explore(statement, limit=MAX_ROWS)
    except DepgraphError as error:
        words = f"{error.detail}\n{own_words(error)}".rstrip()
        err.print(words, markup=False, highlight=False, soft_wrap=True)
        return
    columns = list(rows[0]) if rows else ["no rows"]
    print_table(counted(len(rows), "row"), columns, [[row[c] for c in columns] for row in rows])
