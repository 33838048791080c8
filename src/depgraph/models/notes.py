"""Notes: an observation on one asset or on a pair."""

from __future__ import annotations

from typing import Literal

from depgraph.models.base import Answer, Timestamp

Severity = Literal["info", "warning", "critical"]
SEVERITY_RANK = {"critical": 0, "warning": 1, "info": 2}
"""Critical first: the order in which people want to read them."""


class Note(Answer):
    id: str
    asset_id: str
    related_asset_id: str | None
    note_text: str
    severity: Severity
    author_id: str | None
    created_at: Timestamp
    updated_at: Timestamp
