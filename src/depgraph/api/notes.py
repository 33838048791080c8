"""Routes of contract section 5: notes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from depgraph.api.deps import Change, Db, PageWindow, Write
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.models.base import Page, PathId
from depgraph.models.notes import DeletedNote, FormerText, NewNote, Note, NoteChange, Severity
from depgraph.queries import notes
from depgraph.queries.notes import NoteFilter

router = APIRouter(prefix="/api", tags=["notes"], route_class=StrictRoute, responses=RESPONSES)


async def _wanted(
    q: Annotated[
        str | None,
        Query(max_length=500, description="Words of the note; the last one may be the beginning of a word"),
    ] = None,
    severity: Severity | None = None,
    author_id: Annotated[PathId | None, Query(description="Only those of this author")] = None,
) -> NoteFilter:
    return NoteFilter((q or "").strip() or None, severity, author_id)


Wanted = Annotated[NoteFilter, Depends(_wanted)]


@router.post("/assets/{asset_id}/notes", status_code=201)
async def create_note(asset_id: PathId, body: NewNote, write: Write) -> Note:
    """A note on this asset, or on the pair of it and related_asset_id. Each post is a new note."""
    return await write(Note, notes.create, asset_id=asset_id, new=body)


@router.get("/assets/{asset_id}/notes")
async def list_notes_of_asset(asset_id: PathId, wanted: Wanted, db: Db, window: PageWindow) -> Page[Note]:
    """Notes on this asset, as first or second: critical, warning, info, then newest first."""
    return await notes.of_asset(db, asset_id=asset_id, wanted=wanted, window=window)


@router.get("/notes")
async def list_notes(wanted: Wanted, db: Db, window: PageWindow) -> Page[Note]:
    """Every note: critical, warning, info, then newest first."""
    return await notes.list_notes(db, wanted=wanted, window=window)


@router.patch("/notes/{note_id}")
async def update_note(note_id: PathId, body: NoteChange, write: Change) -> Note:
    """Another text or severity; what was there before is kept."""
    return await write(Note, notes.update, note_id=note_id, change=body)


@router.delete("/notes/{note_id}", status_code=204)
async def delete_note(note_id: PathId, write: Change) -> None:
    """The note goes, with its former texts."""
    await write(DeletedNote, notes.delete, note_id=note_id)


@router.get("/notes/{note_id}/history")
async def note_history(note_id: PathId, db: Db, window: PageWindow) -> Page[FormerText]:
    """What the note said before, newest first."""
    return await notes.history(db, note_id=note_id, window=window)
