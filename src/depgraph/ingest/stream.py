"""Bounded reading from a seekable stream: a length in a file is a claim, checked before it is believed."""

from __future__ import annotations

import io
from typing import BinaryIO

from depgraph.errors import BadInput
from depgraph.ingest.limits import MAX_TEXT_BYTES


def size_of(stream: BinaryIO) -> int:
    """The stream's length in bytes."""
    return stream.seek(0, io.SEEK_END)


def read_at(stream: BinaryIO, at: int, length: int, what: str) -> bytes:
    """Exactly ``length`` bytes from ``at``; BadInput when there are fewer, or more than one text may have."""
    if length > MAX_TEXT_BYTES:
        raise BadInput(f"{what} is larger than {MAX_TEXT_BYTES // 1024**2} MB")
    stream.seek(at)
    data = stream.read(length)
    if len(data) < length:
        raise BadInput(f"the file ends in the middle of {what}")
    return data


def text_of(data: bytes) -> str:
    """UTF-8 where it is valid, else Latin-1: what the programs that write these texts do."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
