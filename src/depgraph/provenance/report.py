"""A report's groups, said in sentences: "12 segments across 3 scenes used model_v1 — you are on v2"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from depgraph.models.staleness import StaleGroup, StalenessReport

_UNVERSIONED = "unversioned"
"""The version of an asset that was imported without one (contract section 9)."""
_GROUP: tuple[str, ...] = (
    "asset_id", "asset_name", "asset_type", "receipt_version", "current_version", "current_asset_id",
    "affected_segments", "affected_scenes",
)  # fmt: skip
"""What each list of ``by_asset`` holds, in the order of ``staleness._groups``."""
_WORKS = frozenset({"source_image", "derived_image", "workflow"})


def report(row: Mapping[str, Any]) -> StalenessReport:
    """The report of a row of ``staleness.report`` or ``staleness.report_of_project``."""
    # a difference of two numbers is below zero when a segment comes or goes between them
    totals = {name: max(value, 0) for name, value in row.items() if name.startswith("total_")}
    return StalenessReport(
        project_id=row["project_id"],
        **totals,
        by_asset=[_group(group, row["project_id"]) for group in row["by_asset"]],
    )


def summary(group: Mapping[str, Any]) -> str:
    """How many used what, and what is there now."""
    segments = counted(group["affected_segments"], "segment")
    scenes = counted(group["affected_scenes"], "scene")
    return f"{segments} across {scenes} used {_named(group)} — {_now(group)}"


def _group(told: Sequence[Any], project_id: str | None) -> StaleGroup:
    group = dict(zip(_GROUP, told, strict=True))
    return StaleGroup(**group, summary=summary(group), segments_href=_href(group, project_id))


def _href(group: Mapping[str, Any], project_id: str | None) -> str:
    """The list of the group's segments. An image may bear the id of an asset, so its kind is told as well."""
    below = "" if project_id is None else f"/projects/{quote(project_id, safe='')}"
    chosen = {"asset_id": group["asset_id"], "asset_type": group["asset_type"]}
    return f"/api{below}/stale-segments?{urlencode(chosen)}"


def counted(number: int, thing: str) -> str:
    """So many of a thing, whose name may be that of a kind: "1 scene", "2 scene types"."""
    return f"{number} {thing.replace('_', ' ')}{'' if number == 1 else 's'}"


def _named(group: Mapping[str, Any]) -> str:
    name, version = group["asset_name"], group["receipt_version"]
    if version == _UNVERSIONED:
        return name
    return f"{name}_v{version}" if group["asset_type"] in _WORKS else f"{name}_{version}"


def _now(group: Mapping[str, Any]) -> str:
    recorded, current = group["receipt_version"], group["current_version"]
    is_work = group["asset_type"] in _WORKS
    if current != recorded:
        return f"you are on v{current}" if is_work else f"you are on {current}"
    if is_work:
        return "what it was derived from has changed"
    return "its content has changed"
