"""Routes of contract section 4: impact."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Db, Write
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.models.base import PathId
from depgraph.models.impact import Dismissal, Impact, NewDismissal, RegressionRequest
from depgraph.queries import impact

router = APIRouter(prefix="/api/assets", tags=["impact"], route_class=StrictRoute, responses=RESPONSES)


@router.get("/{asset_id}/impact")
async def get_impact(asset_id: PathId, db: Db) -> Impact:
    """What an update of this version touches, and what can be done about it."""
    return await impact.get(db, asset_id=asset_id)


@router.post("/{asset_id}/impact/run-regression-tests", status_code=202)
async def run_regression_tests(asset_id: PathId, write: Write) -> RegressionRequest:
    """Record and emit `regression_tests_requested`; depgraph runs no test itself."""
    return await write(RegressionRequest, impact.run_regression_tests, asset_id=asset_id)


@router.post("/{asset_id}/impact/dismiss")
async def dismiss_impact(asset_id: PathId, write: Write, body: NewDismissal | None = None) -> Dismissal:
    """The impact has been seen; shown with who, when and why until the line has a further version."""
    return await write(Dismissal, impact.dismiss, asset_id=asset_id, new=body)
