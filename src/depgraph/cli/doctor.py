"""`depgraph doctor`: what is wrong, and the command that mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass

import anyio
import typer

from depgraph import embedded, schema
from depgraph.cli.console import AsJson, out, print_json, print_table
from depgraph.cli.exits import FINDINGS, UNREACHABLE
from depgraph.errors import DepgraphError
from depgraph.graph import Graph, connect
from depgraph.queries import invariants
from depgraph.settings import Settings

LOW_DISK = 2 * 2**30
"""Bytes: a Neo4j whose disk is full stops answering until it is restarted."""


@dataclass(frozen=True)
class Finding:
    """One check: fine, or what is wrong and what mends it."""

    check: str
    ok: bool
    detail: str
    mend: str = ""


def doctor(as_json: AsJson = False) -> None:
    """Check the set-up, the database and the graph's own rules. Exit code 3 when something is wrong."""
    settings = Settings()
    findings = [_python_parts(settings), _data_folder(settings), *anyio.run(_database, settings)]
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        rows = [["ok" if f.ok else "WRONG", f.check, f.detail, f.mend] for f in findings]
        print_table("depgraph doctor", ["", "check", "finding", "what mends it"], rows)
        out.print("All is well." if all(f.ok for f in findings) else "Something is wrong; see above.")
    if not all(f.ok for f in findings):
        unreachable = any(f.check == "database" and not f.ok for f in findings)
        raise typer.Exit(UNREACHABLE if unreachable else FINDINGS)


def _python_parts(settings: Settings) -> Finding:
    if not settings.embedded:
        return Finding("server", True, "your own Neo4j by URI")
    return _tried(
        "server", lambda: f"Neo4j {settings.neo4j_version}: {embedded.parts(settings)}", "make install"
    )


def _tried(check: str, look: Callable[[], str], mend: str) -> Finding:
    try:
        return Finding(check, True, look())
    except DepgraphError as error:
        return Finding(check, False, error.detail, error.hint or mend)


def _data_folder(settings: Settings) -> Finding:
    folder = next(p for p in (settings.data_dir, *settings.data_dir.absolute().parents) if p.exists())
    free = shutil.disk_usage(folder).free
    detail = f"{settings.data_dir} has {free / 2**30:.1f} GiB free"
    return Finding("data folder", free > LOW_DISK, detail, "" if free > LOW_DISK else "free some disk space")


async def _database(settings: Settings) -> list[Finding]:
    try:
        server = embedded.find(settings) if settings.embedded else None
        if settings.embedded and server is None:
            return [Finding("database", False, "the embedded Neo4j is not running", "depgraph db start")]
        uri = server.bolt_uri if server else settings.neo4j_uri
        user = server.user if server else settings.neo4j_user
        password = server.password if server else settings.neo4j_password
        async with connect(uri, user=user, password=password) as driver:
            return await _graph(Graph(driver, settings.neo4j_database, deadline=60), uri)
    except DepgraphError as error:
        return [Finding("database", False, error.detail, error.hint)]


async def _graph(graph: Graph, uri: str) -> list[Finding]:
    missing = await schema.missing(graph)
    broken = await invariants.broken(graph)
    return [
        Finding("database", True, f"{uri} answers"),
        Finding(
            "schema",
            not missing,
            f"{len(missing)} files are not applied" if missing else "up to date",
            "depgraph db start" if missing else "",
        ),
        Finding(
            "rules of the graph",
            not broken,
            "; ".join(f"{v.what}: {v.subject_id}" for v in broken[:5]) or "every invariant holds",
            "report this with the ids; the data is readable" if broken else "",
        ),
    ]
