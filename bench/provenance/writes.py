"""Writes: registrations, and receipts by eight writers and in batches, bare and over HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString, TypeVar, cast

from neo4j import Driver, GraphDatabase

from bench.client import Connection
from bench.provenance.judged import Bar
from bench.provenance.more_receipts import Recorder, segments_with
from bench.provenance.served import Served
from bench.provenance.statements import run
from bench.provenance.table import Result, rate
from depgraph import catalog
from depgraph.graph import connect
from depgraph.provenance.key import load_or_make_key

T = TypeVar("T")
WRITERS = 8
ALONE, BATCHED = 1_000.0, 1_500.0
"""Receipts a second: with eight writers, and in batches, as bare statements."""
_RECORD = cast("LiteralString", catalog.load()["receipt.record"].text)


class NotWritten(Exception):
    """A receipt was not written as it should have been: what is timed would be something else."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is written: receipts one by one, batches, and the receipts of a batch."""

    single: int
    batches: int
    batch: int


QUICK = Amount(single=80, batches=1, batch=100)
WHOLE = Amount(single=4_000, batches=8, batch=1_000)


def measure(ours: Served, amount: Amount) -> list[Result]:
    """Receipts a second, in all four ways; each begins with a part that is not timed."""
    bodies = segments_with(ours.studio, 2 * amount.batch)
    heads = asyncio.run(_heads(ours, list(bodies)))
    recorder = Recorder(bodies, heads, load_or_make_key(ours.data_dir))
    ids = list(bodies)
    parts = [ids[place::WRITERS] for place in range(WRITERS)]
    with _driver(ours) as driver:
        # one after the other, each with groups made beforehand: their heads follow from those before
        single = [list(recorder.groups(part, amount.single // WRITERS)) for part in parts]
        alone = _by_writers(single, lambda groups: _record_singly(driver, groups))
        batches = [
            list(recorder.groups(ids[: amount.batch], amount.batch)) for _ in range(amount.batches + 1)
        ]
        batched = _one_by_one(batches, lambda groups: _record(driver, groups), amount.batch)
    requests = [[_single(recorder, one) for one in part[: amount.single // WRITERS // 4]] for part in parts]
    over_http = _by_writers(requests, lambda asked: _post(ours.port, asked))
    bulk = [
        [_request("/api/receipts/bulk", recorder.bulk(ids[: amount.batch]))]
        for _ in range(amount.batches + 1)
    ]
    bulk_http = _one_by_one(bulk, lambda asked: _post(ours.port, asked), amount.batch)
    unit = "receipts a second"
    return [
        rate(f"receipts, {WRITERS} writers, bare", alone, unit, Bar("a second", alone, ALONE, at_least=True)),
        rate(f"receipts in batches of {amount.batch}, bare", batched, unit,
             Bar("a second", batched, BATCHED, at_least=True)),
        rate(f"receipts, {WRITERS} writers, over HTTP", over_http, unit),
        rate(f"receipts in batches of {amount.batch}, over HTTP", bulk_http, unit),
    ]  # fmt: skip


def _by_writers(parts: Sequence[list[T]], write: Callable[[list[T]], None]) -> float:
    """All writers at once; the first fifth of each is to warm up."""
    cut = [max(1, len(part) // 5) for part in parts]
    with ThreadPoolExecutor(len(parts)) as pool:
        list(pool.map(write, (part[:end] for part, end in zip(parts, cut, strict=True))))
        started = time.perf_counter()
        list(pool.map(write, (part[end:] for part, end in zip(parts, cut, strict=True))))
        seconds = time.perf_counter() - started
    return (sum(map(len, parts)) - sum(cut)) / seconds


def _one_by_one(batches: Sequence[list[T]], write: Callable[[list[T]], None], many: int) -> float:
    """One batch after the other; the first is to warm up."""
    write(batches[0])
    started = time.perf_counter()
    for batch in batches[1:]:
        write(batch)
    return many * (len(batches) - 1) / (time.perf_counter() - started)


def _record_singly(driver: Driver, groups: list[dict[str, Any]]) -> None:
    with driver.session(database="neo4j") as session:
        for group in groups:
            _check(list(session.run(_RECORD, groups=[group])), 1)


def _record(driver: Driver, groups: list[dict[str, Any]]) -> None:
    with driver.session(database="neo4j") as session:
        _check(list(session.run(_RECORD, groups=groups)), len(groups))


def _check(rows: list[Any], many: int) -> None:
    if len(rows) != many or not all(row["fits"] and not row["lacks_usage"] for row in rows):
        raise NotWritten(f"Of {many} receipts {len(rows)} were answered: {rows[:1]}")


def _single(recorder: Recorder, segment_id: str) -> bytes:
    return _request(f"/api/segments/{segment_id}/receipts", recorder.body(segment_id).encode())


def _request(path: str, body: bytes) -> bytes:
    kind = f"content-type: application/json\r\ncontent-length: {len(body)}\r\n"
    return f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{kind}\r\n".encode() + body


def _post(port: int, asked: list[bytes]) -> None:
    with Connection(port) as service:
        for one in asked:
            service.ask(one)


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
