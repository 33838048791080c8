"""The two services that are asked, each in a process of its own under uvicorn with httptools.

``python -m bench.serve depgraph PORT`` takes its settings from the environment, as the product does;
``python -m bench.serve peer PORT DSN`` is the same kind of service over PostgreSQL, and
``python -m bench.serve provenance-peer PORT DSN DESIGN`` over one of the provenance bench's designs.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from bench import statements
from bench.client import Connection, UnexpectedAnswer, request
from bench.postgres import free_port
from depgraph.api.deps import Db
from depgraph.app import create_app
from depgraph.settings import Settings

_PATIENCE = 90
"""Seconds that a service may take to start."""


@contextmanager
def running(kind: str, *arguments: str, environment: Mapping[str, str]) -> Iterator[int]:
    """A service in a process of its own; yields its port."""
    port = free_port()
    command = [sys.executable, "-m", "bench.serve", kind, str(port), *arguments]
    with subprocess.Popen(command, env=dict(environment)) as process:
        try:
            _await(port, process)
            yield port
        finally:
            process.terminate()


def depgraph_app() -> FastAPI:
    """The product as it is, and two routes that show the floor under it."""
    app = create_app(Settings())

    @app.get("/bench/empty", include_in_schema=False)
    async def empty() -> dict[str, int]:
        return {"one": 1}

    @app.get("/bench/return-one", include_in_schema=False)
    async def return_one(db: Db) -> dict[str, int]:
        return (await db.composed(statements.load()["floor"], {}))[0]

    # before whatever the product mounts last for any other path
    app.router.routes[:] = [*app.router.routes[-2:], *app.router.routes[:-2]]
    return app


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up and process.poll() is None:
        try:
            # a service answers before its database does
            with Connection(port) as service:
                service.ask(request("GET", "/bench/return-one"))
        except (OSError, UnexpectedAnswer):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{' '.join(map(str, process.args))} did not begin to answer.")  # type: ignore[arg-type]


def _main(kind: str, port: str, *arguments: str) -> None:
    if kind == "depgraph":
        app = depgraph_app()
    elif kind == "provenance-peer":
        from bench.provenance import peer  # noqa: PLC0415 - likewise

        app = peer.peer_app(*arguments)
    else:
        from bench.peer import peer_app  # noqa: PLC0415 - needs psycopg, which may be missing

        app = peer_app(*arguments)
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(port),
        http="httptools",
        log_level="warning",
        access_log=False,
        timeout_keep_alive=600,
    )


if __name__ == "__main__":
    _main(*sys.argv[1:])
