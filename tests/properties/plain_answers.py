"""What the service should answer, read off the plain model; times are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tests.properties.plain_model import Asset, Key, Model, Note, Use

Answer = dict[str, Any]
RANK = {"critical": 0, "warning": 1, "info": 2}
ACTIVE_JOBS = {"queued", "submitted", "running", "active"}
STARS = range(1, 6)


def page(items: list[Any]) -> Answer:
    return {"items": items, "total": len(items)}


# -- one thing


def asset(model: Model, it: Asset) -> Answer:
    stars = [rating[0] for key, rating in model.ratings.items() if key[0] == it.id]
    return {
        "id": it.id,
        "name": it.name,
        "version": it.version,
        "version_number": it.number,
        "is_current": model.is_current(it),
        "previous_version_id": it.previous,
        "asset_type": it.asset_type,
        "status": it.status,
        "placeholder": False,
        "file_path": it.file.path,
        "file_size_bytes": it.file.size,
        "checksum_sha256": it.file.sha256,
        "origin": None,
        **it.said,
        "avg_rating": sum(stars) / len(stars) if stars else 0.0,
        "rating_count": len(stars),
        "dependency_count": len(model.uses_of(it.id)),
    }


def version(model: Model, it: Asset) -> Answer:
    whole = asset(model, it)
    shown = ("id", "version", "version_number", "is_current", "status", "placeholder", "registered_by")
    return {key: whole[key] for key in (*shown, "checksum_sha256")} | {"usage_count": 0}


def note(it: Note) -> Answer:
    return {
        "id": it.id,
        "asset_id": it.asset,
        "related_asset_id": it.related,
        "note_text": it.text,
        "severity": it.severity,
        "author_id": it.author,
    }


def in_order(notes: Iterable[Note]) -> list[Note]:
    """Critical, warning, info, then newest first."""
    return sorted(notes, key=lambda it: (RANK[it.severity], -it.made))


def ratings(model: Model, asset_id: str) -> list[Answer]:
    return [
        {"asset_id": asset_id, "reviewer_id": who, "rating": stars, "review_text": text}
        for (rated, who), (stars, text) in model.ratings.items()
        if rated == asset_id
    ]


def rating_list(model: Model, asset_id: str) -> Answer:
    rows = ratings(model, asset_id)
    given = [row["rating"] for row in rows]
    return {
        **page(rows),
        "average": sum(given) / len(given) if given else 0.0,
        "count": len(given),
        "histogram": {str(star): given.count(star) for star in STARS},
    }


def entity(model: Model, key: Key) -> Answer:
    """The row of an entity in the list of its kind."""
    kind, ident = key
    fields = {"id": ident, **model.entities[key]}
    if kind == "segment":
        scene = model.entities["scene", fields["scene_id"]]
        return {**fields, "scene_type_id": scene["scene_type_id"], "project_id": None}
    fields["asset_count"] = len(model.uses_by(key))
    if kind == "job":
        fields["active"] = active(model, key)
    if kind == "scene":
        fields |= {"character_id": None, "project_id": None, "segment_count": len(segments(model, [ident]))}
    return fields | (scene_counts(model, ident) if kind == "scene_type" else {})


def entities(model: Model, kind: str) -> list[Key]:
    return sorted(key for key in model.entities if key[0] == kind)


def used_assets(model: Model, key: Key) -> list[Answer]:
    return [used_asset(model, use) for use in model.uses_by(key)]


def used_asset(model: Model, use: Use) -> Answer:
    it = model.assets[use.asset]
    return {
        "dependency_id": use.id,
        "asset_id": it.id,
        "asset_name": it.name,
        "asset_version": it.version,
        "asset_type": it.asset_type,
        "role": use.role,
        "weight": use.weight,
        "source": "manual" if use.by_hand else "saved",
        "is_current": model.is_current(it),
        "status": it.status,
    }


# -- scenes and segments


def scenes(model: Model, scene_type_id: str) -> list[str]:
    return [i for _, i in entities(model, "scene") if _scene(model, i)["scene_type_id"] == scene_type_id]


def segments(model: Model, scene_ids: Iterable[str]) -> list[str]:
    within = set(scene_ids)
    return [i for _, i in entities(model, "segment") if model.entities["segment", i]["scene_id"] in within]


def scene_counts(model: Model, scene_type_id: str) -> Answer:
    own = scenes(model, scene_type_id)
    return {
        "scene_count": len(own),
        "active_scene_count": sum(_scene(model, ident)["active"] for ident in own),
        "segment_count": len(segments(model, own)),
    }


def _scene(model: Model, ident: str) -> Answer:
    return model.entities["scene", ident]


# -- where is this used?


def active(model: Model, key: Key) -> bool | None:
    """Null for the kinds that are neither active nor not."""
    fields = model.entities[key]
    return {"scene": fields.get("active"), "job": fields.get("status") in ACTIVE_JOBS}.get(key[0])


def dependency(model: Model, use: Use) -> Answer:
    kind, ident = use.entity
    return {
        "dependency_id": use.id,
        "entity_type": kind,
        "entity_id": ident,
        "entity_name": model.entities[use.entity]["name"],
        "role": use.role,
        "weight": use.weight,
        "asset_id": use.asset,
        "asset_version": model.assets[use.asset].version,
        "direct": True,
        "via": [],
        "active": active(model, use.entity),
        "segment_count": None,
    }


def where_used(
    model: Model,
    asset_id: str,
    *,
    versions: str = "this",
    depth: str = "direct",
    entity_type: str | None = None,
    only: bool | None = None,
) -> Answer:
    """``only`` is the filter ``active``."""
    line = model.versions(model.assets[asset_id].name) if versions == "all" else [model.assets[asset_id]]
    uses = [use for it in line for use in model.uses_of(it.id)]
    rows = [dependency(model, use) for use in uses]
    if depth == "transitive":
        rows += [row for use in uses for row in _through_type(model, use)]
        rows = [_with_segments(model, row) for row in rows]
    rows = [row for row in rows if only is None or row["active"] in (None, only)]
    reached = {(row["entity_type"], row["entity_id"]) for row in rows}
    outputs = segments(model, [ident for kind, ident in reached if kind == "scene"])
    if depth == "transitive":
        reached |= {("segment", ident) for ident in outputs}
    if entity_type == "segment":
        rows = [_segment(model, ident) for ident in outputs]
    elif entity_type is not None:
        rows = [row for row in rows if row["entity_type"] == entity_type]
    return {"asset_id": asset_id, "by_type": dict(Counter(kind for kind, _ in reached)), **page(rows)}


def _through_type(model: Model, use: Use) -> Iterator[Answer]:
    if use.entity[0] == "scene_type":
        row = dependency(model, use)
        way = {key: row[key] for key in ("entity_type", "entity_id", "entity_name")}
        for ident in scenes(model, use.entity[1]):
            scene = _scene(model, ident)
            reached = {"entity_type": "scene", "entity_id": ident, "entity_name": scene["name"]}
            yield (
                row
                | reached
                | {"dependency_id": None, "direct": False, "via": [way], "active": scene["active"]}
            )


def _with_segments(model: Model, row: Answer) -> Answer:
    if row["entity_type"] != "scene":
        return row
    return row | {"segment_count": len(segments(model, [row["entity_id"]]))}


def _segment(model: Model, ident: str) -> Answer:
    """As far as the contract says it: by which of several ways it is reached is free."""
    fields = model.entities["segment", ident]
    return {"entity_type": "segment", "entity_id": ident, "scene_id": fields["scene_id"]}


def deletion_check(model: Model, asset_id: str) -> Answer:
    rows = [dependency(model, use) for use in model.uses_of(asset_id)]
    return {
        "asset_id": asset_id,
        "is_safe": not rows,
        "active_dependency_count": len(rows),
        "by_type": where_used(model, asset_id)["by_type"],
        "dependents": rows,
    }


def detail(model: Model, asset_id: str) -> Answer:
    rated, direct = rating_list(model, asset_id), where_used(model, asset_id)
    return asset(model, model.assets[asset_id]) | {
        "notes": notes_of(model, asset_id)["items"],
        "ratings": {key: rated[key] for key in ("average", "count", "items")},
        "dependencies": {key: direct[key] for key in ("total", "by_type", "items")},
    }


def notes_of(model: Model, asset_id: str) -> Answer:
    own = in_order(it for it in model.notes.values() if asset_id in (it.asset, it.related))
    return page([note(it) for it in own])


# -- impact


def impact(model: Model, asset_id: str) -> Answer:
    users = sorted({use.entity for use in model.uses_of(asset_id)})
    kinds = {kind: [i for k, i in users if k == kind] for kind in ("scene_type", "scene", "template", "job")}
    members = {ident for type_id in kinds["scene_type"] for ident in scenes(model, type_id)}
    touched = [i for i in sorted(members | set(kinds["scene"])) if _scene(model, i)["active"]]
    found = {
        "affected_scene_types": [
            {"id": i, "name": model.entities["scene_type", i]["name"], **scene_counts(model, i)}
            for i in kinds["scene_type"]
        ],
        "affected_active_scenes": [_affected(model, "scene", i) | {"project_id": None} for i in touched],
        "affected_templates": [_affected(model, "template", i) for i in kinds["template"]],
        "affected_jobs": [
            _affected(model, "job", i) | {"active": active(model, ("job", i))} for i in kinds["job"]
        ],
    }
    reason, by = model.dismissed.get(asset_id, (None, None))
    return found | {
        "asset_id": asset_id,
        "totals": {name.removeprefix("affected_"): len(rows) for name, rows in found.items()},
        "stale_segment_count": 0,
        "dismissed": {"reason": reason, "by": by} if asset_id in model.dismissed else None,
    }


def _affected(model: Model, kind: str, ident: str) -> Answer:
    shown = ("name", "scene_type_id", "status")
    fields = model.entities[kind, ident]
    return {"id": ident} | {key: fields[key] for key in shown if key in fields}


def impact_summary(model: Model, asset_id: str) -> Answer:
    totals = impact(model, asset_id)["totals"]
    return {
        "from_asset_id": asset_id,
        "affected_scene_types": totals["scene_types"],
        "affected_active_scenes": totals["active_scenes"],
        "stale_segment_count": 0,
        "href": f"/api/assets/{asset_id}/impact",
    }


# -- compatibility


def compatibility(model: Model, asked: set[str], *, info: bool = False, versions: str = "exact") -> Answer:
    pairs = [it for it in in_order(model.notes.values()) if it.related and (info or it.severity != "info")]
    warnings = [row for it in pairs if (row := _warning(model, it, asked, versions))]
    single = [
        note(it) | {"asset_name": model.assets[it.asset].name}
        for it in in_order(model.notes.values())
        if it.related is None and it.asset in asked and it.severity != "info"
    ]
    return {
        "warnings": warnings,
        "asset_notes": single,
        "totals": {"warnings": len(warnings), "asset_notes": len(single)},
    }


def _warning(model: Model, it: Note, asked: set[str], versions: str) -> Answer | None:
    """The note on a pair of the set or, by lines, on other versions of such a pair."""
    ends = [model.assets[ident] for ident in (it.asset, it.related or "")]
    exact = all(end.id in asked for end in ends)
    lines = Counter(model.assets[ident].name for ident in asked)
    needed = Counter(end.name for end in ends)
    if not exact and not (versions == "line" and needed <= lines):
        return None
    names = {"asset_name": ends[0].name, "related_asset_name": ends[1].name}
    return note(it) | names | {"match": "exact" if exact else "other_version"}
