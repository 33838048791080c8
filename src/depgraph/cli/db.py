"""`depgraph db …`: the embedded Neo4j of this data folder."""

from __future__ import annotations

import contextlib
import webbrowser
from dataclasses import asdict
from threading import Event

import anyio
import typer

from depgraph import embedded
from depgraph.browser import Connection, guide_url, leading_to, logged_in
from depgraph.cli.console import AsJson, err, out, print_json
from depgraph.cli.database import opened
from depgraph.cli.exits import UNREACHABLE
from depgraph.cli.shell import prompt
from depgraph.errors import BadInput, DatabaseUnavailable
from depgraph.settings import Settings

app = typer.Typer(help="The embedded Neo4j of this data folder.", no_args_is_help=True)


@app.command()
def start() -> None:
    """Start it and leave it running; the schema is brought up to date."""
    settings = _embedded_settings()
    server = embedded.start_detached(settings, progress=embedded.Bars())
    anyio.run(_apply_schema, settings)
    out.print(
        f"Neo4j {server.version} runs: {server.bolt_uri}, Browser {server.http_uri}/browser/", highlight=False
    )


@app.command()
def stop() -> None:
    """Stop it; what was written stays."""
    stopped = embedded.stop(_embedded_settings())
    out.print("Stopped." if stopped else "It was not running.")
    if stopped:
        err.print("A service that uses it answers 503 until `depgraph db start`.", highlight=False)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Whether it runs, and where. Exit code 4 when it does not."""
    state = embedded.status(_embedded_settings())
    if as_json:
        print_json(asdict(state) if state else {"state": "stopped"})
    elif state:
        out.print(
            f"Neo4j {state.version} is {state.state} since {state.started_at}: "
            f"{state.bolt_uri}, {state.http_uri}",
            highlight=False,
        )
    else:
        out.print("It is not running. Start it with `depgraph db start`.")
    if state is None:
        raise typer.Exit(UNREACHABLE)


@app.command()
def shell() -> None:
    """A small Cypher prompt on it, reading only."""
    prompt(_running())


@app.command()
def browser() -> None:
    """Open the Neo4j Browser on it, logged in, with the guide; until Ctrl-C."""
    server = _running()
    connection = Connection(server.bolt_uri, server.user, server.password.get_secret_value())
    with logged_in(connection, server.http_uri, guide_url(Settings())) as url:
        out.print(url, highlight=False, soft_wrap=True)
        err.print(
            "This address works once; if no page opens, open it yourself. The guide is there while"
            " `depgraph serve` runs. Leave with Ctrl-C."
        )
        with contextlib.suppress(KeyboardInterrupt), leading_to(url) as page:
            webbrowser.open(page)
            Event().wait()


def _embedded_settings() -> Settings:
    settings = Settings()
    if not settings.embedded:
        raise BadInput(
            f"DEPGRAPH_NEO4J_URI names {settings.neo4j_uri}: that server is not ours to start or stop.",
            hint="Unset DEPGRAPH_NEO4J_URI to use the embedded Neo4j.",
        )
    return settings


def _running() -> embedded.Server:
    server = embedded.find(_embedded_settings())
    if server is None:
        raise DatabaseUnavailable(
            "The embedded Neo4j is not running.", hint="Start it with `depgraph db start`."
        )
    return server


async def _apply_schema(settings: Settings) -> None:
    async with opened(settings):
        pass
