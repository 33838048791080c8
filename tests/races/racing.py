"""Several clients at the same moment, and what has to hold afterwards."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

import anyio
import httpx2

from depgraph.graph import Graph
from depgraph.queries import invariants

Answer = httpx2.Response
Send = Callable[[], Awaitable[Answer]]
CLIENTS = 8


_jitter = random.Random(17)
SPREAD = 0.012
"""Seconds over which the requests of a round are spread, so that now one, now another comes first."""


async def at_once(sends: Iterable[Send]) -> list[Answer]:
    """Send all, none waiting for another; the answers in the order of the requests."""
    waiting = list(sends)
    answers: dict[int, Answer] = {}
    go = anyio.Event()

    async def one(place: int, send: Send) -> None:
        await go.wait()
        await anyio.sleep(_jitter.random() * SPREAD)
        answers[place] = await send()

    async with anyio.create_task_group() as group:
        for place, send in enumerate(waiting):
            group.start_soon(one, place, send)
        await anyio.lowlevel.checkpoint()
        go.set()
    return [answers[place] for place in range(len(waiting))]


def only(answers: Iterable[Answer], *statuses: int) -> Counter[int]:
    """How often each status came; fails on one that is not among ``statuses``, above all on a 5xx."""
    seen = list(answers)
    strange = [
        (answer.request.url.path, answer.text) for answer in seen if answer.status_code not in statuses
    ]
    assert not strange, f"only {statuses} are right here: {strange}"
    return Counter(answer.status_code for answer in seen)


async def sound(graph: Graph) -> None:
    """Every rule of the graph holds."""
    assert await invariants.broken(graph) == []


class Studio:
    """A client with the few words that the races speak."""

    def __init__(self, client: httpx2.AsyncClient, folder: Path) -> None:
        self.client = client
        self._folder = folder
        self._files = 0

    def file(self, content: bytes) -> str:
        self._files += 1
        path = self._folder / f"{self._files}.safetensors"
        path.write_bytes(content)
        return str(path)

    def registration(self, name: str, version: str, *, content: bytes | None = None) -> Send:
        """A registration, ready to be sent; its file is there already."""
        path = self.file(content or f"{name} {version}".encode())
        body = {"name": name, "version": version, "asset_type": "model", "file_path": path}
        return lambda: self.client.post("/api/assets", json=body)

    async def asset(self, name: str, version: str = "1") -> str:
        answer = await self.registration(name, version)()
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    async def put(self, path: str, body: dict[str, Any]) -> None:
        answer = await self.client.put(f"/api/{path}", json=body)
        assert answer.status_code in {200, 201}, answer.text

    def putting(self, path: str, body: dict[str, Any]) -> Send:
        return lambda: self.client.put(f"/api/{path}", json=body)

    def deleting(self, path: str) -> Send:
        return lambda: self.client.delete(f"/api/{path}")

    def posting(self, path: str, body: dict[str, Any] | None = None) -> Send:
        return lambda: (
            self.client.post(f"/api/{path}", json=body or {}) if body else self.client.post(f"/api/{path}")
        )

    async def get(self, path: str) -> Any:
        answer = await self.client.get(f"/api/{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()
