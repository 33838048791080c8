"""Before the update: changes that contradict themselves, or name what is not there (contract section 6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.api.test_receipts import recorded, version
from tests.api.test_simulate import PATH, replace, simulated, studio, would_be_stale
from tests.api.test_staleness_report import made_from

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({}, ""),
        ({"replace": [], "remove": []}, ""),
        ({"remove": ["A", "A"]}, ""),
        ({"replace": [{"asset_id": "A", "by": "B"}, {"asset_id": "A", "by": "A"}]}, "/replace/1/asset_id"),
        ({"replace": [{"asset_id": "A", "by": "B"}, {"asset_id": "B", "by": "A"}]}, "/replace/1/asset_id"),
        ({"replace": [{"asset_id": "A", "by": "B"}], "remove": ["B"]}, "/replace/0/by"),
        ({"replace": [{"asset_id": "A", "by": {"version": "v2"}}], "remove": ["B"]}, "/replace/0/by"),
        ({"replace": [{"asset_id": "A", "by": {"version": " "}}]}, "/replace/0/by/version"),
        ({"replace": [{"asset_id": "A", "by": {}}]}, "/replace/0/by/version"),
        ({"replace": [{"asset_id": "A", "by": {"version": "v2", "why": "x"}}]}, "/replace/0/by/why"),
        ({"replace": [{"asset_id": "A", "by": 4.2}]}, "/replace/0/by"),
        ({"replace": [{"asset_id": "A", "by": None}]}, "/replace/0/by"),
        ({"replace": [{"asset_id": "A"}]}, "/replace/0/by"),
        ({"replace": [{"asset_id": "A", "by": "B", "why": "x"}]}, "/replace/0/why"),
        ({"remove": [f"x{number}" for number in range(101)]}, "/remove"),
    ],
)
async def test_a_change_that_contradicts_itself_is_refused(
    client: httpx2.AsyncClient, tmp_path: Path, change: dict[str, Any], pointer: str
) -> None:
    ids = {
        name: (await version(client, tmp_path, "flux", number))["id"] for number, name in ((1, "A"), (2, "B"))
    }

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: named(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [named(inner) for inner in value]
        return ids.get(value, value)

    answer = await client.post(PATH, json=named(change))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request"), answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_an_asset_that_is_not_there_is_named(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    flux = await version(client, tmp_path, "flux", 1)
    for change in (
        {"replace": [{"asset_id": "nobody", "by": flux["id"]}]},
        {"replace": [replace(flux, "nobody")]},
        {"remove": [flux["id"], "nobody"]},
    ):
        answer = await client.post(PATH, json=change)
        assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")
        assert "'nobody'" in answer.json()["detail"]


async def test_a_tombstone_cannot_become_current_and_its_removal_changes_nothing(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first = await studio(client, tmp_path)
    second = await version(client, tmp_path, "flux", 2)
    await recorded(client, "g1", **made_from(second))
    assert (await client.delete(f"/api/assets/{second['id']}")).is_success
    for by in (second["id"], {"version": "v2"}):
        answer = await client.post(PATH, json={"replace": [replace(first, by)]})
        assert (answer.status_code, answer.json()["code"]) == (409, "asset-removed")
    answer = await simulated(client, remove=[second["id"]])
    assert (would_be_stale(answer), answer["segments"]["already_stale"]) == (["g1"], 1)
