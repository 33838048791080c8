"""MP4 and MOV: metadata in ``moov``. Source: ISO/IEC 14496-12, and Apple's QuickTime File Format.

Three ways are met. ComfyUI's SaveVideo writes named keys (``meta``: ``keys`` beside
``ilst``), VideoHelperSuite one comment (``udta/meta/ilst/©cmt``) whose JSON holds both
graphs, and QuickTime files a plain ``udta/©cmt``.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from depgraph.errors import BadInput
from depgraph.ingest.limits import MAX_PARTS
from depgraph.ingest.stream import read_at, size_of, text_of

_COMMENTS = (b"\xa9cmt", b"desc", b"\xa9des")


class _Box(NamedTuple):
    kind: bytes
    start: int
    end: int


def texts(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Keys and texts of the film's metadata; the film itself (``mdat``) is stepped over, never read."""
    for box in _boxes(stream, 0, size_of(stream)):
        if box.kind == b"moov":
            yield from _film(stream, box)


def _film(stream: BinaryIO, moov: _Box) -> Iterator[tuple[str, str]]:
    for box in _boxes(stream, moov.start, moov.end):
        if box.kind == b"meta":
            yield from _meta(stream, box)
        elif box.kind == b"udta":
            yield from _user_data(stream, box)


def _user_data(stream: BinaryIO, udta: _Box) -> Iterator[tuple[str, str]]:
    for box in _boxes(stream, udta.start, udta.end):
        if box.kind == b"meta":
            yield from _meta(stream, box)
        elif box.kind in _COMMENTS and box.end - box.start > 4:  # a length, a language, the text
            yield "comment", text_of(_body(stream, box)[4:])


def _meta(stream: BinaryIO, meta: _Box) -> Iterator[tuple[str, str]]:
    """In MP4 a version comes before the boxes, in QuickTime not: there ``hdlr`` is the first."""
    head = read_at(stream, meta.start, min(8, meta.end - meta.start), "its metadata")
    start = meta.start if head[4:8] == b"hdlr" else meta.start + 4
    boxes = {box.kind: box for box in _boxes(stream, start, meta.end)}
    names = _names(_body(stream, boxes[b"keys"])) if b"keys" in boxes else []
    if b"ilst" in boxes:
        yield from _values(stream, boxes[b"ilst"], names)


def _names(data: bytes) -> list[str]:
    names: list[str] = []
    at = 8  # version and number of entries
    while at + 8 <= len(data):
        length = max(struct.unpack_from(">I", data, at)[0], 8)
        names.append(text_of(data[at + 8 : at + length]))
        at += length
    return names


def _values(stream: BinaryIO, ilst: _Box, names: list[str]) -> Iterator[tuple[str, str]]:
    """Each value is named by the number of its key, or by its own kind (``©cmt``)."""
    for box in _boxes(stream, ilst.start, ilst.end):
        number = int.from_bytes(box.kind, "big")
        key = names[number - 1] if 0 < number <= len(names) else "comment"
        for data in _boxes(stream, box.start, box.end):
            if data.kind == b"data" and (number <= len(names) or box.kind in _COMMENTS):
                yield key, text_of(_body(stream, data)[8:])  # type and locale come first


def _boxes(stream: BinaryIO, at: int, end: int) -> Iterator[_Box]:
    for _ in range(MAX_PARTS):
        if at + 8 > end:
            return
        length, kind = struct.unpack(">I4s", read_at(stream, at, 8, "a box's head"))
        start = at + 8
        if length == 1:  # a 64-bit length follows
            length, start = struct.unpack(">Q", read_at(stream, start, 8, "a box's head"))[0], at + 16
        stop = end if length == 0 else at + length
        if stop < start or stop > end:
            raise BadInput("the file ends in the middle of a box")
        yield _Box(kind, start, stop)
        at = stop


def _body(stream: BinaryIO, box: _Box) -> bytes:
    return read_at(stream, box.start, box.end - box.start, "its metadata")
