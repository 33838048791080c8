"""Routes of contract section 6: what a change would do, before it is made."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Db
from depgraph.api.problems import RESPONSES
from depgraph.api.settled import only_asks
from depgraph.api.strict import StrictRoute
from depgraph.models.simulation import Change, Simulation
from depgraph.queries import simulation

router = APIRouter(prefix="/api/impact", tags=["impact"], route_class=StrictRoute, responses=RESPONSES)


@router.post("/simulate")
@only_asks
async def simulate_change(body: Change, db: Db) -> Simulation:
    """What would change if other versions became current, or versions were deleted. Reads only."""
    return await simulation.simulate(db, change=body)
