"""Images and workflows: their versions, and which of them is current."""

from __future__ import annotations

from urllib.parse import quote

from depgraph.errors import NotFound
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.base import Page
from depgraph.models.works import VersionChoice, WorkKind, WorkVersion, work_key
from depgraph.paging import Window
from depgraph.queries import events
from depgraph.queries.outcome import Outcome


async def get(graph: Graph, *, kind: WorkKind, work_id: str) -> WorkVersion:
    """The current version. Raises NotFound."""
    return _version(await graph.rows("work.get", key=work_key(kind, work_id)), kind, work_id)


async def versions(graph: Graph, *, kind: WorkKind, work_id: str, window: Window) -> Page[WorkVersion]:
    """Every version, newest first. Raises NotFound."""
    rows = await graph.rows("work.versions", key=work_key(kind, work_id), **window.params)
    if not rows:
        raise NotFound(kind, work_id)
    return _page(rows[0], window)


async def list_works(
    graph: Graph, *, kind: WorkKind, project_id: str | None, name: str | None, window: Window
) -> Page[WorkVersion]:
    """The current versions by name; every filter narrows."""
    rows = await graph.rows(
        "work.list", kind=kind, project_id=project_id or "", name=name or "", **window.params
    )
    return _page(rows[0], window)


async def read(tx: Transaction, *, kind: WorkKind, work_id: str) -> WorkVersion:
    """The current version inside a write. Raises NotFound."""
    return _version(await tx.rows("work.get", key=work_key(kind, work_id)), kind, work_id)


async def lock(tx: Transaction, keys: set[str]) -> set[str]:
    """Lock images and workflows in the order of their keys; answers those that are there."""
    return {row["key"] for row in await tx.rows("work.lock", keys=sorted(keys))}


async def make_current(
    tx: Transaction, *, kind: WorkKind, work_id: str, choice: VersionChoice
) -> Outcome[WorkVersion]:
    """Roll back or forward to this version. Raises NotFound."""
    key = work_key(kind, work_id)
    if not await lock(tx, {key}):
        raise NotFound(kind, work_id)
    moved = await tx.row("work.make_current", key=key, version_number=choice.version_number)
    if moved is None:
        raise NotFound(
            "version",
            str(choice.version_number),
            hint=f"{address(kind, work_id)}/versions lists the numbers of those that are there.",
        )
    if moved["former_id"] != moved["version_id"]:
        await current_moved(tx, kind=kind, work_id=work_id, content_hash=moved["content_hash"], moved=moved)
    return Outcome(await read(tx, kind=kind, work_id=work_id))


async def current_moved(
    tx: Transaction, *, kind: WorkKind, work_id: str, content_hash: str, moved: Row
) -> None:
    """What every move of *current* brings with it: the label ``Changed`` on inputs, and the event.

    ``moved`` holds version_id, former_id and former_hash; ``content_hash`` is current now.
    """
    hashes = sorted({content_hash, moved["former_hash"] or content_hash})
    await tx.row("work.mark_changed", key=work_key(kind, work_id), kind=kind, hashes=hashes)
    await events.work_version_changed(
        tx, kind=kind, work_id=work_id, version_id=moved["version_id"], former_id=moved["former_id"]
    )


def address(kind: WorkKind, work_id: str) -> str:
    """Where an image or workflow is answered."""
    return f"/api/{kind.replace('_', '-')}s/{quote(work_id, safe='')}"


def _version(rows: list[Row], kind: WorkKind, work_id: str) -> WorkVersion:
    if not rows:
        raise NotFound(kind, work_id)
    return WorkVersion.model_validate(rows[0]["version"])


def _page(row: Row, window: Window) -> Page[WorkVersion]:
    return window.page([WorkVersion.model_validate(item) for item in row["items"]], row["total"])
