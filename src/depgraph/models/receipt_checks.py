"""What `depgraph verify --receipts` answers."""

from __future__ import annotations

from depgraph.models.base import Answer, Count


class ReceiptFinding(Answer):
    """The first thing wrong in one segment's receipts; ``kind`` as in provenance/verifying.py.

    ``segment_id`` is null for what is found by no segment; ``number`` and ``receipt_id`` for the head.
    """

    kind: str
    segment_id: str | None
    number: int | None
    receipt_id: str | None
    detail: str


class ReceiptCheck(Answer):
    """Every chain of receipts, checked. ``findings`` are the first thousand of ``findings_total``.

    ``compared_with`` is the time of the checkpoint that this was compared with, null where there was none;
    ``checkpoint_at`` that of the one it left behind, null where something was wrong.
    """

    chains: Count
    receipts: Count
    findings_total: Count
    findings: list[ReceiptFinding]
    compared_with: str | None
    checkpoint_at: str | None
