"""Notes: written under the locks of the assets they are about, so none outlives its asset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from depgraph import words
from depgraph.clock import new_id, now
from depgraph.errors import NotFound, PairWithItself
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.base import Page
from depgraph.models.notes import SEVERITY_RANK, DeletedNote, FormerText, NewNote, Note, NoteChange, Severity
from depgraph.paging import Window
from depgraph.queries.outcome import Outcome


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """Which notes of a list are asked for; ``q`` is what a person typed."""

    q: str | None = None
    severity: Severity | None = None
    author_id: str | None = None

    @property
    def params(self) -> dict[str, Any]:
        """The parameters that the queries share; ``query`` only when there is something to search for."""
        asked = [self.severity] if self.severity else list(SEVERITY_RANK)
        found = {"ranks": [SEVERITY_RANK[severity] for severity in asked], "author_id": self.author_id}
        return {**found, "query": words.query(self.q)} if self.q else found

    def question(self) -> tuple[str, dict[str, Any]]:
        """The query that begins at the narrowest index, and its parameters."""
        if self.q:
            return "note.search", self.params
        if self.author_id:
            return "note.by_author", self.params
        return "note.list", {"ranks": self.params["ranks"]}


async def list_notes(graph: Graph, *, wanted: NoteFilter, window: Window) -> Page[Note]:
    """Every note: critical, warning, info, then newest first."""
    name, params = wanted.question()
    rows = await graph.rows(name, **params, **window.params)
    return _page(rows[0], window)


async def of_asset(graph: Graph, *, asset_id: str, wanted: NoteFilter, window: Window) -> Page[Note]:
    """The notes on an asset, as first or second, in the same order. Raises NotFound."""
    name = "note.search_of_asset" if wanted.q else "note.of_asset"
    rows = await graph.rows(name, asset_id=asset_id, **wanted.params, **window.params)
    if not rows:
        raise NotFound("asset", asset_id)
    return _page(rows[0], window)


async def history(graph: Graph, *, note_id: str, window: Window) -> Page[FormerText]:
    """The former texts of a note, newest first. Raises NotFound."""
    rows = await graph.rows("note.history", note_id=note_id, **window.params)
    if not rows:
        raise NotFound("note", note_id)
    return window.page([FormerText.model_validate(item) for item in rows[0]["items"]], rows[0]["total"])


async def create(tx: Transaction, *, asset_id: str, new: NewNote) -> Outcome[Note]:
    """A note on an asset or a pair; a tombstone may have notes too. Raises PairWithItself, NotFound."""
    if new.related_asset_id == asset_id:
        raise PairWithItself(f"Asset {asset_id!r} is named twice.", pointer="/related_asset_id")
    await _lock(tx, asset_id, new.related_asset_id)
    row = await tx.row(
        "note.create",
        note_id=new_id(),
        asset_id=asset_id,
        severity_rank=SEVERITY_RANK[new.severity],
        now=now(),
        **new.model_dump(),
    )
    return Outcome(_note(row), 201)


async def update(tx: Transaction, *, note_id: str, change: NoteChange) -> Outcome[Note]:
    """Another text or severity; the same again changes nothing. Raises NotFound."""
    given = change.model_dump(exclude_unset=True)
    severity = given.get("severity")
    row = await tx.row(
        "note.update",
        note_id=note_id,
        former_id=new_id(),
        note_text=given.get("note_text"),
        severity=severity,
        severity_rank=SEVERITY_RANK[severity] if severity else None,
        now=now(),
    )
    if row is None:
        raise NotFound("note", note_id)
    return Outcome(_note(row))


async def delete(tx: Transaction, *, note_id: str) -> Outcome[DeletedNote]:
    """The note, its former texts and its edge go. Raises NotFound."""
    if await tx.row("note.delete", note_id=note_id) is None:
        raise NotFound("note", note_id)
    return Outcome(DeletedNote(note_id=note_id), 204)


async def _lock(tx: Transaction, asset_id: str, related_asset_id: str | None) -> None:
    """From here on neither asset can be deleted. Raises NotFound."""
    wanted = [asset_id, related_asset_id] if related_asset_id else [asset_id]
    there = {row["asset_id"] for row in await tx.rows("note.lock_assets", asset_ids=sorted(wanted))}
    for missing in (ident for ident in wanted if ident not in there):
        raise NotFound("asset", missing)


def _note(row: Row | None) -> Note:
    assert row is not None  # noqa: S101 -- the query made or found it
    return Note.model_validate(row["note"])


def _page(row: Row, window: Window) -> Page[Note]:
    return window.page([Note.model_validate(item) for item in row["items"]], row["total"])
