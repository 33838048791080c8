"""Writes: registrations, and receipts by eight writers and in batches, bare and over HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from typing import Any, LiteralString, TypeVar, cast

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import TransientError

from bench.client import Connection, UnexpectedAnswer
from bench.provenance.judged import Bar
from bench.provenance.more_receipts import Recorder, segments_with
from bench.provenance.served import Served
from bench.provenance.statements import run
from bench.provenance.table import Result, rate
from bench.rounds import no_pauses
from depgraph import catalog
from depgraph.clock import now
from depgraph.graph import connect
from depgraph.provenance.key import load_or_make_key
from depgraph.queries.receipts import alone, together

T = TypeVar("T")
WRITERS = 8
ALONE, BATCHED = 1_000.0, 1_500.0
"""Receipts a second: with eight writers, and in batches, as bare statements."""
UNIT = "receipts a second"
_RECORD = cast("LiteralString", catalog.load()["receipt.record"].text)


class NotWritten(Exception):
    """A receipt was not written as it should have been: what is timed would be something else."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What is timed, and before it to other segments what is not: receipts one by one, requests, batches."""

    warming: int
    single: int
    requests: int
    batches: int
    batch: int


QUICK = Amount(warming=40, single=40, requests=16, batches=1, batch=100)
WHOLE = Amount(warming=60_000, single=10_000, requests=4_000, batches=20, batch=1_000)
"""Java still compiles after 50,000 single receipts; a server that has just begun is several times slower."""


def measure(ours: Served, amount: Amount) -> list[Result]:
    """Receipts a second in every way; before each some are written that are not timed."""
    bodies = segments_with(ours.studio, 2 * amount.batch)
    heads = asyncio.run(_heads(ours, list(bodies)))
    writing = Writing(ours, Recorder(bodies, heads, load_or_make_key(ours.data_dir)), list(bodies), amount)
    with _driver(ours) as driver:
        # in this order: each begins at the heads that the one before left
        return [*writing.alone(driver), writing.batched(driver), writing.requests(), writing.bulk_requests()]


