"""A defect of ours: a problem for the client, a plain trace for the log, and no pause for anyone else."""

from __future__ import annotations

import time
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph

pytestmark = pytest.mark.anyio


async def test_an_unexpected_error_is_answered_at_once_and_logged_without_what_was_sent(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(_graph: Graph, _name: str, **_params: Any) -> Any:
        secret_of_the_client = "hunter2"  # a local variable that a drawn traceback would show
        raise RuntimeError(len(secret_of_the_client))

    await client.get("/api/asset-types")
    monkeypatch.setattr(Graph, "rows", broken)
    started = time.perf_counter()
    answer = await client.get("/api/asset-types")
    took = time.perf_counter() - started
    body = answer.json()
    assert (answer.status_code, body["code"]) == (500, "internal-error")
    assert body["request_id"] == answer.headers["x-request-id"]
    assert "RuntimeError" not in answer.text
    logged = capsys.readouterr().err
    assert body["request_id"] in logged
    assert "RuntimeError" in logged
    assert "hunter2" not in logged.replace('secret_of_the_client = "hunter2"', "")
    assert took < 1, f"{took:.1f} s: the loop stood still meanwhile"
