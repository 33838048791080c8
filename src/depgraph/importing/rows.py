"""A plan as the rows that the import's statements take."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from depgraph.clock import new_id
from depgraph.ingest.paths import path_text
from depgraph.ingest.plan import AssetPlan, ImportPlan, UsePlan
from depgraph.models.base import canonical


def asset_rows(plan: ImportPlan) -> list[dict[str, Any]]:
    """One row for each line, its versions in natural order."""
    return [
        {
            "name": name,
            "search_name": name.casefold(),
            "asset_type": members[0].asset_type,
            "versions": [_version(asset) for asset in members],
        }
        for name, grouped in groupby(plan.assets, key=lambda asset: asset.key.name)
        for members in [list(grouped)]
    ]


def ids_of(asset_rows: list[dict[str, Any]]) -> set[str]:
    """The ids that these rows give to versions that are new."""
    return {version["id"] for row in asset_rows for version in row["versions"]}


def use_rows(plan: ImportPlan) -> list[dict[str, Any]]:
    """One row for each USES edge."""
    scene_types = [_use("scene_type", one.id, use) for one in plan.scene_types for use in one.uses]
    return scene_types + [_use("template", one.id, use) for one in plan.templates for use in one.uses]


def scene_type_rows(plan: ImportPlan) -> list[dict[str, Any]]:
    return [{"id": one.id, "name": one.name} for one in plan.scene_types]


def scene_rows(plan: ImportPlan) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "name": one.name, "scene_type_id": one.scene_type_id, "project_id": one.project_id}
        for one in plan.scenes
    ]


def segment_rows(plan: ImportPlan) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "scene_id": one.scene_id,
            "sequence_index": one.sequence_index,
            "file_path": path_text(one.file_path),
            "prompt_digest": one.prompt_digest,
        }
        for one in plan.segments
    ]


def template_rows(plan: ImportPlan) -> list[dict[str, Any]]:
    return [{"id": one.id, "name": one.name, "file_path": path_text(one.file_path)} for one in plan.templates]


def _version(asset: AssetPlan) -> dict[str, str]:
    return {
        "id": new_id(),
        "version": asset.key.version,
        "metadata": canonical({"file_names": list(asset.file_names)}),
    }


def _use(kind: str, entity_id: str, use: UsePlan) -> dict[str, Any]:
    return {
        "key": f"{kind}:{entity_id}",
        "name": use.asset.name,
        "version": use.asset.version,
        "role": use.role,
        "weight": use.weight,
        "id": new_id(),
    }
