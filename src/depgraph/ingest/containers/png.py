"""PNG: the text chunks tEXt, zTXt and iTXt, before and after the pixel data.

Source: https://www.w3.org/TR/png-3/ (section 11.3.3). ComfyUI writes ``prompt`` and
``workflow`` as tEXt (SaveImage); SaveAnimatedPNG writes ``comf`` chunks after the first
frame, which hold ``keyword NUL text`` too.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from depgraph.errors import BadInput
from depgraph.ingest.limits import MAX_PARTS, MAX_TEXT_BYTES
from depgraph.ingest.stream import read_at, size_of, text_of

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MAX_TROUBLES = 8
"""Each chunk that unpacks to too much costs time: a file of nothing else is given up early."""


def texts(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """The keyword and text of every text chunk. Checksums are not checked: the text is what counts."""
    troubles: list[BadInput] = []
    for kind, at, length in _chunks(stream, size_of(stream)):
        try:
            reader = _READERS.get(kind)
            if reader is not None:
                yield reader(read_at(stream, at, length, f"its {kind.decode()} chunk"))
        except (BadInput, zlib.error, ValueError) as problem:
            troubles.append(_reason(problem))  # one bad chunk does not hide the others
        if len(troubles) > _MAX_TROUBLES:
            break
    if troubles:
        raise troubles[0]


def _chunks(stream: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, place and length of each chunk's data; pixel data is stepped over, never read."""
    at = len(SIGNATURE)
    for _ in range(MAX_PARTS):
        if at + 8 > size:
            raise BadInput("the file ends before its last chunk")
        length, kind = struct.unpack(">I4s", read_at(stream, at, 8, "a chunk's head"))
        if kind == b"IEND":
            return
        if not kind.isalpha():
            raise BadInput("one of its chunks has no valid head")
        if at + 8 + length > size:
            raise BadInput("the file ends in the middle of a chunk")
        yield kind, at + 8, length
        at += 12 + length
    raise BadInput(f"it has more than {MAX_PARTS:,} chunks")


def _text(data: bytes) -> tuple[str, str]:
    keyword, _, text = data.partition(b"\0")
    return keyword.decode("latin-1"), text_of(text)


def _compressed_text(data: bytes) -> tuple[str, str]:
    keyword, _, rest = data.partition(b"\0")
    return keyword.decode("latin-1"), text_of(_unpack(rest[1:]))


def _international_text(data: bytes) -> tuple[str, str]:
    keyword, _, rest = data.partition(b"\0")
    packed = rest[:1] == b"\1"
    _language, _, rest = rest[2:].partition(b"\0")
    _translated, _, text = rest.partition(b"\0")
    return keyword.decode("latin-1"), text_of(_unpack(text) if packed else text)


def _unpack(data: bytes) -> bytes:
    """Inflate, but never to more than one text may have: a few bytes can hold gigabytes."""
    inflate = zlib.decompressobj()
    text = inflate.decompress(data, MAX_TEXT_BYTES)
    if inflate.unconsumed_tail:
        raise BadInput(f"a text chunk unpacks to more than {MAX_TEXT_BYTES // 1024**2} MB")
    return text


def _reason(problem: Exception) -> BadInput:
    return problem if isinstance(problem, BadInput) else BadInput("a text chunk cannot be unpacked")


_READERS = {b"tEXt": _text, b"comf": _text, b"zTXt": _compressed_text, b"iTXt": _international_text}
