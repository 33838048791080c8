"""Pair warnings within a set of assets."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api import planted

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
async def assets(graph: Graph) -> None:
    await planted.assets(graph, "base", "base@2", "lora", "lora@2", "vae")


async def note(
    client: httpx2.AsyncClient, text: str, first: str, second: str | None, severity: str
) -> dict[str, Any]:
    body = {"note_text": text, "related_asset_id": second, "severity": severity}
    answer = await client.post(f"/api/assets/{first}/notes", json=body)
    assert answer.status_code == 201
    return answer.json()


async def check(client: httpx2.AsyncClient, *asset_ids: str, **more: Any) -> dict[str, Any]:
    answer = await client.post("/api/compatibility/check", json={"asset_ids": asset_ids, **more})
    assert answer.status_code == 200, answer.text
    assert answer.headers["server-timing"].count("dur=") == 1
    return answer.json()


def said(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(warning["note_text"], warning["match"]) for warning in answer["warnings"]]


async def test_a_pair_within_the_set_is_warned_of_whichever_way_it_was_noted(
    client: httpx2.AsyncClient,
) -> None:
    made = await note(client, "too dark", "lora", "base", "warning")
    for order in (("base", "lora"), ("lora", "base")):
        assert await check(client, *order) == {
            "warnings": [{**made, "asset_name": "lora", "related_asset_name": "base", "match": "exact"}],
            "asset_notes": [],
            "totals": {"warnings": 1, "asset_notes": 0},
        }


async def test_critical_comes_first_and_info_only_when_asked_for(client: httpx2.AsyncClient) -> None:
    for text, severity in (("i", "info"), ("w", "warning"), ("c1", "critical"), ("c2", "critical")):
        await note(client, text, "base", "vae", severity)
    expected = [("c2", "exact"), ("c1", "exact"), ("w", "exact")]
    assert said(await check(client, "base", "vae")) == expected
    assert said(await check(client, "base", "vae", include_info=True)) == [*expected, ("i", "exact")]


async def test_notes_with_assets_outside_the_set_are_none_of_it(client: httpx2.AsyncClient) -> None:
    await note(client, "other", "base", "vae", "critical")
    assert (await check(client, "base", "lora"))["warnings"] == []
    assert (await check(client, "base"))["warnings"] == []


async def test_warnings_on_single_assets_of_the_set(client: httpx2.AsyncClient) -> None:
    warning = await note(client, "slow", "base", None, "warning")
    critical = await note(client, "broken", "vae", None, "critical")
    await note(client, "nice", "base", None, "info")
    await note(client, "elsewhere", "lora", None, "critical")
    found = await check(client, "base", "vae", include_info=True)
    assert found["asset_notes"] == [{**critical, "asset_name": "vae"}, {**warning, "asset_name": "base"}]
    assert found["warnings"] == []


async def test_a_pair_note_is_not_a_note_on_a_single_asset(client: httpx2.AsyncClient) -> None:
    await note(client, "pair", "base", "lora", "critical")
    assert (await check(client, "base", "lora"))["asset_notes"] == []


async def test_notes_on_other_versions_of_the_lines_are_found_and_marked(client: httpx2.AsyncClient) -> None:
    await note(client, "same", "base", "lora", "critical")
    await note(client, "one", "base@2", "lora", "warning")
    await note(client, "both", "lora@2", "base@2", "warning")
    assert said(await check(client, "base", "lora")) == [("same", "exact")]
    assert said(await check(client, "base", "lora", versions="line")) == [
        ("same", "exact"),
        ("both", "other_version"),
        ("one", "other_version"),
    ]


async def test_a_line_is_a_pair_with_itself_only_when_the_set_holds_two_of_its_versions(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    await planted.assets(graph, "node", "node@2", "node@3")
    await note(client, "not together", "node", "node@2", "warning")
    assert said(await check(client, "node@3", "base", versions="line")) == []
    assert said(await check(client, "node@3", "node", versions="line")) == [("not together", "other_version")]
    assert said(await check(client, "node@2", "node", versions="line")) == [("not together", "exact")]


async def test_a_changed_or_deleted_note_counts_as_it_is_now(client: httpx2.AsyncClient) -> None:
    made = await note(client, "hm", "base", "lora", "info")
    assert said(await check(client, "base", "lora")) == []
    await client.patch(f"/api/notes/{made['id']}", json={"severity": "critical"})
    assert said(await check(client, "base", "lora")) == [("hm", "exact")]
    await client.delete(f"/api/notes/{made['id']}")
    assert said(await check(client, "base", "lora")) == []


@pytest.mark.parametrize("versions", ["exact", "line"])
async def test_a_tombstone_is_out_of_warnings(
    client: httpx2.AsyncClient, graph: Graph, versions: str
) -> None:
    await note(client, "pair", "base", "lora", "critical")
    await note(client, "single", "lora", None, "critical")
    await planted.tombstone(graph, "lora")
    assert await check(client, "base", "lora", "lora@2", versions=versions) == {
        "warnings": [],
        "asset_notes": [],
        "totals": {"warnings": 0, "asset_notes": 0},
    }


@pytest.mark.parametrize("asset_ids", [[], ["base"], ["base", "base"]])
async def test_a_set_without_a_pair_has_no_warnings(client: httpx2.AsyncClient, asset_ids: list[str]) -> None:
    await note(client, "pair", "base", "lora", "critical")
    assert (await check(client, *asset_ids))["warnings"] == []
    assert (await check(client, *asset_ids, versions="line"))["warnings"] == []


@pytest.mark.parametrize("versions", ["exact", "line"])
async def test_an_asset_that_is_not_there_is_named(client: httpx2.AsyncClient, versions: str) -> None:
    body = {"asset_ids": ["base", "nope"], "versions": versions}
    answer = await client.post("/api/compatibility/check", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")
    assert "'nope'" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/asset_ids"),
        ({"asset_ids": "base"}, "/asset_ids"),
        ({"asset_ids": [None]}, "/asset_ids/0"),
        ({"asset_ids": ["x"] * 501}, "/asset_ids"),
        ({"asset_ids": [], "versions": "all"}, "/versions"),
        ({"asset_ids": [], "include_info": "yes"}, "/include_info"),
        ({"asset_ids": [], "assets": []}, "/assets"),
    ],
)
async def test_a_check_that_is_not_valid(
    client: httpx2.AsyncClient, body: dict[str, Any], pointer: str
) -> None:
    answer = await client.post("/api/compatibility/check", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
