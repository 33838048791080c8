"""The chain of a segment's receipts, and what is wrong with it.

Every receipt holds the hash of the one before. Completions come later, in any order, so they are a second
chain of the same kind. The segment holds the head: how many receipts, and the last hash of each chain, sealed
with a key that is not in the database. Whoever edits the database can make all hashes anew, but no seal.

A *row* is a receipt's properties as they are stored; a property that is null is one that is not there.
Every property is covered, also one that nobody has thought of yet.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any, cast

from depgraph.errors import BadInput
from depgraph.models.base import canonical

Row = Mapping[str, Any]

COMPLETION = frozenset(
    {"generation_completed_at", "generation_duration_ms", "succeeded", "inputs_changed_during_run"}
)
"""The properties that a completion sets, once."""
LINKS = frozenset({"previous_hash", "hash", "completion_previous_hash", "completion_hash"})
"""The properties that hold the chains together; ``previous_hash`` is covered by name."""


def receipt_hash(row: Row, previous_hash: str | None) -> str:
    """SHA-256 in hex over every property that never changes, and the hash of the segment's receipt before.

    Raises BadInput for text that is no UTF-8, which no database gives.
    """
    kept = {name: value for name, value in row.items() if name not in COMPLETION | LINKS}
    document = _document("receipt", previous_hash=previous_hash, properties=_properties(kept))
    return hashlib.sha256(document).hexdigest()


def completion_hash(row: Row, previous_hash: str | None) -> str:
    """SHA-256 in hex over a receipt's ``hash``, what its completion set, and the completion before.

    ``previous_hash`` is the ``completion_hash`` of the completion recorded before, of whichever receipt.
    """
    kept = {name: value for name, value in row.items() if name in COMPLETION}
    document = _document(
        "completion", receipt_hash=row["hash"], previous_hash=previous_hash, properties=_properties(kept)
    )
    return hashlib.sha256(document).hexdigest()


def seal(key: bytes, segment_id: str, head: Row) -> str:
    """HMAC-SHA-256 in hex over the segment's id and its head: ``count, head_hash, completion_head_hash``."""
    values = {name: head.get(name) for name in ("count", "head_hash", "completion_head_hash")}
    document = _document("head", segment_id=segment_id, properties=_properties(values))
    return hmac.new(key, document, hashlib.sha256).hexdigest()


def sealed(
    key: bytes, segment_id: str, count: int, head_hash: str | None, completion_head_hash: str | None
) -> dict[str, Any]:
    """The head as a segment holds it, with its seal."""
    head = {"count": count, "head_hash": head_hash, "completion_head_hash": completion_head_hash}
    return {**head, "seal": seal(key, segment_id, head)}


def _document(of: str, **members: Any) -> bytes:
    """What is hashed. It says what it is, so that no hash of one kind can stand for another.

    It holds objects, lists, texts and null alone. For these the standard library writes what RFC 8785 asks
    for (but for names beyond ASCII, which no property has), several times as fast.
    """
    try:
        return canonical({"v": "1", "of": of, **members}).encode()
    except UnicodeEncodeError as error:
        raise BadInput(f"This cannot be hashed: {error}.") from None


def _properties(row: Row) -> dict[str, Any]:
    return {name: _exact(value) for name, value in row.items() if value is not None}


def _exact(value: Any) -> Any:
    """A value as its type and its text: 20 is not 20.0 here, and a number of any size has a form."""
    if isinstance(value, list | tuple):
        return [_exact(part) for part in cast("list[Any]", value)]
    text = value if isinstance(value, str) else repr(value)
    return f"{type(value).__name__}:{text}"
