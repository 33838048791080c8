"""Time and identity: the two things that may differ between equal runs."""

from __future__ import annotations

import time
import uuid
from datetime import UTC, datetime


def now() -> str:
    """The time as it is stored and answered: RFC 3339 in UTC with microseconds."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment in the one form whose order as text is its order in time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def new_id() -> str:
    """A new opaque id that sorts by the time it was made (UUID version 7, RFC 9562 section 5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    random = uuid.uuid4().int
    value = (milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | (random >> 52 & 0xFFF) << 64
    return uuid.UUID(int=value | 0b10 << 62 | random & (2**62 - 1)).hex
