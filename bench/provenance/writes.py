"""Writes: registrations, and receipts by eight writers and in batches, bare and over HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from operator import call
from typing import Any, TypeVar

from bench.client import Connection, UnexpectedAnswer
from bench.provenance.judged import Bar
from bench.provenance.more_receipts import Recorder, segments_with
from bench.provenance.senders import Send, SendAgain, Sender, senders
from bench.provenance.served import Served
from bench.provenance.statements import run
from bench.provenance.table import Result, rate
from bench.rounds import no_pauses
from depgraph.clock import now
from depgraph.graph import connect
from depgraph.provenance.key import load_or_make_key
from depgraph.queries.receipts import alone, together

T = TypeVar("T")
Parted = Callable[[Sequence[str]], list[Sequence[str]]]
"""The segments of each writer."""
WRITERS = 8
ALONE, BATCHED = 1_000.0, 1_500.0
"""Receipts a second: with eight writers, and in batches, as bare statements."""
UNIT = "receipts a second"


class NotWritten(Exception):
    """A receipt was not written as it should have been: what is timed would be something else."""


@dataclass(frozen=True, slots=True)
class Many:
    """What one sender writes: to other segments what is not timed, receipts one by one, batches."""

    warming: int
    single: int
    batches: int


@dataclass(frozen=True, slots=True)
class Amount:
    """What is judged and what is only told, requests of one receipt, and the receipts of a batch."""

    judged: Many
    told: Many
    requests: int
    batch: int

    def of(self, sender: Sender) -> Many:
        """What a sender writes."""
        return self.judged if sender.is_judged else self.told


QUICK = Amount(judged=Many(40, 40, 1), told=Many(40, 40, 1), requests=16, batch=100)
WHOLE = Amount(
    judged=Many(60_000, 10_000, 20), told=Many(2_000, 2_000, 4), requests=4_000, batch=1_000
)  # fmt: skip
"""Java still compiles after 50,000 single receipts; a server that has just begun is several times slower."""


def measure(ours: Served, amount: Amount) -> list[Result]:
    """Receipts a second in every way; before each some are written that are not timed."""
    bodies = segments_with(ours.studio, 2 * amount.batch)
    heads = asyncio.run(_heads(ours, list(bodies)))
    writing = Writing(ours, Recorder(bodies, heads, load_or_make_key(ours.data_dir)), list(bodies), amount)
    with senders(ours.server) as both:
        # in this order, each way right after the other: each begins at the heads that the one before left
        return [
            *(writing.alone("apart", _apart, sender) for sender in both),
            *(writing.alone("in the same projects", _mixed, sender) for sender in both),
            *(writing.batched(sender) for sender in both),
            writing.requests(),
            writing.bulk_requests(),
        ]


@dataclass(slots=True)
class Writing:
    """The ways of writing, over the same segments."""

    ours: Served
    recorder: Recorder
    ids: list[str]
    amount: Amount

    def alone(self, where: str, parted: Parted, sender: Sender) -> Result:
        """One receipt a statement. Writers in the same projects meet at the usages that they share."""
        amount = self.amount.of(sender)
        warming, timed = (
            [[sender.pack(one) for one in self._singles(part, many // WRITERS)] for part in parted(ids)]
            for ids, many in ((self.others, amount.warming), (self.timed, amount.single))
        )
        again: list[Exception] = []
        with ExitStack() as stack:
            sends = [stack.enter_context(sender.connected()) for _ in timed]
            found = _by_writers([partial(_record_singly, send, again) for send in sends], warming, timed)
        name = f"receipts, {WRITERS} writers {where}, {sender.name}"
        return rate(name, found, UNIT, *_held(sender, found, ALONE)) | {"deadlocks": len(again)}

    def batched(self, sender: Sender) -> Result:
        """Many receipts a statement, one statement after the other."""
        warming, timed = (
            [
                (len(ids), sender.pack(together(list(self.recorder.groups(ids, len(ids))))))
                for _ in range(self.amount.of(sender).batches)
            ]
            for ids in (self.others, self.timed)
        )
        with sender.connected() as send:
            found = _one_by_one(warming, timed, partial(_record, send))
        name = f"receipts in batches of {self.amount.batch}, {sender.name}"
        return rate(name, found, UNIT, *_held(sender, found, BATCHED))

    def requests(self) -> Result:
        """One receipt a request, from as many connections."""
        many = self.amount.requests // WRITERS
        warming, timed = (
            [[_single(self.recorder, one) for one in islice(cycle(part), many)] for part in _mixed(ids)]
            for ids in (self.others, self.timed)
        )
        refused: list[Exception] = []
        found = _by_writers([partial(_post, self.ours.port, refused)] * WRITERS, warming, timed)
        name = f"receipts, {WRITERS} writers in the same projects, over HTTP"
        return rate(name, found, UNIT) | {"refused": len(refused)}

    def bulk_requests(self) -> Result:
        """Many receipts a request, one request after the other."""
        warming, timed = (
            [
                [_request("/api/receipts/bulk", self.recorder.bulk(ids))]
                for _ in range(self.amount.judged.batches)
            ]
            for ids in (self.others, self.timed)
        )
        refused: list[Exception] = []
        requests = _one_by_one(warming, timed, partial(_post, self.ours.port, refused))
        name = f"receipts in batches of {self.amount.batch}, over HTTP"
        return rate(name, requests * self.amount.batch, UNIT) | {"refused": len(refused)}

    def _singles(self, ids: Sequence[str], many: int) -> Iterator[dict[str, Any]]:
        for group in self.recorder.groups(ids, many):
            yield alone(group, [], now())

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
    writes: Sequence[Callable[[list[T]], int]], warming: Sequence[list[T]], timed: Sequence[list[T]]
) -> float:
    """A second, all writers at once, each by its own connection. Each answers how many it wrote."""
    with no_pauses(), ThreadPoolExecutor(len(timed)) as pool:
        list(pool.map(call, writes, warming))
        started = time.perf_counter()
        written = sum(pool.map(call, writes, timed))
        return written / (time.perf_counter() - started)


def _one_by_one(warming: Sequence[T], timed: Sequence[T], write: Callable[[T], int]) -> float:
    """A second, one batch after the other. ``write`` answers how many it wrote."""
    with no_pauses():
        for batch in warming:
            write(batch)
        started = time.perf_counter()
        written = sum(write(batch) for batch in timed)
        return written / (time.perf_counter() - started)


def _record_singly(send: Send, again: list[Exception], statements: list[Any]) -> int:
    """Each until it is written: two that meet in a deadlock are not, and one of them is sent again."""
    for statement in statements:
        while True:
            try:
                rows = send(statement)
            except SendAgain as error:
                again.append(error)
            else:
                _check(rows, 1)
                break
    return len(statements)


def _record(send: Send, batch: tuple[int, Any]) -> int:
    """A batch, of which is known how many receipts it has."""
    many, statement = batch
    _check(send(statement), many)
    return many


def _held(sender: Sender, found: float, limit: float) -> list[Bar]:
    """What the driver takes of the database's own processors is told and not judged."""
    return [Bar("a second", found, limit, at_least=True)] if sender.is_judged else []


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
