"""How outputs were made, put aside until what their receipts name is written: on disk, for there are many."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType

from depgraph.ingest.making import Making

IN_MEMORY = 16 * 1024 * 1024
"""Bytes beyond which it becomes a file, which has no name and goes with the process."""


class Spool:
    """Takes makings in the order in which files are read, and gives them back in it."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile[bytes](max_size=IN_MEMORY)
        self._count = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, making: Making) -> None:
        """Put one aside."""
        pickle.dump(making, self._file)
        self._count += 1

    def batches(self, size: int) -> Iterator[list[Making]]:
        """All of them, ``size`` at a time."""
        self._file.seek(0)
        for start in range(0, self._count, size):
            yield [self._next() for _ in range(min(size, self._count - start))]

    def _next(self) -> Making:
        return pickle.load(self._file)  # noqa: S301 -- this process alone has written it
