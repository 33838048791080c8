"""`depgraph verify --receipts` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.test_receipts import recorded, segment
from tests.cli.conftest import Command
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def test_receipts_that_are_as_recorded_are_well_and_leave_a_checkpoint(
    command: Command, client: httpx2.AsyncClient, data_dir: Path
) -> None:
    await recorded(client, await segment(client))
    ran = await command("verify", "--receipts")
    assert ran.code == 0, ran
    assert "All 1 receipts of 1 segments are what was recorded." in ran.out
    assert (data_dir / "receipts.checkpoint").is_file()
    again = json.loads((await command("verify", "--receipts", "--json")).out)
    assert (again["chains"], again["receipts"], again["findings"]) == (1, 1, [])
    assert again["compared_with"] < again["checkpoint_at"]


async def test_an_edited_receipt_is_named_and_ends_with_3(
    command: Command, client: httpx2.AsyncClient, graph: Graph
) -> None:
    made = [await recorded(client, await segment(client), seed=number) for number in range(3)]
    await run(graph, "MATCH (r:Receipt {id: $id}) SET r.prompt_text = 'another'", id=made[1]["id"])
    ran = await command("verify", "--receipts")
    assert ran.code == 3
    assert "edited" in ran.out
    assert made[1]["id"] in ran.out
    told = json.loads((await command("verify", "--receipts", "--json")).out)
    assert [(one["kind"], one["number"]) for one in told["findings"]] == [("edited", 2)]
    assert told["checkpoint_at"] is None


async def test_a_database_put_back_on_purpose_is_told_what_to_do(
    command: Command, client: httpx2.AsyncClient, graph: Graph, data_dir: Path
) -> None:
    await recorded(client, await segment(client))
    assert (await command("verify", "--receipts")).code == 0
    await run(graph, "MATCH (old) WHERE old:Receipt OR old:ReceiptChain DETACH DELETE old")
    ran = await command("verify", "--receipts")
    assert ran.code == 3
    assert "rolled_back" in ran.out
    assert "receipts.checkpoint and verify again" in " ".join(ran.err.split())
    (data_dir / "receipts.checkpoint").unlink()
    assert (await command("verify", "--receipts")).code == 0


async def test_receipts_are_checked_all_together(command: Command) -> None:
    ran = await command("verify", "flux", "--receipts")
    assert ran.code == 2
    assert "name no asset" in ran.err


async def test_without_a_database_receipts_cannot_be_checked(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")
    assert (await command("verify", "--receipts")).code == 4
