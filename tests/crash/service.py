"""A whole service as people run it: `depgraph serve` with its embedded Neo4j, in a folder of its own."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from depgraph.embedded import State, status
from depgraph.settings import Settings

START_LIMIT = 180.0
"""Seconds for a first start on a busy machine."""


@dataclass(frozen=True)
class Service:
    process: subprocess.Popen[bytes]
    address: str
    settings: Settings
    environment: dict[str, str]
    log: Path

    @property
    def state(self) -> State:
        state = status(self.settings)
        assert state is not None, "no keeper has published a server"
        return state

    @property
    def jvm_pid(self) -> int:
        """The running server's process; waits while the keeper is starting one."""
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline:
            state = status(self.settings)
            if state and state.state == "running" and state.jvm_pid:
                return state.jvm_pid
            time.sleep(0.1)
        raise AssertionError("the database was not started again")


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Service]:
    """Start it, wait until it answers, end it whatever happened."""
    with started(folder) as service:
        yield service


class Restarted:
    """A service that is killed and started again on its port and data folder: its clients see one address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = _free_port()
        self._ends = contextlib.ExitStack()
        self.absences: list[tuple[float, float]] = []
        """When nobody listened: from a kill to the next start's first answer."""

    def __enter__(self) -> Restarted:
        self.service = self._ends.enter_context(started(self._folder, self._port))
        return self

    def __exit__(self, *_error: object) -> None:
        self._ends.close()

    def kill(self) -> None:
        """kill -9, and start at once, as a service manager does; returns when it answers again."""
        began = time.monotonic()
        self.service.process.kill()
        self.service.process.wait()
        self.service = self._ends.enter_context(started(self._folder, self._port))
        self.absences.append((began, time.monotonic()))


@contextlib.contextmanager
def started(folder: Path, port: int = 0) -> Iterator[Service]:
    """One process; each start has a log of its own, as its address is read from there."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("DEPGRAPH_")},
        "DEPGRAPH_DATA_DIR": str(folder / "data"),
        "DEPGRAPH_PORT": str(port),
        "DEPGRAPH_ALLOWED_ROOTS": str(folder),
        "DEPGRAPH_NEO4J_VERSION": os.environ.get("DEPGRAPH_NEO4J_VERSION", "2026.08.1"),
        "COLUMNS": "200",
    }
    command = [sys.executable, "-c", "from depgraph.cli import main; main()", "serve"]
    log = folder / f"service-{len(list(folder.glob('service-*.log')))}.log"
    with log.open("w") as stderr:
        process = subprocess.Popen(command, env=environment, cwd=folder, stderr=stderr)
    try:
        settings = Settings(data_dir=folder / "data", neo4j_version=environment["DEPGRAPH_NEO4J_VERSION"])
        yield Service(process, _address(process, log), settings, environment, log)
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        if found := re.search(r"answers on (http://\S+)", log.read_text()):
            return found.group(1)
        time.sleep(0.1)
    raise AssertionError(f"the service did not start: {log.read_text()}")
