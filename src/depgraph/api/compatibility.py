"""Routes of contract section 5: compatibility."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Db
from depgraph.api.problems import RESPONSES
from depgraph.api.settled import only_asks
from depgraph.api.strict import StrictRoute
from depgraph.models.compatibility import CompatibilityAnswer, CompatibilityCheck
from depgraph.queries import compatibility

router = APIRouter(prefix="/api/compatibility", tags=["notes"], route_class=StrictRoute, responses=RESPONSES)


@router.post("/check")
@only_asks
async def check_compatibility(body: CompatibilityCheck, db: Db) -> CompatibilityAnswer:
    """Notes on pairs within the set, and warning and critical notes on its single assets. Reads only."""
    return await compatibility.check(
        db, asset_ids=body.asset_ids, include_info=body.include_info, versions=body.versions
    )
