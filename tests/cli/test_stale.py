"""`depgraph stale`: what is stale, said and as an exit code."""

from __future__ import annotations

import json
from pathlib import Path

import httpx2
import pytest

from tests.api.test_receipts import recorded, segment, version
from tests.cli.conftest import Command

pytestmark = pytest.mark.anyio


async def test_something_stale_is_told_in_a_sentence_and_by_the_exit_code(
    command: Command, client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    model = await version(client, tmp_path, "flux", 1)
    await recorded(client, model_asset_id=model["id"], model_hash=model["checksum_sha256"])
    ran = await command("stale")
    assert (ran.code, "0 of 1 segment stale, in 0 scenes" in ran.out) == (0, True)
    await version(client, tmp_path, "flux", 2)
    for words in ((), ("--project", "p1")):
        ran = await command("stale", *words)
        assert ran.code == 3
        assert "1 segment across 1 scene used flux_v1 — you are on v2" in ran.out
    ran = await command("stale", "--json")
    assert (ran.code, json.loads(ran.out)["total_stale_segments"]) == (3, 1)


async def test_a_project_that_is_not_there_fails(command: Command) -> None:
    ran = await command("stale", "--project", "none")
    assert (ran.code, "none" in ran.err) == (1, True)
