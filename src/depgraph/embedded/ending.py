"""When a keeper should end: its standard input is at its end (the owner is gone), or a signal says so."""

from __future__ import annotations

import os
import select
import signal
import time

_SLICE = 0.1
"""Seconds: the longest that a signal waits to be seen."""


class Ending:
    """Made once, in the main thread: it takes over SIGTERM, SIGINT and SIGHUP (restart the server)."""

    def __init__(self, owner_input: int | None) -> None:
        self._input = owner_input
        self._due = False
        self._restart = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._on_end)
        signal.signal(signal.SIGHUP, self._on_restart)

    def within(self, seconds: float) -> bool:
        """Wait so long; True, at once, when it is time to end. A wish for a restart cuts the wait short."""
        deadline = time.monotonic() + seconds
        while not (self._due or self._restart) and (left := deadline - time.monotonic()) > 0:
            self._look(min(left, _SLICE))
        return self._due

    def restart_wanted(self) -> bool:
        """Whether a restart was asked for since the last call."""
        wanted, self._restart = self._restart, False
        return wanted

    def _look(self, seconds: float) -> None:
        inputs = [] if self._input is None else [self._input]
        readable, _, _ = select.select(inputs, [], [], seconds)
        if readable and not os.read(readable[0], 1024):
            self._due = True

    def _on_end(self, *_signal: object) -> None:
        self._due = True

    def _on_restart(self, *_signal: object) -> None:
        self._restart = True
