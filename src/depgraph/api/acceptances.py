"""Routes of contract section 6: staleness that a person accepts."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Db, PageWindow, Write
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.models.acceptances import Acceptance, AcceptanceEnded, NewAcceptance
from depgraph.models.base import Identifier, Page
from depgraph.queries import acceptances

router = APIRouter(
    prefix="/api/projects/{project_id}/accept-stale",
    tags=["provenance"],
    route_class=IdentRoute,
    responses=RESPONSES,
)


@router.post("", status_code=201)
async def accept_stale(project_id: Identifier, body: NewAcceptance, write: Write) -> Acceptance:
    """Accept what is stale now, of segments, a scene, or one change in all the project."""
    return await write(Acceptance, acceptances.accept, project_id=project_id, new=body)


@router.get("")
async def list_accepted(project_id: Identifier, db: Db, window: PageWindow) -> Page[Acceptance]:
    """What was accepted in a project, newest first; also what has ended since."""
    return await acceptances.list_acceptances(db, project_id=project_id, window=window)


@router.delete("/{acceptance_id}", status_code=204)
async def end_acceptance(project_id: Identifier, acceptance_id: Identifier, write: Write) -> None:
    """Take an acceptance back: what it was for is stale again."""
    await write(AcceptanceEnded, acceptances.delete, project_id=project_id, acceptance_id=acceptance_id)
