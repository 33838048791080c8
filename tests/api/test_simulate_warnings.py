"""Before the update: the pair warnings that a change would bring (contract section 6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.api.test_receipts import version
from tests.api.test_simulate import replace, simulated, use

pytestmark = pytest.mark.anyio


async def pair_note(
    client: httpx2.AsyncClient,
    first: dict[str, Any],
    second: dict[str, Any],
    text: str,
    severity: str = "warning",
) -> dict[str, Any]:
    body = {"note_text": text, "severity": severity, "related_asset_id": second["id"]}
    answer = await client.post(f"/api/assets/{first['id']}/notes", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def warned(answer: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(one["note_text"], [user["id"] for user in one["users"]]) for one in answer["pair_warnings"]]


async def test_notes_on_the_new_version_beside_the_other_assets_are_told(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    old, new = await version(client, tmp_path, "flux", 1), await version(client, tmp_path, "flux", 2)
    ink, vae = await version(client, tmp_path, "ink", 1), await version(client, tmp_path, "vae", 1)
    for path in ("scene-types/t1", "templates/m1"):
        await use(client, path, old, ink)
    await use(client, "scene-types/t2", old, vae)
    await use(client, "jobs/j1", old, ink)
    made = await pair_note(client, new, ink, "too dark")
    await pair_note(client, vae, new, "breaks", "critical")
    await pair_note(client, new, ink, "by the way", "info")
    await pair_note(client, old, ink, "holds already")
    answer = await simulated(client, replace=[replace(old, new["id"])])
    assert warned(answer) == [("breaks", ["t2"]), ("too dark", ["t1", "m1"])]
    assert answer["totals"]["pair_warnings"] == 2
    assert answer["pair_warnings"][1] == {
        **made, "asset_name": "flux", "related_asset_name": "ink", "match": "exact", "user_total": 2,
        "users": [
            {"kind": "scene_type", "id": "t1", "name": "t1"}, {"kind": "template", "id": "m1", "name": "m1"},
        ],
    }  # fmt: skip
    unknown = await simulated(client, replace=[replace(old, {"version": "v3"})])
    assert unknown["pair_warnings"] == []


async def test_a_note_that_holds_already_is_not_new(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    old, new = await version(client, tmp_path, "flux", 1), await version(client, tmp_path, "flux", 2)
    ink = await version(client, tmp_path, "ink", 1)
    await use(client, "scene-types/t1", old, new, ink)
    await pair_note(client, new, ink, "too dark")
    assert warned(await simulated(client, replace=[replace(old, new["id"])])) == []


async def test_two_lines_that_change_together_are_seen_together(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    flux, ink = [await version(client, tmp_path, "flux", n) for n in (1, 2)], [
        await version(client, tmp_path, "ink", n) for n in (1, 2)
    ]  # fmt: skip
    await use(client, "scene-types/t1", flux[0], ink[0])
    await pair_note(client, flux[1], ink[1], "both new")
    await pair_note(client, flux[1], ink[0], "only one new")
    one = [replace(flux[0], flux[1]["id"])]
    assert warned(await simulated(client, replace=one)) == [("only one new", ["t1"])]
    both = [*one, replace(ink[0], ink[1]["id"])]
    assert warned(await simulated(client, replace=both)) == [("both new", ["t1"])]
    # removed, the one that would be current in its line stands in its place; what is gone warns of nothing
    assert warned(await simulated(client, replace=one, remove=[ink[0]["id"]])) == [("both new", ["t1"])]
    assert warned(await simulated(client, remove=[ink[1]["id"], flux[0]["id"]])) == [("only one new", ["t1"])]
