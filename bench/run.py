"""One run, from the made studio to the table."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from tests.support.server import Server, test_server

from bench import awake, equal, graph_loader, hits, serve, table, writes
from bench.client import Connection, request
from bench.made import FULL, QUICK, Studio, make
from bench.questions import Question, questions
from bench.relational import Relational, relational
from bench.rounds import Contender, Times, contender, measure
from depgraph.graph import Graph, connect
from depgraph.queries import invariants

T = TypeVar("T")
FLOOR = request("GET", "/bench/return-one")
EMPTY = request("GET", "/bench/empty")


def run(arguments: Namespace) -> int:
    """Make, load, compare, measure, print. Answers the exit code."""
    studio = _said("made the studio", lambda: make(QUICK if arguments.quick else FULL))
    asked = [question for question in questions(studio) if arguments.only in question.name]
    with ExitStack() as stack:
        server = stack.enter_context(test_server("bench"))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="depgraph-bench-")))
        _said("filled Neo4j, its invariants hold", lambda: asyncio.run(_load(server, studio, arguments)))
        peer = stack.enter_context(relational(studio))
        environment = _environment(server, folder)
        os.environ.update(environment)
        service = stack.enter_context(_connected("depgraph", environment=environment))
        if peer:
            stack.enter_context(peer.serving(environment))
            equal.compare(asked, service, peer)
        contenders = _contenders(asked, service, peer)
        is_awake = stack.enter_context(awake.processors(may_sleep=arguments.may_sleep))
        _said(
            f"timed {arguments.rounds} rounds after {arguments.warm_up}",
            lambda: measure(
                contenders,
                warm_up=arguments.warm_up,
                rounds=arguments.rounds,
                in_a_row=arguments.in_a_row,
            ),
        )
        found = asyncio.run(_profile(server, asked))
        result = table.result(asked, [one.times for one in contenders], found) | {"kept_awake": is_awake}
        table.show(result, plans=found if arguments.plans else {})
        if not arguments.no_writes:
            # last, because the two databases are no longer equal after them
            asyncio.run(_no_longer_equal(server))
            result |= table.written(_write(arguments, studio, folder, service), result)
            table.show_writes(result)
    table.verdict(result)
    table.save(result, arguments.results)
    return 3 if table.missed(result) and not arguments.quick else 0


def _write(arguments: Namespace, studio: Studio, folder: Path, service: Connection) -> list[Times]:
    kinds = writes.Kinds(studio, folder)
    return writes.measure(kinds, service, warm_up=arguments.warm_up, rounds=arguments.rounds // 2 + 1)


async def _no_longer_equal(server: Server) -> None:
    async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
        await graph_loader.run(driver, "mark", made="written to")


@contextmanager
def _connected(kind: str, *arguments: str, environment: dict[str, str]) -> Iterator[Connection]:
    with serve.running(kind, *arguments, environment=environment) as port, Connection(port) as connection:
        yield connection


async def _load(server: Server, studio: Studio, arguments: Namespace) -> None:
    async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
        await graph_loader.load(driver, studio, reuse=arguments.reuse)
        violations = await invariants.broken(Graph(driver, deadline=120))
        assert not violations, violations[:5]


async def _profile(server: Server, asked: list[Question]) -> hits.Found:
    async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
        return await hits.count(driver, asked)


def _environment(server: Server, folder: Path) -> dict[str, str]:
    """What the service is told: the bench's database, and nothing of the caller's own settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DEPGRAPH_")}
    password = server.password.get_secret_value()
    told = {
        "NEO4J_URI": server.bolt_uri,
        "NEO4J_USER": server.user,
        "NEO4J_PASSWORD": password,
        "DATA_DIR": str(folder / "data"),
        "ALLOWED_ROOTS": str(folder),
    }
    return inherited | {f"DEPGRAPH_{name}": value for name, value in told.items()}


def _contenders(asked: list[Question], service: Connection, peer: Relational | None) -> list[Contender]:
    """Floors first, then each question beside its peers."""
    found = [
        contender("empty route", partial(service.ask, EMPTY)),
        contender("RETURN 1 route", partial(service.ask, FLOOR)),
    ]
    if peer:
        found += peer.floors()
    for question in asked:
        whole = request(question.method, question.path, question.body)
        found.append(contender(question.name, partial(service.ask, whole)))
        if peer:
            found += peer.contenders(question)
    return found


def _said(what: str, work: Callable[[], T]) -> T:
    """Do it, and say how long it took."""
    started = time.perf_counter()
    answer = work()
    print(f"  {what} ({time.perf_counter() - started:.1f} s)", flush=True)
    return answer
