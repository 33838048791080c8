"""Notes: an observation on one asset or on a pair."""

from __future__ import annotations

from typing import Literal

from depgraph.models.base import Answer, Body, Identifier, Text, Timestamp

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


class NewNote(Body):
    """POST /api/assets/{id}/notes; with ``related_asset_id`` the note is on the pair."""

    note_text: Text
    severity: Severity = "info"
    related_asset_id: Identifier | None = None
    author_id: Identifier | None = None


class NoteChange(Body):
    """PATCH /api/notes/{id}: what is left out stays; neither can be null."""

    note_text: Text = ""
    severity: Severity = "info"


class FormerText(Answer):
    """What a note said from ``created_at`` until ``replaced_at``."""

    note_text: str
    severity: Severity
    created_at: Timestamp
    replaced_at: Timestamp


class DeletedNote(Answer):
    """Kept inside; the answer of a DELETE has no body."""

    note_id: str
