"""The bare statements of the graph: what each route sends, without the service around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, LiteralString, cast

from neo4j import GraphDatabase, Session

from bench import hits, statements
from bench.provenance import names
from bench.provenance.questions import Question
from bench.provenance.served import Served
from bench.provenance.statements import run
from bench.rounds import Contender, contender
from depgraph import catalog
from depgraph.embedded import Server
from depgraph.graph import connect


async def sent(server: Server, asked: Iterable[Question]) -> hits.Sent:
    """What the routes send."""
    async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
        return await hits.sent(driver, asked)


async def profiled(server: Server, statements: hits.Sent) -> hits.Found:
    """Their database hits and plans."""
    async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
        return await hits.profiled(driver, statements)


async def to_look_at(ours: Served, asked: Iterable[Question]) -> dict[str, dict[str, int]]:
    """For each report of a project how many inputs, stale pairs and rows there are."""
    found: dict[str, dict[str, int]] = {}
    server = ours.server
    async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
        for question in asked:
            if question.project:
                (size,) = await run(driver, "report_size", project_id=question.project)
                found[question.name] = {**size, "rows": len(ours.json(question)["by_asset"])}
    return found


@contextmanager
def contenders(server: Server, known: hits.Sent) -> Iterator[list[Contender]]:
    """Each statement by a blocking driver on one connection, and RETURN 1 as the floor."""
    secret = server.password.get_secret_value()
    with (
        GraphDatabase.driver(
            server.bolt_uri, auth=(server.user, secret), notifications_min_severity="OFF"
        ) as driver,
        driver.session(database="neo4j", default_access_mode="READ") as session,
    ):
        floor = statements.load()["floor"]
        floors = [contender(names.RETURN_ONE, partial(_ask, session, floor, {}))]
        yield floors + [
            contender(names.bare(name), partial(_ask, session, query, params))
            for name, (query, params) in known.items()
        ]


def _ask(session: Session, query: catalog.Query, params: dict[str, Any]) -> list[Any]:
    return list(session.run(cast("LiteralString", query.text), params))
