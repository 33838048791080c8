"""The folder of an embedded store: ``DATA_DIR/neo4j``, its files, its lock and who holds it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from depgraph.errors import EmbeddedError
from depgraph.files.lasting import write_lasting

_LOOK = 0.1
"""Seconds to try for the lock: another one who only looks has it for a moment."""


@dataclass(frozen=True)
class Store:
    """Paths of one store. `root` is the server's home: its data, logs and conf lie below."""

    root: Path

    @property
    def conf(self) -> Path:
        return self.root / "conf" / "neo4j.conf"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def password_file(self) -> Path:
        return self.root / "password"

    @property
    def initial_users(self) -> Path:
        """What the server reads its first user from, when its system database is made."""
        return self.root / "data" / "dbms" / "auth.ini"

    @property
    def databases(self) -> Path:
        return self.root / "data" / "databases"

    @property
    def is_begun(self) -> bool:
        """Whether a server has made its databases here, with the users that open them."""
        return (self.databases / "system").exists()

    @property
    def lock_file(self) -> Path:
        return self.root / "keeper.lock"

    @property
    def state_file(self) -> Path:
        return self.root / "server.json"

    @property
    def memory_file(self) -> Path:
        """What a store remembers between runs: its ports, and the release that last opened it."""
        return self.root / "store.json"

    def make_folders(self) -> None:
        """Make the folders, readable by their owner only."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        for folder in (self.conf.parent, self.logs):
            folder.mkdir(exist_ok=True)


@dataclass(frozen=True)
class State:
    """What a keeper publishes about its server (``server.json``): everything but the password."""

    state: Literal["starting", "running"]
    version: str
    keeper_pid: int
    jvm_pid: int | None
    owner_pid: int
    owner: str
    detached: bool
    started_at: str
    bolt_uri: str
    http_uri: str

    @property
    def holder(self) -> str:
        """Who holds the store, in words."""
        if self.detached:
            return f"`depgraph db start` (keeper process {self.keeper_pid})"
        return f"`{self.owner}` (process {self.owner_pid}, keeper {self.keeper_pid})"


def write_state(store: Store, state: State) -> None:
    write_lasting(store.state_file, json.dumps(asdict(state), indent=1).encode())


def clear_state(store: Store) -> None:
    store.state_file.unlink(missing_ok=True)


def read_state(store: Store) -> State | None:
    """What the keeper that holds the store published; None when nobody holds it, or has not said so yet."""
    if not is_held(store):
        return None
    try:
        return State(**json.loads(store.state_file.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):  # or what a loss of power left of a former keeper's words
        return None


def is_left_behind(state: State) -> bool:
    """Whether the process that the server ends with is gone, so that it is about to end."""
    try:
        os.kill(state.owner_pid, 0)
    except ProcessLookupError:
        return not state.detached
    except PermissionError:  # it is there, and another user's
        pass
    return False


def is_held(store: Store) -> bool:
    """Whether some process has the store's lock (the system drops it with the process)."""
    if not store.lock_file.exists():
        return False
    lock = FileLock(store.lock_file)
    try:
        lock.acquire(timeout=_LOOK, poll_interval=_LOOK / 5)
    except Timeout:
        return True
    lock.release()
    return False


@dataclass(frozen=True)
class Memory:
    """What a store remembers: the ports it had and the release that opened it last."""

    version: str
    bolt_port: int
    http_port: int


def read_memory(store: Store) -> Memory | None:
    """What the store remembers; None before its first start.

    Raises EmbeddedError when that of a store with data is damaged: it keeps an older release from opening
    what a newer one wrote.
    """
    try:
        return Memory(**json.loads(store.memory_file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        if not store.is_begun:
            return None
        raise EmbeddedError(
            f"The file {store.memory_file} is damaged.",
            hint="Delete it, and start with the DEPGRAPH_NEO4J_VERSION that had this store last, or a later "
            "one. The server gets new ports then; nothing else is lost.",
        ) from None


def write_memory(store: Store, memory: Memory) -> None:
    write_lasting(store.memory_file, json.dumps(asdict(memory)).encode())
