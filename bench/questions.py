"""The questions: what is asked over HTTP, the SQL that answers the same, and the bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bench.made import Studio

_BARS = (2.0, 3.0, 3.5)
_AWAY = frozenset({"next_cursor", "actions", "href", "dismissed"})
"""What is no answer but a way on, and has no counterpart in the relational design."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``bar`` is a multiple of the RETURN 1 route; None means shown, not judged."""

    name: str
    path: str
    sql: str
    params: Mapping[str, Any]
    bar: float | None = None
    method: str = "GET"
    body: dict[str, Any] | None = None


def questions(studio: Studio) -> list[Question]:
    """All of them, about the studio's own assets."""
    few, mid, many = studio.probes
    base = studio.base_model
    counts = studio.size.probes
    return [
        *(
            _where_used(asset_id, count, bar)
            for asset_id, count, bar in zip((few, mid, many), counts, _BARS, strict=True)
        ),
        _where_used(many, counts[2], None, limit=500),
        _where_used(studio.busiest, studio.dependents(studio.busiest), None),
        _transitive(f"{counts[1]} dependents", mid),
        _transitive("base model", base),
        _impact(f"{counts[1]} dependents", mid),
        _impact("base model", base, bar=5),
        _impact(f"{studio.dependents(studio.busiest)} dependents", studio.busiest),
        *_pair_warnings(studio),
        *_searches(),
        _versions(studio),
        _detail(f"{counts[1]} dependents", mid),
        _detail("base model", base),
    ]


def core(answer: Any) -> Any:
    """What two answers of one question have to agree in: all but ways on."""
    if isinstance(answer, dict):
        return {key: core(value) for key, value in answer.items() if key not in _AWAY}
    if isinstance(answer, list):
        return [core(item) for item in answer]
    return answer


def _where_used(asset_id: str, count: int, bar: float | None, limit: int = 50) -> Question:
    return Question(
        f"where used, {count} dependents, page of {limit}",
        f"/api/assets/{asset_id}/dependencies?limit={limit}",
        "where_used",
        {"asset_id": asset_id, "limit": limit, "offset": 0},
        bar,
    )


def _transitive(label: str, asset_id: str) -> Question:
    return Question(
        f"where used, transitive, {label}",
        f"/api/assets/{asset_id}/dependencies?depth=transitive",
        "where_used_transitive",
        {"asset_id": asset_id, "limit": 50, "offset": 0},
    )


def _impact(label: str, asset_id: str, bar: float | None = None) -> Question:
    return Question(
        f"impact, {label}", f"/api/assets/{asset_id}/impact", "impact", {"asset_id": asset_id}, bar
    )


def _searches() -> list[Question]:
    """The bar is our own: the prototype of performance.md took 2.4 ms where its floor was 0.75 to 1.1."""
    first, deep = {"limit": 50, "offset": 0}, {"limit": 50, "offset": 5_000}
    return [
        Question("search, all by rating", "/api/assets?sort=-avg_rating", "search_by_rating", first, 3.5),
        Question(
            "search, all by rating, from 5,000",
            "/api/assets?sort=-avg_rating&offset=5000",
            "search_by_rating",
            deep,
        ),
        Question(
            "search, part of a name", "/api/assets?name=moss", "search_by_name", {"name": "moss", **first}
        ),
        Question(
            "search, type and tag by rating",
            "/api/assets?type=lora&tag=anime&sort=-avg_rating",
            "search_by_type_and_tag",
            {"asset_type": "lora", "tags": ["anime"], **first},
        ),
    ]


def _versions(studio: Studio) -> Question:
    longest = max(studio.assets, key=lambda asset: (asset["version_number"], asset["id"]))
    return Question(
        f"versions of a line ({longest['version_number']})",
        f"/api/assets/{longest['id']}/versions",
        "versions",
        {"asset_id": longest["id"], "limit": 50, "offset": 0},
    )


def _detail(label: str, asset_id: str) -> Question:
    return Question(f"asset, {label}", f"/api/assets/{asset_id}", "asset", {"asset_id": asset_id})


def _pair_warnings(studio: Studio) -> list[Question]:
    """A set as a scene type has it, some of whose assets have very many notes; and the most noted of all."""
    return [
        _check("pair warnings, 20 assets", studio.saved_together(20), bar=2.5),
        _check("pair warnings, the 20 most noted", studio.most_noted(20)),
    ]


def _check(name: str, asset_ids: list[str], bar: float | None = None) -> Question:
    body = {"asset_ids": asset_ids}
    return Question(name, "/api/compatibility/check", "check", body, bar, method="POST", body=body)
