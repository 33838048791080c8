"""How far a reading has come, seen from another thread, and the wish that it should end."""

from __future__ import annotations

import threading


class Cancelled(Exception):
    """The reading was asked to end before it was done."""


class Progress:
    """Counted by the thread that reads, looked at by the event loop; single writes, so no lock."""

    def __init__(self) -> None:
        self.done = 0
        self.total: int | None = None
        self.started = False
        self._cancelled = threading.Event()

    def begin(self, total: int) -> None:
        """The reading begins, with this many bytes to go."""
        self.total = total
        self.started = True

    def add(self, count: int) -> None:
        """More bytes were read. Raises Cancelled when nobody waits for them any more."""
        if self._cancelled.is_set():
            raise Cancelled
        self.done += count

    def cancel(self) -> None:
        """Let the reading end at its next step."""
        self._cancelled.set()
