"""WebM and Matroska: SimpleTags. Source: RFC 8794 (EBML) and RFC 9559, section 5.1.8.

ComfyUI's SaveWEBM writes ``PROMPT`` and ``WORKFLOW``, VideoHelperSuite a ``COMMENT``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from depgraph.errors import BadInput
from depgraph.ingest.limits import MAX_PARTS
from depgraph.ingest.stream import read_at, size_of, text_of

_SEGMENT, _TAGS, _TAG, _SIMPLE_TAG = 0x18538067, 0x1254C367, 0x7373, 0x67C8
_NAME, _STRING = 0x45A3, 0x4487
_INSIDE = (_SEGMENT, _TAGS, _TAG)


def texts(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Name and text of each tag; clusters (the film) are stepped over, never read."""
    yield from _inside(stream, 0, size_of(stream))


def _inside(stream: BinaryIO, at: int, end: int) -> Iterator[tuple[str, str]]:
    for kind, start, stop in _elements(stream, at, end):
        if kind in _INSIDE:
            yield from _inside(stream, start, stop)
        elif kind == _SIMPLE_TAG:
            parts = {
                inner: read_at(stream, first, last - first, "a tag")
                for inner, first, last in _elements(stream, start, stop)
                if inner in (_NAME, _STRING)
            }
            yield text_of(parts.get(_NAME, b"")), text_of(parts.get(_STRING, b"").rstrip(b"\0"))


def _elements(stream: BinaryIO, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    for _ in range(MAX_PARTS):
        if at >= end:
            return
        kind, at = _number(stream, at, keep_marker=True)
        length, start = _number(stream, at, keep_marker=False)
        stop = end if length is None else start + length
        if kind is None or stop > end:
            raise BadInput("the file ends in the middle of an element")
        yield kind, start, stop
        at = stop


def _number(stream: BinaryIO, at: int, *, keep_marker: bool) -> tuple[int | None, int]:
    """A variable-length number and the place after it; None is "unknown length" (all ones)."""
    first = read_at(stream, at, 1, "an element's head")[0]
    width = 9 - first.bit_length()
    if width > 8:
        raise BadInput("one of its elements has no valid head")
    value = int.from_bytes(read_at(stream, at, width, "an element's head"), "big")
    bare = value & ((1 << 7 * width) - 1)
    unknown = bare == (1 << 7 * width) - 1
    return (None if unknown else value if keep_marker else bare), at + width
