"""Ogg (Opus, Vorbis): the comment header, the second packet. Source: RFC 3533 and RFC 7845, section 5.2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from depgraph.errors import BadInput
from depgraph.ingest.containers import vorbis
from depgraph.ingest.limits import MAX_PARTS, MAX_TEXT_BYTES
from depgraph.ingest.stream import read_at, size_of

_HEADS = (b"OpusTags", b"\x03vorbis")


def texts(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """The comments of the first logical stream."""
    packet = _second_packet(stream)
    for head in _HEADS:
        if packet.startswith(head):
            yield from vorbis.texts(packet[len(head) :])


def _second_packet(stream: BinaryIO) -> bytes:
    """A packet's pieces are joined over pages; a piece shorter than 255 bytes ends it (lacing)."""
    packets, packet = 0, bytearray()
    for lacing, body in _pages(stream):
        at = 0
        for piece in lacing:
            if packets == 1:
                packet += body[at : at + piece]
            at += piece
            packets += piece < 255
            if packets == 2:
                return bytes(packet)
        if len(packet) > MAX_TEXT_BYTES:
            raise BadInput(f"its comments are larger than {MAX_TEXT_BYTES // 1024**2} MB")
    raise BadInput("the file ends before its comments do")


def _pages(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    size, at = size_of(stream), 0
    for _ in range(MAX_PARTS):
        if at + 27 > size:
            return
        head = read_at(stream, at, 27, "a page's head")
        if head[:4] != b"OggS":
            raise BadInput("one of its pages has no valid head")
        lacing = read_at(stream, at + 27, head[26], "a page's head")
        yield lacing, read_at(stream, at + 27 + len(lacing), sum(lacing), "a page")
        at += 27 + len(lacing) + sum(lacing)
