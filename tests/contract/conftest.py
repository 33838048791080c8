"""The whole service on a port of its own, with the database and a small studio in it."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator

import httpx2
import pytest
import uvicorn

from depgraph.app import create_app
from depgraph.graph import Graph
from depgraph.settings import Settings
from tests.contract.known import fill, plan_ahead
from tests.support.server import Server
from tests.support.wipe import wipe


@pytest.fixture(scope="module")
async def service(
    server: Server, connected: Graph, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[str]:
    """The address of a running service; its studio has the ids of tests/contract/known.py."""
    folder = tmp_path_factory.mktemp("contract")
    settings = Settings(
        neo4j_uri=server.bolt_uri,
        neo4j_user=server.user,
        neo4j_password=server.password,
        data_dir=folder / "data",
        allowed_roots=(folder,),
    )
    await wipe(connected)
    with running(settings) as address:
        async with httpx2.AsyncClient(base_url=address, timeout=60) as client:
            await fill(client, folder)
            await plan_ahead(client)
        yield address


class running:  # noqa: N801 -- used as a function
    """The application under uvicorn in a thread with its own event loop."""

    def __init__(self, settings: Settings) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        config = uvicorn.Config(create_app(settings), log_level="critical", lifespan="on")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._socket]))

    def __enter__(self) -> str:
        self._thread.start()
        give_up = time.monotonic() + 60
        while not self._server.started:
            assert time.monotonic() < give_up, "the service does not start"
            time.sleep(0.05)
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=30)
