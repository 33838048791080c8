"""What is wrong with a segment's receipts, if anything: the first thing, by name."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from depgraph.errors import BadInput
from depgraph.provenance.chain import COMPLETION, Row, completion_hash, receipt_hash, seal

Kind = Literal[
    "edited",
    "missing",
    "reordered",
    "inserted",
    "tail_cut",
    "head_edited",
    "unsealed",
    "rolled_back",
    "relinked",
    "astray",
    "checkpoint_edited",
]
"""What was done. ``relinked``: an edge is not the recorded input's; ``astray``: found by no segment."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The first thing wrong in one segment. ``number`` and ``receipt_id`` are null where it is the head.

    ``segment_id`` is null where it is no segment's: what is astray, or the checkpoint as a whole.
    """

    kind: Kind
    segment_id: str | None
    number: int | None
    receipt_id: str | None
    detail: str


def verify(
    segment_id: str, rows: Sequence[Row], head: Row | None, key: bytes, *, checkpoint: Row | None = None
) -> Finding | None:
    """The first thing wrong with a segment's receipts, or None.

    ``rows`` are its receipts by number, ``head`` what the segment holds: ``count, head_hash,
    completion_head_hash, seal``; None where it holds nothing. ``checkpoint`` is a head that was kept outside
    the database at some time: without one, a database that was put back as a whole to an earlier state
    cannot be told from one that has just got there.
    """
    look = _Look(segment_id, rows, head, key)
    return look.at_receipts() or look.at_head() or look.at_completions() or look.at_checkpoint(checkpoint)


class _Look:
    def __init__(self, segment_id: str, rows: Sequence[Row], head: Row | None, key: bytes) -> None:
        self.segment_id = segment_id
        self.rows = rows
        self.head = head
        self.key = key

    def at_receipts(self) -> Finding | None:
        """Each receipt and its completion by themselves, its number, its link to the one before."""
        before: Row | None = None
        for number, row in enumerate(self.rows, 1):
            found = self._alone(row) or self._place(number, row) or self._link(row, before)
            if found:
                return found
            before = row
        return None

    def at_head(self) -> Finding | None:
        """The seal, and whether the receipts are those that it was set on."""
        if self.head is None:
            return self._found("unsealed", self.rows[0], "the segment holds no head") if self.rows else None
        if not self.head.get("seal"):
            return self._found("unsealed", None, "the segment's head bears no seal")
        if not self._is_sealed():
            return self._found("head_edited", None, "the head is not what was sealed, or by another key")
        return self._end(self.head["count"], self.head.get("head_hash"))

    def _end(self, count: int, head_hash: str | None) -> Finding | None:
        if len(self.rows) < count:
            return self._found(
                "tail_cut", None, f"{len(self.rows)} receipts are there, {count} were recorded"
            )
        if len(self.rows) > count:
            return self._found("inserted", self.rows[count], f"only {count} receipts were recorded")
        if self.rows and self.rows[-1].get("hash") != head_hash:
            return self._found("edited", self.rows[-1], "it is not the receipt that was recorded last")
        return None

    def at_completions(self) -> Finding | None:
        """Whether the completions are one chain, from the first to the one that the head names."""
        completed = [row for row in self.rows if _is_completed(row)]
        following = {row.get("completion_previous_hash"): row["completion_hash"] for row in completed}
        last: str | None = None
        walked: set[str] = set()
        while (after := following.get(last)) is not None and after not in walked:
            last = after
            walked.add(after)
        for row in completed:
            if row["completion_hash"] not in walked:
                return self._found("missing", row, "its completion follows on one that is gone")
        if last != (self.head or {}).get("completion_head_hash"):
            return self._found("missing", None, "the completion that was recorded last is gone or another")
        return None

    def at_checkpoint(self, checkpoint: Row | None) -> Finding | None:
        """Whether what was there at an earlier time is there still."""
        if checkpoint is None or not checkpoint["count"]:
            return None
        count: int = checkpoint["count"]
        if len(self.rows) < count:
            there = f"{len(self.rows)} receipts are there, {count} were at the last checkpoint"
            return self._found("rolled_back", None, there)
        if self.rows[count - 1]["hash"] != checkpoint["head_hash"]:
            return self._found("rolled_back", self.rows[count - 1], "another was at the last checkpoint")
        completions = {row.get("completion_hash") for row in self.rows} | {None}
        if checkpoint.get("completion_head_hash") not in completions:
            return self._found("rolled_back", None, "a completion of the last checkpoint is gone")
        return None

    def _alone(self, row: Row) -> Finding | None:
        if row.get("segment_id") != self.segment_id:
            return self._found("inserted", row, "it is a receipt of another segment")
        if not _same(row.get("hash"), receipt_hash, row, "previous_hash"):
            return self._unlike(row)
        completion = row.get("completion_hash")
        if _is_completed(row) and not _same(completion, completion_hash, row, "completion_previous_hash"):
            return self._found("edited", row, "its completion is not what was recorded")
        return None

    def _unlike(self, row: Row) -> Finding:
        for number in range(1, len(self.rows) + 2):
            if _same(row.get("hash"), receipt_hash, {**row, "number": number}, "previous_hash"):
                return self._found("reordered", row, f"it was recorded as number {number}")
        return self._found("edited", row, "it is not what was recorded")

    def _place(self, number: int, row: Row) -> Finding | None:
        if row.get("number") == number:
            return None
        later = [other for other in self.rows[number:] if other.get("number") == number]
        if later:
            return self._found("reordered", later[0], f"it stands behind number {row.get('number')}")
        if not isinstance(row.get("number"), int) or row["number"] < number:
            return self._found("inserted", row, "its number is no number that was free")
        return Finding(
            "missing", self.segment_id, number, None, f"segment {self.segment_id!r}: receipt {number} is gone"
        )

    def _link(self, row: Row, before: Row | None) -> Finding | None:
        if row.get("previous_hash") == (before["hash"] if before else None):
            return None
        if before is None:
            return self._found("edited", row, "it was not recorded as the first")
        return self._found("edited", before, f"it is not the one that number {row['number']} followed on")

    def _is_sealed(self) -> bool:
        head = self.head or {}
        right = seal(self.key, self.segment_id, head)
        return hmac.compare_digest(str(head.get("seal")).encode(), right.encode())

    def _found(self, kind: Kind, row: Row | None, why: str) -> Finding:
        if row is None:
            return Finding(kind, self.segment_id, None, None, f"segment {self.segment_id!r}: {why}")
        number, ident = row.get("number"), row.get("id")
        detail = f"segment {self.segment_id!r}, receipt {number} ({ident}): {why}"
        return Finding(kind, self.segment_id, number, ident, detail)


def _is_completed(row: Row) -> bool:
    names = COMPLETION | {"completion_hash", "completion_previous_hash"}
    return any(row.get(name) is not None for name in names)


def _same(stored: Any, hash_of: Any, row: Row, link: str) -> bool:
    """Whether a row's hash is the one that is stored with it; a row that cannot be written has none."""
    before = row.get(link)
    if not isinstance(stored, str) or not isinstance(before, str | None):
        return False
    try:
        return stored == hash_of(row, before)
    except BadInput:
        return False
