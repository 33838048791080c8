"""Every question about what is in the plain model, beside the answer that is due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from tests.properties import plain_answers as plain
from tests.properties.plain_model import Model

KINDS = ("scene_type", "scene", "segment", "template", "job")
USERS = ("scene_type", "scene", "template", "job")
USES: tuple[dict[str, Any], ...] = (
    {},
    {"versions": "all", "active": False},
    {"entity_type": "job", "active": True},
    {"depth": "transitive"},
    {"depth": "transitive", "versions": "all", "active": True},
    {"depth": "transitive", "entity_type": "segment"},
    {"depth": "transitive", "entity_type": "scene", "versions": "all"},
)
Question = tuple[str, Any]
"""An address, and the answer to it."""


def of_everything(model: Model) -> Iterator[Question]:
    """The lists: whatever there is stands in one of them."""
    yield from _assets(model)
    yield "/api/notes?limit=500", plain.page([plain.note(it) for it in plain.in_order(model.notes.values())])
    for kind in KINDS:
        rows = [plain.entity(model, key) for key in plain.entities(model, kind)]
        yield f"/api/{kind.replace('_', '-')}s?limit=500", plain.page(rows)


def _assets(model: Model) -> Iterator[Question]:
    rows = [plain.asset(model, it) for it in model.assets.values()]
    filters = {
        "": bool,
        "&is_current=true": lambda row: row["is_current"],
        "&status=deprecated": lambda row: row["status"] == "deprecated",
        "&min_rating=3": lambda row: row["avg_rating"] >= 3,
        "&name=O": lambda row: "o" in row["name"],
    }
    for query, wanted in filters.items():
        yield f"/api/assets?limit=500&sort=created_at{query}", plain.page([r for r in rows if wanted(r)])


def of_asset(model: Model, asset_id: str) -> Iterator[Question]:
    here, it = f"/api/assets/{asset_id}", model.assets[asset_id]
    yield here, plain.detail(model, asset_id)
    yield f"{here}/versions", plain.page([plain.version(model, one) for one in model.versions(it.name)])
    yield f"{here}/impact", plain.impact(model, asset_id)
    yield f"{here}/deletion-check", plain.deletion_check(model, asset_id)
    yield f"{here}/notes", plain.notes_of(model, asset_id)
    yield f"{here}/ratings", plain.rating_list(model, asset_id)
    for asked in USES:
        answer = plain.where_used(model, asset_id, **_named(asked))
        yield f"{here}/dependencies?limit=500&{urlencode(asked).lower()}", answer


def of_users(model: Model) -> Iterator[Question]:
    for kind in USERS:
        for key in plain.entities(model, kind):
            rows = plain.used_assets(model, key)
            yield f"/api/entities/{kind}/{key[1]}/assets?limit=500", plain.page(rows)


def of_notes(model: Model) -> Iterator[Question]:
    for note in model.notes.values():
        former = [{"note_text": text, "severity": severity} for text, severity in note.former]
        yield f"/api/notes/{note.id}/history", plain.page(former)


def _named(asked: dict[str, Any]) -> dict[str, Any]:
    """The filter ``active`` is ``only`` to the model, which has a function of that name."""
    return {"only" if name == "active" else name: value for name, value in asked.items()}
