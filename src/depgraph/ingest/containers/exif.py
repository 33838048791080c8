"""Exif: the ASCII tags of a TIFF block, where ComfyUI puts ``prompt:{…}`` and ``workflow:{…}``.

Source: TIFF 6.0, section 2, and Exif 2.32, section 4.6. ComfyUI (SaveAnimatedWEBP) writes
the prompt into 0x0110 (Model) and everything else from 0x010F (Make) downwards; other
savers write the same with capital letters, or into 0x9286 (UserComment, whose kind Pillow
leaves at BYTE).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Generator, Iterator

from depgraph.errors import BadInput
from depgraph.ingest.stream import text_of

_EXIF_FOLDER = 0x8769
_USER_COMMENT = 0x9286
_BYTE, _ASCII, _UNDEFINED = 1, 2, 7
_ENDIAN = {b"II": "<", b"MM": ">"}
_KEYED = re.compile(r"\s{0,99}([A-Za-z_][\w ]{0,40}?)\s{0,99}:\s{0,99}(?=[{\[\"])")
_MAX_TIMES = 4
"""How often the block's length all its texts together may have: any number of entries can name one place."""


def texts(data: bytes) -> Iterator[tuple[str, str]]:
    """The texts of a TIFF block, with or without the ``Exif`` prefix that JPEG (and some WebP) have."""
    data = data.removeprefix(b"Exif\0\0")
    order = _ENDIAN.get(data[:2])
    if order is None or len(data) < 8:
        raise BadInput("its Exif block has no valid head")
    inner = yield from _folder(data, order, struct.unpack_from(order + "I", data, 4)[0])
    if inner is not None:
        yield from _folder(data, order, inner)


def _folder(data: bytes, order: str, at: int) -> Generator[tuple[str, str], None, int | None]:
    """The texts of one folder; returns where the Exif folder is that it names, if any."""
    inner: int | None = None
    room = _MAX_TIMES * len(data)
    if at + 2 > len(data):
        raise BadInput("its Exif block ends in the middle of a folder")
    count = struct.unpack_from(order + "H", data, at)[0]
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        if entry + 12 > len(data):
            raise BadInput("its Exif block ends in the middle of a folder")
        tag, kind, length, value = struct.unpack_from(order + "HHII", data, entry)
        if tag == _EXIF_FOLDER:
            inner = value
        elif kind == _ASCII or (tag == _USER_COMMENT and kind in (_BYTE, _UNDEFINED)):
            start = entry + 8 if length <= 4 else value
            text = data[start : start + min(length, room)]
            room -= len(text)
            if not room:
                raise BadInput("its Exif block names the same text too many times")
            yield _keyed(tag, _decoded(text, order))
    return inner


def _decoded(data: bytes, order: str) -> str:
    """UserComment begins with the name of its character code, eight bytes long."""
    if data.startswith(b"UNICODE\0"):
        return data[8:].decode("utf-16-be" if _is_big_endian(data[8:], order) else "utf-16-le", "replace")
    return text_of(data.removeprefix(b"ASCII\0\0\0").rstrip(b"\0"))


def _is_big_endian(text: bytes, order: str) -> bool:
    """The block's order, unless the text itself says otherwise: programs that write a block anew turn its
    numbers round and leave the text as it was. In what people write, most zero bytes are the high ones."""
    first, second = text[0::2].count(0), text[1::2].count(0)
    return order == ">" if first == second else first > second


def _keyed(tag: int, text: str) -> tuple[str, str]:
    """``prompt:{…}`` becomes (prompt, {…}); a text without such a key is named by its tag."""
    match = _KEYED.match(text)
    return (match.group(1), text[match.end() :]) if match else (f"exif 0x{tag:04x}", text)
