"""Scene types, templates and jobs: saving registers dependencies and tells what is known to go wrong."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph, Transaction
from depgraph.queries import notes
from tests.api.planted import assets, tombstone

pytestmark = pytest.mark.anyio

KINDS = ["scene-types", "templates", "jobs"]


@pytest.fixture(params=KINDS)
async def address(request: pytest.FixtureRequest, client: httpx2.AsyncClient, graph: Graph) -> str:
    """An entity of each kind that saves assets, not there yet; and the assets base, style and node."""
    await assets(graph, "base", "style", "node")
    return f"/api/{request.param}/42"


async def save(client: httpx2.AsyncClient, address: str, *uses: str, **fields: Any) -> dict[str, Any]:
    """Save with assets written as base:role or base:role:weight."""
    named = [use.split(":") for use in uses]
    given = [
        {"asset_id": asset, "role": role, **({"weight": float(weight[0])} if weight else {})}
        for asset, role, *weight in named
    ]
    answer = await client.put(address, json={"name": "E", "assets": given, **fields})
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()


def uses_of(entity: dict[str, Any]) -> list[str]:
    return [f"{use['asset_id']}:{use['role']}:{use['source']}" for use in entity["assets"]]


async def counts(client: httpx2.AsyncClient) -> dict[str, int]:
    found = {name: (await client.get(f"/api/assets/{name}")).json() for name in ("base", "style", "node")}
    return {name: asset["dependency_count"] for name, asset in found.items()}


async def test_saving_registers_dependencies(client: httpx2.AsyncClient, address: str) -> None:
    saved = await save(client, address, "base:primary_model", "style:lora:0.5", "style:second:1")
    assert uses_of(saved) == ["style:lora:saved", "base:primary_model:saved", "style:second:saved"]
    assert [use["weight"] for use in saved["assets"]] == [0.5, None, 1.0]
    assert await counts(client) == {"base": 1, "style": 2, "node": 0}


async def test_saving_again_adds_the_missing_and_removes_what_is_no_longer_named(
    client: httpx2.AsyncClient, address: str
) -> None:
    first = await save(client, address, "base:primary_model", "style:lora")
    second = await save(client, address, "base:primary_model", "node:custom_node")
    assert uses_of(second) == ["node:custom_node:saved", "base:primary_model:saved"]
    assert second["assets"][1] == first["assets"][1]
    assert await counts(client) == {"base": 1, "style": 0, "node": 1}


async def test_an_asset_that_loses_two_roles_in_one_save_counts_neither(
    client: httpx2.AsyncClient, address: str
) -> None:
    await save(client, address, "base:lora", "style:lora", "style:second")
    await save(client, address)
    assert await counts(client) == {"base": 0, "style": 0, "node": 0}


async def test_what_was_added_by_hand_stays_though_a_save_names_it_and_a_later_one_does_not(
    client: httpx2.AsyncClient, address: str
) -> None:
    await save(client, address)
    kind = address.split("/")[2].removesuffix("s").replace("-", "_")
    use = {"entity_type": kind, "entity_id": "42", "role": "lora"}
    assert (await client.post("/api/assets/style/dependencies", json=use)).status_code == 201
    assert uses_of(await save(client, address, "style:lora", "base:x")) == [
        "style:lora:manual",
        "base:x:saved",
    ]
    assert uses_of(await save(client, address)) == ["style:lora:manual"]
    assert await counts(client) == {"base": 0, "style": 1, "node": 0}


async def test_saving_updates_weights(client: httpx2.AsyncClient, address: str) -> None:
    saved = [await save(client, address, use) for use in ("base:lora:0.5", "base:lora:0.75", "base:lora")]
    assert [entity["assets"][0]["weight"] for entity in saved] == [0.5, 0.75, None]
    assert len({entity["assets"][0]["dependency_id"] for entity in saved}) == 1
    assert saved[0]["updated_at"] < saved[1]["updated_at"] < saved[2]["updated_at"]


async def test_an_unknown_asset_is_named_and_nothing_is_saved(
    client: httpx2.AsyncClient, address: str
) -> None:
    body = {"name": "E", "assets": [{"asset_id": "base", "role": "x"}, {"asset_id": "nobody", "role": "x"}]}
    answer = await client.put(address, json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")
    assert (await client.get(address)).status_code == 404
    assert await counts(client) == {"base": 0, "style": 0, "node": 0}


async def test_a_tombstone_cannot_be_saved(client: httpx2.AsyncClient, graph: Graph, address: str) -> None:
    await tombstone(graph, "base")
    answer = await client.put(address, json={"name": "E", "assets": [{"asset_id": "base", "role": "x"}]})
    assert (answer.status_code, answer.json()["code"], answer.json()["asset_id"]) == (
        409,
        "asset-removed",
        "base",
    )


@pytest.mark.parametrize(
    ("uses", "pointer"),
    [
        ([{"asset_id": "base", "role": "x"}, {"asset_id": "base", "role": "x", "weight": 1}], "/assets"),
        ([{"asset_id": f"a{i}", "role": "x"} for i in range(501)], "/assets"),
        ([{"asset_id": "base"}], "/assets/0/role"),
        ([{"asset_id": "base", "role": "x", "weight": 10**400}], "/assets/0/weight"),
        ([{"asset_id": "base", "role": "x", "strength": 1}], "/assets/0/strength"),
        ({}, "/assets"),
    ],
)
async def test_bad_assets_are_refused(
    client: httpx2.AsyncClient, address: str, uses: Any, pointer: str
) -> None:
    answer = await client.put(address, json={"name": "E", "assets": uses})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize("kind", ["templates", "jobs"])
async def test_without_assets_the_registered_ones_stay(
    client: httpx2.AsyncClient, graph: Graph, kind: str
) -> None:
    await assets(graph, "base")
    await save(client, f"/api/{kind}/42", "base:x")
    answer = (await client.put(f"/api/{kind}/42", json={"name": "other"})).json()
    assert (answer["name"], uses_of(answer)) == ("other", ["base:x:saved"])


@pytest.mark.parametrize("kind", ["templates", "jobs"])
async def test_a_save_without_assets_waits_for_the_deletion_of_a_note_that_it_would_tell(
    client: httpx2.AsyncClient, graph: Graph, kind: str
) -> None:
    await assets(graph, "base")
    await save(client, f"/api/{kind}/42", "base:x")
    note = {"note_text": "needs 24 GB", "severity": "warning"}
    note_id = (await client.post("/api/assets/base/notes", json=note)).json()["id"]
    deleted, told = asyncio.Event(), asyncio.Event()

    async def delete(tx: Transaction) -> None:
        await notes.delete(tx, note_id=note_id)
        deleted.set()
        await told.wait()

    deleting = asyncio.create_task(graph.write(delete, name="delete"))
    await deleted.wait()
    saving = asyncio.create_task(client.put(f"/api/{kind}/42", json={"name": "other"}))
    await asyncio.wait({saving}, timeout=0.5)
    told.set()
    await deleting
    answer = await saving
    assert (answer.status_code, answer.json()["asset_notes"]) == (200, [])


async def test_saving_warns_of_pairs_that_are_known_to_break(
    client: httpx2.AsyncClient, address: str
) -> None:
    for text, severity in (("a bit soft", "warning"), ("black pictures", "critical"), ("fine", "info")):
        note = {"note_text": text, "severity": severity, "related_asset_id": "style"}
        assert (await client.post("/api/assets/base/notes", json=note)).status_code == 201
    alone = {"note_text": "needs 24 GB", "severity": "warning"}
    assert (await client.post("/api/assets/base/notes", json=alone)).status_code == 201
    saved = await save(client, address, "base:primary_model", "style:lora")
    assert [note["note_text"] for note in saved["warnings"]] == ["black pictures", "a bit soft"]
    assert [note["note_text"] for note in saved["asset_notes"]] == ["needs 24 GB"]
    fewer = await save(client, address, "style:lora")
    assert (fewer["warnings"], fewer["asset_notes"]) == ([], [])


async def test_deleting_an_entity_removes_its_dependencies(client: httpx2.AsyncClient, address: str) -> None:
    await save(client, address, "base:x", "base:y", "style:x")
    assert (await client.delete(address)).status_code == 204
    assert await counts(client) == {"base": 0, "style": 0, "node": 0}
    assert (await client.get("/api/assets/base/dependencies")).json()["total"] == 0


async def test_a_job_is_active_while_it_waits_or_works(client: httpx2.AsyncClient) -> None:
    for status, active in (
        ("queued", True),
        ("submitted", True),
        ("running", True),
        ("active", True),
        ("done", False),
    ):
        job = (await client.put("/api/jobs/42", json={"name": "J", "status": status})).json()
        assert (job["status"], job["active"]) == (status, active)


async def test_the_document_says_that_the_workflow_of_a_scene_type_is_not_looked_up(
    client: httpx2.AsyncClient,
) -> None:
    schemas = (await client.get("/openapi.json")).json()["components"]["schemas"]
    said = schemas["NewSceneType"]["properties"]["workflow_id"]["description"]
    assert "never looked up" in said


async def test_a_scene_type_keeps_its_workflow(client: httpx2.AsyncClient) -> None:
    saved = await save(client, "/api/scene-types/42", workflow_id=7)
    assert saved["workflow_id"] == "7"
    assert (await save(client, "/api/scene-types/42"))["workflow_id"] is None
