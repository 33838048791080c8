"""The relational side as the run sees it: kept, served in both designs, asked bare and over HTTP."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from bench import postgres, serve
from bench.client import Connection, request
from bench.provenance import fingerprint, names
from bench.provenance.designs import dsn_of, statement
from bench.provenance.fill import fill
from bench.provenance.made import Studio
from bench.provenance.questions import Question
from bench.rounds import Contender, contender

_MUCH = 500_000
"""Segments from which on PostgreSQL gets 2 GB to keep pages in, as Neo4j does of itself."""


class Design:
    """One design, filled and served."""

    def __init__(self, name: str, database: psycopg.Connection[Any], service: Connection) -> None:
        self.name = name
        self._database = database
        self._service = service

    def json(self, question: Question) -> Any:
        """The answer over HTTP."""
        return self._service.json(question.method, question.path)

    def floors(self) -> list[Contender]:
        """An empty route, and one with SELECT 1; both designs have the same."""
        return [
            contender(f"{what} (SQL)", partial(self._service.ask, request("GET", f"/bench/{path}")))
            for what, path in (("empty route", "empty"), ("SELECT 1 route", "return-one"))
        ]

    def contenders(self, question: Question) -> list[Contender]:
        """The bare statement by a blocking driver, and the same question over HTTP."""
        asked = request(question.method, question.path)
        return [
            contender(names.bare(question.name, self.name), partial(self._bare, question)),
            contender(names.over_http(question.name, self.name), partial(self._service.ask, asked)),
        ]

    def _bare(self, question: Question) -> list[Any]:
        text = statement(self.name, question.sql)
        return self._database.execute(text, question.params, prepare=True).fetchall()


@contextmanager
def relational(
    studio: Studio, folder: Path, *, reuse: bool, environment: Mapping[str, str], say: Callable[[str], None]
) -> Iterator[list[Design]]:
    """Both designs over one PostgreSQL. Raises NoPostgres."""
    kept = folder / "tables"
    whole = reuse and fingerprint.holds(kept, studio)
    if not whole:
        shutil.rmtree(kept, ignore_errors=True)
    buffers = "2GB" if studio.size.segments > _MUCH else "512MB"
    with ExitStack() as stack:
        dsn = stack.enter_context(postgres.running(kept, shared_buffers=buffers))
        if not whole:
            fill(dsn, studio)
            fingerprint.write(kept, studio)
        say("the tables are reused" if whole else "filled the tables of both designs")
        yield [_serving(stack, dsn, name, environment) for name in names.DESIGNS]


def _serving(stack: ExitStack, dsn: str, name: str, environment: Mapping[str, str]) -> Design:
    port = stack.enter_context(serve.running("provenance-peer", dsn, name, environment=environment))
    service = stack.enter_context(Connection(port))
    database = stack.enter_context(psycopg.connect(dsn_of(dsn, name), autocommit=True))
    return Design(name, database, service)
