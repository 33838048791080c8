"""Receipts of a real graph are verified: what was done behind the service's back is found, and only that."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random
from typing import Any

import anyio
import httpx2
import pytest

from depgraph.graph import Graph
from depgraph.models.receipt_checks import ReceiptCheck
from depgraph.provenance.checkpoint import NAME
from depgraph.receipt_verification import verify_receipts
from tests.api.test_receipts import recorded, segment
from tests.conftest import PROVE
from tests.provenance.graph_tampering import WAYS
from tests.provenance.recorded_graph import Recorder, Stored, complete, put_back, stored
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

TRIES = 1_000 if PROVE else 3 * len(WAYS)


async def check(graph: Graph, data_dir: Path) -> ReceiptCheck:
    return await verify_receipts(graph, data_dir=data_dir, on_progress=lambda *_: None)


def kinds(found: ReceiptCheck) -> list[tuple[str, str | None]]:
    return [(one.kind, one.segment_id) for one in found.findings]


@pytest.fixture
async def earlier(client: httpx2.AsyncClient, graph: Graph, tmp_path: Path) -> tuple[Stored, Recorder]:
    recorder = Recorder(client, tmp_path)
    await recorder.first()
    return await stored(graph), recorder


@pytest.fixture
async def later(earlier: tuple[Stored, Recorder], graph: Graph, data_dir: Path) -> Stored:
    """All receipts, checked once: the checkpoint is of now."""
    await earlier[1].second()
    assert (await check(graph, data_dir)).findings == []
    return await stored(graph)


async def test_an_untouched_graph_is_well_before_and_after_its_checkpoint(
    earlier: tuple[Stored, Recorder], graph: Graph, data_dir: Path
) -> None:
    first = await check(graph, data_dir)
    assert (first.findings, first.compared_with) == ([], None)
    assert (first.chains, first.receipts) == (6, 13)
    await earlier[1].second()
    second = await check(graph, data_dir)
    assert (second.findings, second.compared_with) == ([], first.checkpoint_at)
    assert (second.chains, second.receipts) == (6, 23)
    third = await check(graph, data_dir)
    assert (third.findings, third.compared_with) == ([], second.checkpoint_at)


async def test_an_empty_graph_is_well(graph: Graph, data_dir: Path) -> None:
    for _ in range(2):
        found = await check(graph, data_dir)
        assert (found.chains, found.receipts, found.findings_total) == (0, 0, 0)


async def test_random_tampering_is_found_and_nobody_else_is_accused(
    later: Stored, graph: Graph, data_dir: Path
) -> None:
    before = (data_dir / NAME).read_bytes()
    for number in range(TRIES):
        way = WAYS[number % len(WAYS)]
        what = f"{way.__name__} {number}"
        touched = await way(Random(what), later, graph)
        found = await check(graph, data_dir)
        assert found.findings_total, f"{what} in {touched} is not seen"
        assert {one.segment_id for one in found.findings} <= touched, (what, found.findings)
        assert found.checkpoint_at is None
        assert (data_dir / NAME).read_bytes() == before, "what was found well before is kept"
        await put_back(graph, later)
    assert (await check(graph, data_dir)).findings == [], "the test puts back what it found"


async def test_a_chain_that_was_put_back_is_found_by_the_checkpoint_alone(
    earlier: tuple[Stored, Recorder], later: Stored, graph: Graph, data_dir: Path
) -> None:
    kept = (data_dir / NAME).read_bytes()
    for name in ("g1", "g2", "g3", "g4", "again"):
        await put_back(graph, later.with_segment_of(name, earlier[0]))
        (data_dir / NAME).write_bytes(kept)
        assert kinds(await check(graph, data_dir)) == [("rolled_back", name)]
        (data_dir / NAME).unlink()
        assert (await check(graph, data_dir)).findings == [], "without a checkpoint it cannot be told"


async def test_a_database_that_was_put_back_as_a_whole_names_every_chain_that_is_shorter(
    earlier: tuple[Stored, Recorder], later: Stored, graph: Graph, data_dir: Path
) -> None:
    await put_back(graph, earlier[0])
    found = await check(graph, data_dir)
    assert kinds(found) == [("rolled_back", name) for name in ("again", "g1", "g2", "g3", "g4")]
    await run(graph, "MATCH (old) WHERE old:Receipt OR old:ReceiptChain DETACH DELETE old")
    found = await check(graph, data_dir)
    assert kinds(found) == [("rolled_back", name) for name in ("again", "g1", "g2", "g3", "g4", "gone")]


async def test_a_checkpoint_that_was_edited_or_cut_is_a_finding(
    later: Stored, graph: Graph, data_dir: Path
) -> None:
    path = data_dir / NAME
    good = path.read_bytes()
    lines = good.splitlines(keepends=True)
    tampered = [
        good.replace(b'"g1",4', b'"g1",3'),
        b"".join(lines[:2] + lines[3:]),
        b"".join(lines[:-1]),
        lines[-1],
        b"",
        b"\xff\n",
        b"[]\n",
        b"{}\n",
    ]
    for content in tampered:
        assert content != good
        path.write_bytes(content)
        found = await check(graph, data_dir)
        assert kinds(found) == [("checkpoint_edited", None)], content
        assert path.read_bytes() == content, "it is left for whoever looks into it"
    left = [name for name in os.listdir(data_dir) if NAME in name]  # noqa: PTH208 -- in a coroutine
    assert left == [NAME], "what was not sealed is thrown away"


async def test_with_another_key_every_chain_is_a_finding(later: Stored, graph: Graph, data_dir: Path) -> None:
    shutil.copy(data_dir / "receipts.key", data_dir / "kept.key")
    (data_dir / "receipts.key").write_bytes(bytes(32))
    found = await check(graph, data_dir)
    assert kinds(found)[0] == ("checkpoint_edited", None)
    assert [kind for kind, _name in kinds(found)[1:]] == ["head_edited"] * 6
    shutil.copy(data_dir / "kept.key", data_dir / "receipts.key")
    assert (await check(graph, data_dir)).findings == []


async def test_receipts_are_read_in_batches_whatever_the_ids_of_their_segments(
    client: httpx2.AsyncClient, graph: Graph, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("depgraph.receipt_verification.BATCH", 2)
    names = ["a", "A", "1", "10", "2", "\u00e9", "\uffee", "\U0001f600", "a b", '"', "\\", "z" * 128, "~"]
    for name in names:
        await segment(client)
        assert (await client.put("/api/segments/x", json={"scene_id": "s1", "sequence_index": 0})).is_success
        await run(graph, "MATCH (s:Segment {id: 'x'}) SET s.id = $to, s.key = 'segment:' + $to", to=name)
        body = {"receipts": [{"segment_id": name, "lora_configs": [], "prompt_text": "",
                              "generation_started_at": "2026-11-20T09:00:00Z"}] * 3}  # fmt: skip
        assert (await client.post("/api/receipts/bulk", json=body)).status_code == 201
    for _ in range(2):
        found = await check(graph, data_dir)
        assert (found.findings, found.chains, found.receipts) == ([], len(names), 3 * len(names))
    await run(graph, "MATCH (old {segment_id: $name}) DETACH DELETE old", name="\uffee")
    assert kinds(await check(graph, data_dir)) == [("rolled_back", "\uffee")]


async def test_nobody_is_accused_while_the_service_writes(
    client: httpx2.AsyncClient, graph: Graph, data_dir: Path
) -> None:
    names = [await segment(client, f"g{number}") for number in range(4)]
    written = 0

    async def write(name: str) -> None:
        nonlocal written
        for seed in range(60 if PROVE else 15):
            made: dict[str, Any] = await recorded(client, name, seed=seed, model_hash="b" * 64)
            await complete(client, made)
            written += 1

    async with anyio.create_task_group() as group:
        for name in names:
            group.start_soon(write, name)
        while written < (240 if PROVE else 60):
            assert (await check(graph, data_dir)).findings == []
    assert (await check(graph, data_dir)).receipts == written
