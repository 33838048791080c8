"""Before the update: what would change. One read; nothing is written."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.errors import AssetRemoved, BadInput, NotFound
from depgraph.graph import Graph, Row
from depgraph.models.simulation import BroughtWarning, Change, OtherVersion, Removed, Replaced, Simulation


async def simulate(graph: Graph, *, change: Change) -> Simulation:
    """What the change would do.

    Raises NotFound for an unknown asset, AssetRemoved for a tombstone that should become current, BadInput
    for two replacements in one line, or one by what is removed as well.
    """
    # one map: of lists the server would plan the statement anew for each order of size
    asked = {"replace": [_asked(one.asset_id, one.by) for one in change.replace], "remove": change.remove}
    rows = await graph.rows("impact.simulate", change=asked, now=now())
    row = rows[0]
    _refuse_unknown(row)
    _refuse_contradiction(row["replaced"], change.remove)
    return Simulation.model_validate(
        {
            **row,
            "replaced": [_replaced(one) for one in row["replaced"]],
            "removed": [_removed(one) for one in row["removed"]],
            "pair_warnings": [_warning(one) for one in row["pair_warnings"]],
        }
    )


def _asked(asset_id: str, by: str | OtherVersion) -> Row:
    if isinstance(by, OtherVersion):
        return {"asset_id": asset_id, "by_asset_id": None, "by_version": by.version}
    return {"asset_id": asset_id, "by_asset_id": by, "by_version": None}


def _refuse_unknown(row: Row) -> None:
    for one in (*row["replaced"], *row["removed"]):
        if not one["is_known"]:
            raise NotFound("asset", one["asset_id"])
    for one in row["replaced"]:
        if one["asked_by_id"] is not None and one["by_asset_id"] is None:
            raise NotFound("asset", one["asked_by_id"])


def _refuse_contradiction(replacements: list[Row], removed: list[str]) -> None:
    names: set[str] = set()
    for number, one in enumerate(replacements):
        if one["name"] in names:
            raise BadInput(
                f"The line {one['name']!r} is replaced twice.", pointer=f"/replace/{number}/asset_id"
            )
        names.add(one["name"])
        if one["by_asset_id"] in removed:
            raise BadInput(
                f"{one['by_asset_id']!r} cannot both become current and be removed.",
                pointer=f"/replace/{number}/by",
            )
        if one["by_status"] == "removed":
            raise AssetRemoved(f"Asset {one['by_asset_id']!r} was removed, so it cannot become current.")


def _replaced(one: Row) -> Replaced:
    return Replaced(**{name: one[name] for name in Replaced.model_fields})


def _removed(one: Row) -> Removed:
    return Removed(
        asset_id=one["asset_id"],
        name=one["name"],
        version=one["version"],
        deleted="erased" if one["is_erased"] else "tombstoned",
        **one["current"],
    )


def _warning(one: Row) -> BroughtWarning:
    return BroughtWarning(**one.pop("note"), **one)
