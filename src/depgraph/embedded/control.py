"""Start, find and stop the embedded Neo4j of a data folder."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from threading import Event
from typing import Literal

import anyio
import anyio.to_thread
from pydantic import SecretStr

from depgraph.embedded.class_archive import ensure_archive
from depgraph.embedded.guard import Guard
from depgraph.embedded.holder import in_use
from depgraph.embedded.jars import ensure_jars
from depgraph.embedded.java import find_java
from depgraph.embedded.jvm import Runtime
from depgraph.embedded.password import USER, read_password
from depgraph.embedded.progress import Progress, Silent
from depgraph.embedded.releases import release
from depgraph.embedded.serving import ORPHAN_LIMIT, START_LIMIT, STOP_GRACE
from depgraph.embedded.spawn import Keeper, spawn
from depgraph.embedded.store import State, Store, is_held, is_left_behind, read_state
from depgraph.errors import EmbeddedError
from depgraph.settings import Settings

Join = Literal["detached", "any"]
"""Which server of the same data folder may be joined: one that `depgraph db start` left running, or
one of another command too (it ends with that command)."""


@dataclass(frozen=True)
class Server:
    """A running embedded Neo4j: where it answers and who may enter."""

    bolt_uri: str
    http_uri: str
    user: str
    password: SecretStr
    version: str


def store_of(settings: Settings) -> Store:
    """The embedded store of a data folder."""
    return Store((settings.data_dir / "neo4j").absolute())


def status(settings: Settings) -> State | None:
    """What runs on this data folder now, or None."""
    return read_state(store_of(settings))


@asynccontextmanager
async def running(
    settings: Settings,
    *,
    progress: Progress | None = None,
    extra_conf: Mapping[str, str] | None = None,
    join: Join = "detached",
) -> AsyncGenerator[Server]:
    """The server of this data folder: one that runs already is joined, else one is started for this block.

    A server that was started here ends with the block, and with this process
    however that ends. Raises StoreInUse, JarsUnavailable, JavaUnavailable,
    EmbeddedError.
    """
    joined = await anyio.to_thread.run_sync(lambda: find(settings, join))
    if joined:
        yield joined
        return
    keeper = await _started(settings, progress, extra_conf or {})
    guard = Guard(keeper, lambda done: _start(settings, None, extra_conf or {}, done, detached=False))
    try:
        yield _server(store_of(settings))
    finally:
        with anyio.CancelScope(shield=True):
            await anyio.to_thread.run_sync(guard.stop)


def start_detached(
    settings: Settings, *, progress: Progress | None = None, extra_conf: Mapping[str, str] | None = None
) -> Server:
    """The server that stays when this process ends; one that is there already is returned."""
    joined = find(settings, "detached")
    if joined:
        return joined
    _start(settings, progress, extra_conf or {}, Event(), detached=True)
    return _server(store_of(settings))


def find(settings: Settings, join: Join = "any") -> Server | None:
    """The server that runs on this data folder, once it answers; None when nobody holds the store.

    Raises StoreInUse when it belongs to another command and `join` does not allow that.
    """
    store = store_of(settings)
    began = time.monotonic()
    deadline = began + START_LIMIT
    while is_held(store):
        state = read_state(store)
        if state and is_left_behind(state) and time.monotonic() < began + ORPHAN_LIMIT:
            time.sleep(0.1)  # its owner was killed, so it ends: nobody joins it, and the next start follows
            continue
        if state and join == "detached" and not state.detached:
            raise in_use(store)
        if state and state.state == "running":
            return _server(store)
        if time.monotonic() > deadline:
            raise in_use(store)
        time.sleep(0.2)
    return None


def stop(settings: Settings) -> bool:
    """Stop the server of this data folder, whoever started it; False when none runs.

    Raises EmbeddedError when its keeper does not end.
    """
    store = store_of(settings)
    if not _signal(store, signal.SIGTERM):
        return False
    if not _let_go(store, STOP_GRACE + 3):
        _signal(store, signal.SIGKILL)  # the system takes the server along
        if not _let_go(store, 3):
            raise EmbeddedError(f"The keeper of the store in {store.root} cannot be ended.")
    return True


def restart(settings: Settings) -> bool:
    """Have the keeper start its server anew, on the same ports; False when none runs. Does not wait."""
    return _signal(store_of(settings), signal.SIGHUP)


def _signal(store: Store, name: signal.Signals) -> bool:
    state = read_state(store)
    if not state:
        return False
    os.kill(state.keeper_pid, name)
    return True


def _let_go(store: Store, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_held(store):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _server(store: Store) -> Server:
    state = read_state(store)
    if not state:
        raise EmbeddedError(f"The embedded Neo4j in {store.root} ended just after its start.")
    password = SecretStr(read_password(store))
    return Server(state.bolt_uri, state.http_uri, USER, password, state.version)


async def _started(settings: Settings, progress: Progress | None, extra_conf: Mapping[str, str]) -> Keeper:
    """Start in a thread; a cancelled start ends by itself: the thread sees `cancelled`."""
    cancelled = Event()
    try:
        return await anyio.to_thread.run_sync(
            lambda: _start(settings, progress, extra_conf, cancelled, detached=False), abandon_on_cancel=True
        )
    except anyio.get_cancelled_exc_class():
        cancelled.set()
        raise


def _start(
    settings: Settings,
    progress: Progress | None,
    extra_conf: Mapping[str, str],
    cancelled: Event,
    *,
    detached: bool,
) -> Keeper:
    progress = progress or Silent()
    runtime = runtime_of(settings, progress, cancelled)
    progress.say(f"Starting Neo4j {settings.neo4j_version} …")
    keeper = spawn(
        store_of(settings), runtime, detached=detached, extra_conf=extra_conf, given_up=cancelled.is_set
    )
    if cancelled.is_set():
        keeper.stop()
    return keeper


def runtime_of(
    settings: Settings, progress: Progress | None = None, cancelled: Event | None = None
) -> Runtime:
    """Release, jars and Java for these settings; fetched and prepared when they are not there yet."""
    wanted = release(settings.neo4j_version)
    java = find_java(wanted, java_home=settings.java_home)
    runtime = Runtime(wanted, ensure_jars(wanted, progress=progress, cancelled=cancelled), java.command)
    ensure_archive(runtime, progress=progress, cancelled=cancelled)
    return runtime
