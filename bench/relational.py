"""The relational side as the run sees it: filled, served, asked; or said to be missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

from bench import postgres, serve
from bench.client import Connection, request
from bench.made import Studio
from bench.questions import Question
from bench.rounds import Contender, contender

SQL = " · SQL"
SQL_HTTP = " · SQL over HTTP"


class Relational:
    """A filled PostgreSQL, and a service over it while it is serving."""

    def __init__(self, dsn: str, connection: Any) -> None:
        self._dsn = dsn
        self._database = connection
        self._service: Connection | None = None

    @contextmanager
    def serving(self, environment: Mapping[str, str]) -> Iterator[None]:
        """The same routes over SQL, for as long as the context lasts."""
        with (
            serve.running("peer", self._dsn, environment=environment) as port,
            Connection(port) as connection,
        ):
            self._service = connection
            yield
        self._service = None

    def json(self, question: Question) -> Any:
        """The peer's answer over HTTP."""
        assert self._service is not None
        return self._service.json(question.method, question.path, question.body)

    def floors(self) -> list[Contender]:
        """The floors on this side."""
        assert self._service is not None
        return [
            contender("SELECT 1", partial(self._bare, "select_one", {})),
            contender(
                "empty route (SQL service)", partial(self._service.ask, request("GET", "/bench/empty"))
            ),
            contender("SELECT 1 route", partial(self._service.ask, request("GET", "/bench/return-one"))),
        ]

    def contenders(self, question: Question) -> list[Contender]:
        """The bare statement by a blocking driver, and the same question over HTTP."""
        assert self._service is not None
        whole = request(question.method, question.path, question.body)
        return [
            contender(question.name + SQL, partial(self._bare, question.sql, question.params)),
            contender(question.name + SQL_HTTP, partial(self._service.ask, whole)),
        ]

    def _bare(self, name: str, params: Mapping[str, Any]) -> list[Any]:
        from bench.peer import statement  # noqa: PLC0415 - needs psycopg, which may be missing

        return self._database.execute(statement(name), params, prepare=True).fetchall()


@contextmanager
def relational(studio: Studio) -> Iterator[Relational | None]:
    """PostgreSQL with the studio in it, or None with a loud line about why not."""
    with ExitStack() as stack:
        try:
            filled = _filled(stack, studio)
        except (ImportError, postgres.NoPostgres) as error:
            print(f"!!! NOT COMPARED WITH POSTGRESQL: {error} !!!", file=sys.stderr, flush=True)
            filled = None
        yield filled


def _filled(stack: ExitStack, studio: Studio) -> Relational:
    import psycopg  # noqa: PLC0415 - in the dev group; a bare environment lacks it

    from bench import sql_loader  # noqa: PLC0415 - likewise

    dsn = stack.enter_context(postgres.running())
    connection = stack.enter_context(psycopg.connect(dsn, autocommit=True))
    seconds = sql_loader.load(connection, studio)
    print(f"  filled PostgreSQL ({seconds:.1f} s)", flush=True)
    return Relational(dsn, connection)
