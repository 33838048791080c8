"""`depgraph serve`: the service in the foreground, with its embedded Neo4j when no URI is set."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable

import anyio
import uvicorn

from depgraph import embedded, logs
from depgraph.app import create_app
from depgraph.cli.console import err
from depgraph.cli.database import located
from depgraph.errors import PortTaken
from depgraph.readiness import NotReady
from depgraph.settings import Settings

PATIENCE = 60.0
"""Seconds after which the service is announced although its database does not answer."""


def serve() -> None:
    """Serve the API on DEPGRAPH_HOST:DEPGRAPH_PORT until interrupted."""
    settings = Settings()
    logs.to_stderr(settings.log_level)
    anyio.run(serve_until_stopped, settings, None)


async def serve_until_stopped(
    settings: Settings, when_up: Callable[[str], Awaitable[None]] | None = None
) -> None:
    """Serve; ``when_up`` is called once with the service's address. Ends with what it raises."""
    with listening(settings) as listener:
        async with located(settings, join="detached") as found:
            server = Served(found, when_up, port=listener.getsockname()[1])
            await server.serve(sockets=[listener])
            if server.failure:
                raise server.failure


def listening(settings: Settings) -> socket.socket:
    """The service's socket, taken before the slow start of the database. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise PortTaken(f"{settings.host}:{settings.port}: {error.strerror}.") from None
    return listener


class Served(uvicorn.Server):
    """uvicorn, telling where things are once requests are taken."""

    def __init__(
        self, settings: Settings, when_up: Callable[[str], Awaitable[None]] | None, *, port: int
    ) -> None:
        self._app = create_app(settings)
        super().__init__(
            uvicorn.Config(
                self._app,
                host=settings.host,
                port=port,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=3,
            )
        )
        self._settings = settings
        self._port = port
        self._when_up = when_up
        self.failure: Exception | None = None
        """What ``when_up`` raised: the service ends then, as nobody else would hear of it."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._task = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        """Say where things are once the first request would be answered, or that it is not yet so."""
        try:
            async with asyncio.timeout(PATIENCE):
                while isinstance(self._app.state.graph, NotReady):  # noqa: ASYNC110 -- nobody tells
                    await asyncio.sleep(0.05)
        except TimeoutError:
            err.print("The database does not answer yet; requests get 503 until it does.")
        self._announce()
        if self._when_up:
            await self._call(self._when_up)

    async def _call(self, when_up: Callable[[str], Awaitable[None]]) -> None:
        try:
            await when_up(self.address)
        except Exception as error:
            if not self.should_exit:  # one who is told to stop meanwhile finds the service gone
                self.failure, self.should_exit = error, True

    @property
    def address(self) -> str:
        host = "127.0.0.1" if self._settings.host in {"0.0.0.0", "::"} else self._settings.host  # noqa: S104
        return f"http://{f'[{host}]' if ':' in host else host}:{self._port}"

    def _announce(self) -> None:
        err.print(f"[bold]depgraph[/] answers on {self.address}")
        err.print(f"  API documentation  {self.address}/docs")
        state = embedded.status(self._settings)
        if state:
            err.print(
                f"  Neo4j Browser      {state.http_uri}/browser/   (logged in: depgraph db browser)",
                soft_wrap=True,
            )
            err.print(f"  Neo4j {state.version}    {state.bolt_uri}")
        err.print("Stop with Ctrl-C.")
