"""Looks at processes and stores from outside, for the tests of starts and ends."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from depgraph.embedded import State, start_detached, status, stop
from depgraph.settings import Settings


def alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def seconds_until(condition: Callable[[], bool], limit: float) -> float:
    """How long it took. Fails when it takes longer than `limit`."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < limit, f"not so after {limit} s"
        time.sleep(0.05)
    return time.monotonic() - began


def state_of(settings: Settings) -> State:
    state = status(settings)
    assert state is not None
    return state


@contextlib.contextmanager
def detached(settings: Settings) -> Iterator[State]:
    """A server that belongs to nobody, ended after the block by whatever it takes."""
    start_detached(settings)
    try:
        yield state_of(settings)
    finally:
        last = status(settings)
        if last and not stop(settings):
            os.kill(last.keeper_pid, signal.SIGKILL)


def is_running(state: State | None) -> bool:
    return state is not None and state.state == "running"