@dataclass(slots=True)
class Writing:
    """The ways of writing, over the same segments."""

    ours: Served
    recorder: Recorder
    ids: list[str]
    amount: Amount

    def alone(self, driver: Driver) -> Iterator[Result]:
        """One receipt a statement. Writers in the same projects meet at the usages that they share."""
        for where, parted in (("apart", _apart), ("in the same projects", _mixed)):
            again: list[Exception] = []
            warming, timed = (
                [list(self.recorder.groups(part, many // WRITERS)) for part in parted(ids)]
                for ids, many in ((self.others, self.amount.warming), (self.timed, self.amount.single))
            )
            found = _by_writers(warming, timed, partial(_record_singly, driver, again))
            held = Bar("a second", found, ALONE, at_least=True)
            name = f"receipts, {WRITERS} writers {where}, bare"
            yield rate(name, found, UNIT, held) | {"deadlocks": len(again)}

    def batched(self, driver: Driver) -> Result:
        """Many receipts a statement, one statement after the other."""
        warming, timed = (
            [list(self.recorder.groups(ids, len(ids))) for _ in range(self.amount.batches)]
            for ids in (self.others, self.timed)
        )
        found = _one_by_one(warming, timed, partial(_record, driver))
        held = Bar("a second", found, BATCHED, at_least=True)
        return rate(f"receipts in batches of {self.amount.batch}, bare", found, UNIT, held)

    def requests(self) -> Result:
        """One receipt a request, from as many connections."""
        many = self.amount.requests // WRITERS
        warming, timed = (
            [[_single(self.recorder, one) for one in islice(cycle(part), many)] for part in _mixed(ids)]
            for ids in (self.others, self.timed)
        )
        refused: list[Exception] = []
        found = _by_writers(warming, timed, partial(_post, self.ours.port, refused))
        name = f"receipts, {WRITERS} writers in the same projects, over HTTP"
        return rate(name, found, UNIT) | {"refused": len(refused)}

    def bulk_requests(self) -> Result:
        """Many receipts a request, one request after the other."""
        warming, timed = (
            [[_request("/api/receipts/bulk", self.recorder.bulk(ids))] for _ in range(self.amount.batches)]
            for ids in (self.others, self.timed)
        )
        refused: list[Exception] = []
        requests = _one_by_one(warming, timed, partial(_post, self.ours.port, refused))
        name = f"receipts in batches of {self.amount.batch}, over HTTP"
        return rate(name, requests * self.amount.batch, UNIT) | {"refused": len(refused)}

    @property
    def timed(self) -> list[str]:
        """Segments that have not grown old in the warm-up: that writes to the others."""
        return self.ids[: self.amount.batch]

    @property
    def others(self) -> list[str]:
        return self.ids[self.amount.batch :]


def _apart(ids: Sequence[str]) -> list[Sequence[str]]:
    """The segments of each writer: neighbours, so nearly always of projects of its own."""
    size = -(-len(ids) // WRITERS)
    return [ids[place * size : (place + 1) * size] for place in range(WRITERS)]


def _mixed(ids: Sequence[str]) -> list[Sequence[str]]:
    """The segments of each writer, so that all write in the same projects."""
    return [ids[place::WRITERS] for place in range(WRITERS)]


def _by_writers(
    warming: Sequence[list[T]], timed: Sequence[list[T]], write: Callable[[list[T]], int]
) -> float:
    """A second, all writers at once. ``write`` answers how many it wrote."""
    with no_pauses(), ThreadPoolExecutor(len(timed)) as pool:
        list(pool.map(write, warming))
        started = time.perf_counter()
        written = sum(pool.map(write, timed))
        return written / (time.perf_counter() - started)


def _one_by_one(
    warming: Sequence[list[T]], timed: Sequence[list[T]], write: Callable[[list[T]], int]
) -> float:
    """A second, one batch after the other. ``write`` answers how many it wrote."""
    with no_pauses():
        for batch in warming:
            write(batch)
        started = time.perf_counter()
        written = sum(write(batch) for batch in timed)
        return written / (time.perf_counter() - started)


def _record_singly(driver: Driver, again: list[Exception], groups: list[dict[str, Any]]) -> int:
    """Each until it is written: two that meet in a deadlock are not, and one of them is sent again."""
    with driver.session(database="neo4j") as session:
        for group in groups:
            while True:
                try:
                    rows = list(session.run(_RECORD, alone(group, [], now())))
                except TransientError as error:
                    again.append(error)
                else:
                    _check(rows, 1)
                    break
    return len(groups)


def _record(driver: Driver, groups: list[dict[str, Any]]) -> int:
    with driver.session(database="neo4j") as session:
        _check(list(session.run(_RECORD, together(groups))), len(groups))
    return len(groups)


def _check(rows: list[Any], many: int) -> None:
    if len(rows) != many or not all(row["fits"] and not row["lacks_usage"] for row in rows):
        raise NotWritten(f"Of {many} receipts {len(rows)} were answered: {rows[:1]}")


def _single(recorder: Recorder, segment_id: str) -> bytes:
    return _request(f"/api/segments/{segment_id}/receipts", recorder.body(segment_id).encode())


def _request(path: str, body: bytes) -> bytes:
    kind = f"content-type: application/json\r\ncontent-length: {len(body)}\r\n"
    return f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{kind}\r\n".encode() + body


def _post(port: int, refused: list[Exception], asked: list[bytes]) -> int:
    """One after the other; what the service refused, as on a deadline, is told and not sent again."""
    written = 0
    with Connection(port) as service:
        for one in asked:
            try:
                service.ask(one)
            except UnexpectedAnswer as error:
                refused.append(error)
            else:
                written += 1
    return written


async def _heads(ours: Served, segment_ids: list[str]) -> dict[str, dict[str, Any]]:
    server = ours.server
    async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
        rows = await run(driver, "heads", segment_ids=segment_ids)
    return {row.pop("segment_id"): row for row in rows}


@contextmanager
def _driver(ours: Served) -> Iterator[Driver]:
    secret = ours.server.password.get_secret_value()
    auth = (ours.server.user, secret)
    with GraphDatabase.driver(ours.server.bolt_uri, auth=auth, notifications_min_severity="OFF") as driver:
        yield driver
