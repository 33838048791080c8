"""A studio in Neo4j with the product's own service over it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench import serve
from bench.client import Connection, request
from bench.provenance import names
from bench.provenance.made import SIZES, Studio
from bench.provenance.questions import Question
from bench.provenance.store import Store
from bench.rounds import Contender, contender
from depgraph.embedded import Server


@dataclass(frozen=True, slots=True)
class Served:
    """One size: its rows, its server with the data folder, and a connection to the service."""

    studio: Studio
    server: Server
    data_dir: Path
    service: Connection
    port: int
    environment: dict[str, str]

    def json(self, question: Question) -> Any:
        """The answer over HTTP."""
        return self.service.json(question.method, question.path)

    def asked(self, question: Question, name: str) -> Contender:
        """The question over HTTP, as one that is timed."""
        return contender(name, partial(self.service.ask, request(question.method, question.path)))

    def floors(self) -> list[Contender]:
        """An empty route, and one with RETURN 1."""
        return [
            contender(what, partial(self.service.ask, request("GET", f"/bench/{path}")))
            for what, path in ((names.EMPTY, "empty"), (names.FLOOR, "return-one"))
        ]


@contextmanager
def served(
    size: str, cache: Path, *, reuse: bool, written_to: bool, say: Callable[[str], None]
) -> Iterator[Served]:
    """The studio of a size, loaded or reused, with a server and a service over it."""
    studio = Studio(SIZES[size])
    store = Store(studio, folder_of(cache, size))
    store.ready(reuse=reuse, say=say)
    with store.serving(written_to=written_to) as (server, data_dir):
        environment = _environment(server, data_dir)
        with serve.running("depgraph", environment=environment) as port, Connection(port) as service:
            yield Served(studio, server, data_dir, service, port, environment)


def folder_of(cache: Path, size: str) -> Path:
    """Where a size's databases are kept."""
    folder = cache.absolute() / size
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _environment(server: Server, data_dir: Path) -> dict[str, str]:
    """What the service is told: this database, and nothing of the caller's own settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DEPGRAPH_")}
    told = {
        "NEO4J_URI": server.bolt_uri,
        "NEO4J_USER": server.user,
        "NEO4J_PASSWORD": server.password.get_secret_value(),
        "DATA_DIR": str(data_dir),
        "ALLOWED_ROOTS": str(data_dir),
    }
    return inherited | {f"DEPGRAPH_{name}": value for name, value in told.items()}
