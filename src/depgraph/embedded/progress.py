"""What a start tells while it works: words for a step, bytes for a download."""

from __future__ import annotations

import sys
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.progress import (
    Progress as RichBars,
)


class Cancelled(Exception):
    """The one who asked for the work does not want it any more."""


class Progress(Protocol):
    """Told about steps. `begin` and `end` enclose a download; `advance` comes from several threads."""

    def say(self, text: str) -> None: ...
    def begin(self, what: str, total: int) -> None: ...
    def advance(self, count: int) -> None: ...
    def end(self) -> None: ...


class Silent:
    """Says nothing: for tests and for commands with --json."""

    def say(self, text: str) -> None: ...
    def begin(self, what: str, total: int) -> None: ...
    def advance(self, count: int) -> None: ...
    def end(self) -> None: ...


class Bars:
    """Progress for people, on standard error: bars on a terminal, plain lines elsewhere."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(file=sys.stderr)
        self._bars: RichBars | None = None
        self._task = TaskID(0)

    def say(self, text: str) -> None:
        self._console.print(text, highlight=False)

    def begin(self, what: str, total: int) -> None:
        if not self._console.is_terminal:
            self.say(f"{what} ({total / 1e6:.0f} MB) …")
            return
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
        self._bars = RichBars(
            *columns, TransferSpeedColumn(), TimeRemainingColumn(), console=self._console, transient=True
        )
        self._bars.start()
        self._task = self._bars.add_task(what, total=total)

    def advance(self, count: int) -> None:
        if self._bars:
            self._bars.advance(self._task, count)

    def end(self) -> None:
        if self._bars:
            self._bars.stop()
            self._bars = None
