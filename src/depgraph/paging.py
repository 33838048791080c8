"""Pages of a list: a limit, and an offset that a cursor carries.

A cursor is opaque to callers. It holds where the next page begins and which list it
belongs to, so that a cursor of another list or another filter is refused, not misread.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any, TypeVar

from depgraph.errors import BadCursor
from depgraph.models.base import Page

T = TypeVar("T")
MAX_OFFSET = 2**53


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a list that is asked for."""

    limit: int
    offset: int
    scope: str

    @property
    def params(self) -> dict[str, int]:
        """The parameters of the query."""
        return {"limit": self.limit, "offset": self.offset}

    def page(self, items: list[T], total: int) -> Page[T]:
        """The answer, with the cursor of the next page if there is one."""
        return Page[Any](
            items=items, total=total, limit=self.limit, next_cursor=self.next_cursor(len(items), total)
        )

    def next_cursor(self, count: int, total: int) -> str | None:
        """The cursor behind ``count`` rows of this page, or None when they are the last."""
        end = self.offset + count
        return encode(end, self.scope) if count and end < total else None


def window(*, limit: int, offset: int | None, cursor: str | None, scope: dict[str, Any]) -> Window:
    """The window for a request. ``scope`` is what makes the list: its path and filters.

    Raises BadCursor for a cursor of another list.
    """
    key = hashlib.sha256(json.dumps(scope, sort_keys=True).encode()).hexdigest()[:12]
    start = decode(cursor, key) if cursor is not None else offset or 0
    return Window(limit=limit, offset=start, scope=key)


def encode(offset: int, scope: str) -> str:
    return base64.urlsafe_b64encode(f"{scope}:{offset}".encode()).decode().rstrip("=")


def decode(cursor: str, scope: str) -> int:
    """Where the page of this cursor begins. Raises BadCursor."""
    try:
        text = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)).decode()
        found, _, offset = text.partition(":")
        start = int(offset)
    except (binascii.Error, ValueError, UnicodeError):
        raise BadCursor(f"The cursor {cursor[:40]!r} is not one of ours.", pointer="cursor") from None
    if found != scope or not 0 <= start <= MAX_OFFSET:
        raise BadCursor("The cursor was given for another list or other filters.", pointer="cursor")
    return start
