"""Brings a keeper back that was killed, for as long as its owner lives."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

from depgraph.embedded.spawn import Keeper
from depgraph.errors import EmbeddedError

_LOOK = 0.5
_LONGEST_PAUSE = 30.0


class Guard:
    """Watches a keeper from a thread. One that ended with exit code 0 was told to, and is let go."""

    def __init__(self, keeper: Keeper, start_again: Callable[[Event], Keeper]) -> None:
        self._keeper = keeper
        self._start_again = start_again
        self._done = Event()
        self._thread = Thread(target=self._watch, name="keeper-guard", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching, end the server and its keeper; returns when they are gone."""
        self._done.set()
        self._thread.join()
        self._keeper.stop()

    def _watch(self) -> None:
        pause = _LOOK
        while not self._done.wait(pause):
            code = self._keeper.process.poll()
            if code == 0:
                return
            if code is not None:
                pause = _LOOK if self._bring_back() else min(_LONGEST_PAUSE, pause * 2)

    def _bring_back(self) -> bool:
        try:
            self._keeper = self._start_again(self._done)
        except (EmbeddedError, OSError):  # the keeper's log says why; it is tried again
            return False
        return True
