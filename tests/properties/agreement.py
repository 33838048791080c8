"""Whether the service and the plain model agree on an answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2

from tests.properties.plain_model import Refused

LEFT_OUT = {"created_at", "updated_at", "replaced_at", "at", "limit", "next_cursor", "actions", "confirm"}
"""Times, and what is fixed by the request."""
IN_ORDER = {"note_text", "version_number"}
"""Rows with one of these are listed in an order that the contract names."""


def agrees(answer: httpx2.Response, change: Callable[[], int]) -> bool:
    """Do the change to the model: both do it, with the same status, or both refuse it."""
    due, codes = done(change)
    assert answer.status_code == due, (due, codes, answer.text)
    assert not codes or answer.json()["code"] in codes, answer.text
    return not codes


def done(change: Callable[[], int]) -> tuple[int, tuple[str, ...]]:
    """The status that is due and, of a refusal, the codes of which one is due."""
    try:
        return change(), ()
    except Refused as refused:
        return refused.status, refused.codes


def says(answer: httpx2.Response, expected: Any) -> None:
    got, due = settled(answer.json()), settled(expected)
    assert got == due, (str(answer.request.url), got, due)


def _as_text(row: Any) -> str:
    return json.dumps(row, sort_keys=True)


def settled(value: Any) -> Any:
    """An answer without times and paging; rows whose order is free come sorted."""
    if isinstance(value, dict):
        if value.get("entity_type") == "segment" and "via" in value:
            scene_id = value["via"][-1]["entity_id"]  # by which of several ways is free
            return {"entity_type": "segment", "entity_id": value["entity_id"], "scene_id": scene_id}
        return {key: settled(inner) for key, inner in value.items() if key not in LEFT_OUT}
    if isinstance(value, list):
        rows = [settled(inner) for inner in value]
        free = all(isinstance(row, dict) and not IN_ORDER & row.keys() for row in rows)
        return sorted(rows, key=_as_text) if free else rows
    return value
