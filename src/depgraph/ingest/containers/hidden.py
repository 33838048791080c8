"""PNG: a text hidden in the lowest bit of each pixel's alpha ("stealth pnginfo").

Written by AUTOMATIC1111 with its extension of this name and by NovelAI, to survive sites
that strip texts. Source: the extension's own writer (sd-webui-stealth-pnginfo): column by
column, a mark of 15 letters, the text's length in bits as 32 bits, the text, all with the
highest bit first. The same in the colours' bits is not read: every plain picture without
texts would have to be unpacked for it.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

from depgraph.errors import BadInput
from depgraph.ingest.json_text import as_object, parse_json
from depgraph.ingest.limits import MAX_HIDDEN_BYTES, MAX_HIDDEN_PIXELS, MAX_TEXT_BYTES
from depgraph.ingest.stream import read_at, size_of, text_of

_PLAIN, _PACKED = b"stealth_pnginfo", b"stealth_pngcomp"
_HEAD = len(_PLAIN) + 4
_COLOURS_WITH_ALPHA = 6
_LOWEST_BIT = bytes(255 * (value & 1) for value in range(256))
_GZIP = zlib.MAX_WBITS | 16
_BROKEN = (
    *(OSError, ValueError, SyntaxError, EOFError, LookupError, struct.error, zlib.error),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning),  # the latter where warnings are errors
)
"""What unpacking a picture of any bytes can raise."""


def texts(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """The hidden text as AUTOMATIC1111's ``parameters``, or NovelAI's texts under their keys."""
    if not _may_hide(stream):
        return
    data = _hidden(_lowest_alpha_bits(stream))
    if data is not None:
        yield from _keyed(text_of(data))


def _may_hide(stream: BinaryIO) -> bool:
    """Eight bits each of three colours and alpha, and not so large that unpacking it would hurt."""
    if not 33 <= size_of(stream) <= MAX_HIDDEN_BYTES:
        return False
    head = read_at(stream, 0, 33, "its head")
    pixels = int.from_bytes(head[16:20], "big") * int.from_bytes(head[20:24], "big")
    return head[12:16] == b"IHDR" and head[25] == _COLOURS_WITH_ALPHA and 0 < pixels <= MAX_HIDDEN_PIXELS


def _lowest_alpha_bits(stream: BinaryIO) -> bytes:
    """Packed eight to a byte, column by column."""
    stream.seek(0)
    try:
        with Image.open(stream, formats=("PNG",)) as image:
            if image.width * image.height > MAX_HIDDEN_PIXELS:  # a second head counts, and nothing checked it
                raise BadInput("its pixels are more than its head says")
            alpha = image.getchannel("A").transpose(Image.Transpose.TRANSPOSE)
            lowest = alpha.tobytes().translate(_LOWEST_BIT)
    except _BROKEN as problem:
        raise BadInput(f"its pixels cannot be unpacked ({problem})") from None
    flat = Image.frombytes("L", (len(lowest), 1), lowest)
    return flat.convert("1", dither=Image.Dither.NONE).tobytes()


def _hidden(bits: bytes) -> bytes | None:
    if not bits.startswith((_PLAIN, _PACKED)):
        return None
    length = int.from_bytes(bits[len(_PLAIN) : _HEAD], "big") // 8
    data = bits[_HEAD : _HEAD + length]
    if len(data) < length or length > MAX_TEXT_BYTES:
        raise BadInput("its hidden text is longer than the picture")
    return _unpacked(data) if bits.startswith(_PACKED) else data


def _unpacked(data: bytes) -> bytes:
    inflate = zlib.decompressobj(_GZIP)
    try:
        text = inflate.decompress(data, MAX_TEXT_BYTES)
    except zlib.error:
        raise BadInput("its hidden text cannot be unpacked") from None
    if inflate.unconsumed_tail:
        raise BadInput(f"its hidden text unpacks to more than {MAX_TEXT_BYTES // 1024**2} MB")
    return text


def _keyed(text: str) -> Iterator[tuple[str, str]]:
    try:
        given = as_object(parse_json(text)) if text.startswith("{") else None
    except BadInput:
        given = None
    if given is None or "Comment" not in given:
        yield "parameters", text
        return
    for key, value in given.items():
        yield key, value if isinstance(value, str) else json.dumps(value)
