"""MP3: the ID3v2 tag's TXXX and COMM frames. Source: https://id3.org/id3v2.4.0-structure and -frames.

ComfyUI's SaveAudioMP3 writes ``prompt`` and ``workflow`` as TXXX (through FFmpeg).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from depgraph.errors import BadInput
from depgraph.ingest.limits import MAX_PARTS
from depgraph.ingest.stream import read_at, text_of

_ENCODINGS = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}


def texts(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Description and text of each TXXX and COMM frame of a tag of version 2.3 or 2.4."""
    head = read_at(stream, 0, 10, "its ID3 tag")
    if head[:3] != b"ID3":
        return  # sound from the first byte on: a valid MP3 without a tag
    version, flags = head[3], head[5]
    if version not in (3, 4):
        raise BadInput(f"its ID3 tag is of version 2.{version}, which is not read")
    tag = read_at(stream, 10, _synchsafe(head[6:]), "its ID3 tag")
    if flags & 0x80 and version == 3:
        tag = tag.replace(b"\xff\x00", b"\xff")  # unsynchronisation of the whole tag
    yield from _frames(tag, version, _extended_head(tag, version) if flags & 0x40 else 0)


def _frames(tag: bytes, version: int, at: int) -> Iterator[tuple[str, str]]:
    for _ in range(MAX_PARTS):
        if at + 10 > len(tag) or tag[at] == 0:  # zeros are padding up to the tag's end
            return
        size = tag[at + 4 : at + 8]
        length = _synchsafe(size) if version == 4 else int.from_bytes(size, "big")
        kind, body = tag[at : at + 4], tag[at + 10 : at + 10 + length]
        if len(body) < length:
            raise BadInput("its ID3 tag ends in the middle of a frame")
        if version == 4 and tag[at + 9] & 0x02:
            body = body.replace(b"\xff\x00", b"\xff")
        if kind in (b"TXXX", b"COMM") and body:
            yield _described(body[0], body[4:] if kind == b"COMM" else body[1:])
        at += 10 + length


def _described(encoding: int, data: bytes) -> tuple[str, str]:
    wide = encoding in (1, 2)
    at = _end_of_text(data) if wide else data.find(b"\0")
    if at < 0:
        return "comment", _decoded(encoding, data)
    key = _decoded(encoding, data[:at])
    return key or "comment", _decoded(encoding, data[at + (2 if wide else 1) :])


def _end_of_text(data: bytes) -> int:
    return next((at for at in range(0, len(data) - 1, 2) if data[at : at + 2] == b"\0\0"), -1)


def _decoded(encoding: int, data: bytes) -> str:
    if encoding == 0:
        return text_of(data.rstrip(b"\0"))  # many programs write UTF-8 and say Latin-1
    return data.decode(_ENCODINGS.get(encoding, "utf-8"), "replace").rstrip("\0")


def _synchsafe(data: bytes) -> int:
    """Seven bits a byte, so that no length looks like sound."""
    return sum((byte & 0x7F) << shift for byte, shift in zip(data, (21, 14, 7, 0), strict=True))


def _extended_head(tag: bytes, version: int) -> int:
    size = tag[:4].ljust(4, b"\0")
    return _synchsafe(size) if version == 4 else 4 + int.from_bytes(size, "big")
