"""Impact: what an update of a version touches."""

from __future__ import annotations

from depgraph.clock import new_id, now
from depgraph.errors import NotFound
from depgraph.graph import Graph, Transaction
from depgraph.models.assets import ImpactSummary
from depgraph.models.impact import (
    MAX_TARGETS,
    Action,
    Dismissal,
    Impact,
    NewDismissal,
    RegressionRequest,
)
from depgraph.queries import events
from depgraph.queries.outcome import Outcome


async def summary(tx: Transaction, *, asset_id: str) -> ImpactSummary:
    """The impact in three numbers, inside the write that causes it. Raises NotFound."""
    row = await tx.row("impact.summary", asset_id=asset_id)
    if row is None:
        raise NotFound("asset", asset_id)
    return ImpactSummary(from_asset_id=asset_id, href=f"/api/assets/{asset_id}/impact", **row)


async def get(graph: Graph, *, asset_id: str) -> Impact:
    """What an update of this version touches. Raises NotFound."""
    rows = await graph.rows("impact.get", asset_id=asset_id)
    if not rows:
        raise NotFound("asset", asset_id)
    return Impact.model_validate({**rows[0], "actions": _actions(asset_id)})


async def run_regression_tests(tx: Transaction, *, asset_id: str) -> Outcome[RegressionRequest]:
    """Ask whoever listens to events to test what an update touches. Raises NotFound."""
    targets = await tx.row("impact.regression_targets", asset_id=asset_id, limit=MAX_TARGETS)
    if targets is None:
        raise NotFound("asset", asset_id)
    asked = {"asset_id": asset_id, **targets}
    event_id = await events.record(tx, kind="regression_tests_requested", subject_id=asset_id, payload=asked)
    return Outcome(RegressionRequest.model_validate({**asked, "event_id": event_id}), 202)


async def dismiss(tx: Transaction, *, asset_id: str, new: NewDismissal | None) -> Outcome[Dismissal]:
    """The impact has been seen; kept until the line has a further version. Raises NotFound."""
    said = new or NewDismissal()
    row = await tx.row(
        "impact.dismiss", asset_id=asset_id, id=new_id(), reason=said.reason, by=said.by, now=now()
    )
    if row is None:
        raise NotFound("asset", asset_id)
    return Outcome(Dismissal.model_validate(row["dismissal"]))


def _actions(asset_id: str) -> list[Action]:
    here = f"/api/assets/{asset_id}"
    return [
        Action(action="run_regression_tests", method="POST", href=f"{here}/impact/run-regression-tests"),
        Action(
            action="view_affected_scenes",
            method="GET",
            href=f"{here}/dependencies?depth=transitive&entity_type=scene&active=true",
        ),
        Action(action="dismiss", method="POST", href=f"{here}/impact/dismiss"),
    ]
