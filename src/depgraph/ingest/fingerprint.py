"""What tells whether a file is still the one that was imported, without reading all of it."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from typing import BinaryIO, NamedTuple

from depgraph.clock import stamp
from depgraph.ingest.stream import size_of

BLOCK = 64 * 1024
"""Bytes of each of the three places that are looked at; a file of up to three blocks is read whole."""
_LAST = 253_402_300_799
"""The end of the year 9999, in seconds: what a time as text can say."""


class Print(NamedTuple):
    """``digest`` is a SHA-256 over the length and three blocks: the first, the middle one, the last.

    Another picture differs in nearly all of its packed bytes, so these are enough to tell it from
    the one that was there; they are no proof against somebody who wants two files to look alike.
    ``written_at`` is the time of the last change as the disk tells it, from 1970 on.
    """

    digest: str
    written_at: str


def print_of(stream: BinaryIO) -> Print:
    """Look at an open file. Raises OSError."""
    size = size_of(stream)
    seen = hashlib.sha256(f"{size}\n".encode())
    for at in (0, max(0, size // 2 - BLOCK // 2), max(0, size - BLOCK)):
        stream.seek(at)
        seen.update(stream.read(BLOCK))
    changed = min(max(os.fstat(stream.fileno()).st_mtime, 0.0), _LAST)
    return Print(seen.hexdigest(), stamp(datetime.fromtimestamp(changed, UTC)))
