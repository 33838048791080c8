"""Reads beside a client that registers and erases: every answer is whole, or says that nothing is there."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import Request, Response
from pydantic import BaseModel, ValidationError

from depgraph.api.settled import settled
from depgraph.graph import Graph, Row
from tests.api.asset_graph import add_placeholder, registered, written

pytestmark = pytest.mark.anyio


class _Row(BaseModel):
    name: str


class _Torn:
    """A route whose first answers meet a row with nulls in it."""

    def __init__(self, times: int) -> None:
        self.asked = 0
        self._times = times

    async def __call__(self, _request: Request) -> Response:
        self.asked += 1
        _Row.model_validate({"name": None if self.asked <= self._times else "whole"})
        return Response()


def _request(method: str) -> Request:
    return Request({"type": "http", "method": method, "path": "/", "headers": []})


async def test_a_torn_read_is_asked_again() -> None:
    route = _Torn(times=3)
    assert (await settled(route, _request("GET"))).status_code == 200
    assert route.asked == 4


async def test_a_read_that_stays_torn_is_a_defect_and_shows() -> None:
    with pytest.raises(ValidationError):
        await settled(_Torn(times=4), _request("GET"))


async def test_a_write_is_never_asked_again() -> None:
    route = _Torn(times=1)
    with pytest.raises(ValidationError):
        await settled(route, _request("POST"))
    assert route.asked == 1


@pytest.mark.parametrize(
    ("path", "field"), [("compatibility/check", "asset_ids"), ("impact/simulate", "remove")]
)
async def test_a_post_that_only_asks_is_asked_again(
    client: httpx2.AsyncClient, graph: Graph, monkeypatch: pytest.MonkeyPatch, path: str, field: str
) -> None:
    asset_id = await add_placeholder(graph, "dream", "v1")
    whole, asked = Graph.rows, 0

    async def rows(self: Graph, name: str, /, **params: Any) -> list[Row]:
        nonlocal asked
        asked += 1
        found = await whole(self, name, **params)
        return found if asked > 1 else [{**found[0], "totals": None}]  # as of what was deleted meanwhile

    monkeypatch.setattr(Graph, "rows", rows)
    answer = await client.post(f"/api/{path}", json={field: [asset_id]})
    assert (answer.status_code, asked) == (200, 2), answer.text


async def test_reads_beside_erasures_are_whole(
    client: httpx2.AsyncClient, tmp_path: Path, prove: bool
) -> None:
    rounds = 200 if prove else 15
    path = written(tmp_path / "a", b"one")
    asset_id = "nobody-yet"
    statuses: set[tuple[str, int]] = set()
    over = asyncio.Event()

    async def write() -> None:
        nonlocal asset_id
        for number in range(rounds):
            asset = await registered(client, path, name="dream", version=f"v{number}")
            asset_id = asset["id"]
            statuses.add(("DELETE", (await client.delete(f"/api/assets/{asset_id}")).status_code))
        over.set()

    async def read() -> None:
        while not over.is_set():
            for tail in (
                f"/{asset_id}",
                f"/{asset_id}/versions",
                f"/{asset_id}/deletion-check",
                "?name=dream",
            ):
                statuses.add(("GET", (await client.get(f"/api/assets{tail}")).status_code))
            answer = await client.post(f"/api/assets/{asset_id}/verify")
            statuses.add(("POST", answer.status_code))

    await asyncio.gather(write(), read(), read(), read())
    assert statuses <= {
        ("DELETE", 200),
        *((method, code) for method in ("GET", "POST") for code in (200, 404)),
    }
