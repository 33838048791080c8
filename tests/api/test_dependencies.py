"""Dependencies over HTTP: added, removed, asked for."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.planted import assets, tombstone
from tests.graphs.shared_model import SHARED_MODEL
from tests.graphs.studio import DrawnJob, Studio, build
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

USE = {"entity_type": "job", "entity_id": "42", "role": "lora"}
ADDRESS = "/api/assets/base/dependencies"


@pytest.fixture
async def job(client: httpx2.AsyncClient, graph: Graph) -> None:
    """The assets base and style, and a job 42 that uses neither."""
    await assets(graph, "base", "style")
    assert (await client.put("/api/jobs/42", json={"name": "J"})).status_code == 201


async def count(client: httpx2.AsyncClient, asset_id: str = "base") -> int:
    return (await client.get(f"/api/assets/{asset_id}")).json()["dependency_count"]


async def revision(graph: Graph) -> object:
    return (await run(graph, "MATCH (a:Asset {id: 'base'}) RETURN a.uses_revision AS it"))[0]["it"]


async def test_a_dependency_added_twice_is_one_with_one_id(client: httpx2.AsyncClient, job: None) -> None:
    first = await client.post(ADDRESS, json=USE)
    again = await client.post(ADDRESS, json={**USE, "entity_id": 42})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json() == {
        "dependency_id": first.json()["dependency_id"],
        "entity_type": "job",
        "entity_id": "42",
        "entity_name": "J",
        "role": "lora",
        "weight": None,
        "asset_id": "base",
        "asset_version": "1",
        "direct": True,
        "via": [],
        "active": True,
        "segment_count": None,
        "created_at": first.json()["created_at"],
    }
    assert await count(client) == 1


async def test_two_roles_are_two_dependencies(client: httpx2.AsyncClient, job: None) -> None:
    ids = {(await client.post(ADDRESS, json={**USE, "role": role})).json()["dependency_id"] for role in "ab"}
    assert len(ids) == 2
    assert await count(client) == 2


async def test_a_repeat_with_a_weight_sets_it_and_one_without_leaves_it(
    client: httpx2.AsyncClient, job: None
) -> None:
    weights = [
        (await client.post(ADDRESS, json={**USE, **given})).json()["weight"]
        for given in ({}, {"weight": 0.5}, {}, {"weight": 1})
    ]
    assert weights == [None, 0.5, 0.5, 1.0]


async def test_every_change_of_the_dependents_voids_the_deletion_token_and_no_repeat_does(
    client: httpx2.AsyncClient, graph: Graph, job: None
) -> None:
    added = (await client.post(ADDRESS, json=USE)).json()
    await client.post(ADDRESS, json=USE)
    assert await revision(graph) == 1
    await client.delete(f"{ADDRESS}/{added['dependency_id']}")
    assert await revision(graph) == 2


async def test_a_removed_dependency_is_gone(client: httpx2.AsyncClient, job: None) -> None:
    added = (await client.post(ADDRESS, json=USE)).json()
    address = f"{ADDRESS}/{added['dependency_id']}"
    gone, again = await client.delete(address), await client.delete(address)
    assert (gone.status_code, gone.content) == (204, b"")
    assert (again.status_code, again.json()["code"]) == (404, "dependency-not-found")
    assert await count(client) == 0


async def test_a_dependency_of_another_asset_is_not_removed(client: httpx2.AsyncClient, job: None) -> None:
    added = (await client.post(ADDRESS, json=USE)).json()
    answer = await client.delete(f"/api/assets/style/dependencies/{added['dependency_id']}")
    assert (answer.status_code, answer.json()["code"]) == (404, "dependency-not-found")
    assert await count(client) == 1


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
async def test_an_unknown_asset_is_named(client: httpx2.AsyncClient, job: None, method: str) -> None:
    address = "/api/assets/nobody/dependencies" + ("/x" if method == "DELETE" else "")
    answer = await client.request(method, address, json=USE if method == "POST" else None)
    assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")


@pytest.mark.parametrize("entity_type", ["scene_type", "scene", "template", "job"])
async def test_an_unknown_entity_is_named_by_its_kind(
    client: httpx2.AsyncClient, job: None, entity_type: str
) -> None:
    answer = await client.post(ADDRESS, json={**USE, "entity_type": entity_type, "entity_id": "nobody"})
    code = f"{entity_type.replace('_', '-')}-not-found"
    assert (answer.status_code, answer.json()["code"]) == (404, code)


async def test_a_tombstone_takes_no_new_dependency(
    client: httpx2.AsyncClient, graph: Graph, job: None
) -> None:
    await tombstone(graph, "base")
    answer = await client.post(ADDRESS, json=USE)
    assert (answer.status_code, answer.json()["code"]) == (409, "asset-removed")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"entity_type": "segment"}, "/entity_type"),
        ({"entity_id": ""}, "/entity_id"),
        ({"entity_id": True}, "/entity_id"),
        ({"role": " "}, "/role"),
        ({"role": None}, "/role"),
        ({"weight": "1"}, "/weight"),
        ({"colour": "red"}, "/colour"),
    ],
)
async def test_a_bad_body_is_refused(
    client: httpx2.AsyncClient, job: None, change: dict[str, Any], pointer: str
) -> None:
    answer = await client.post(ADDRESS, json={**USE, **change})
    assert answer.status_code == 422
    assert {error["pointer"] for error in answer.json()["errors"]} == {pointer}
    assert await count(client) == 0


async def test_an_idempotency_key_gives_the_first_answer_again(client: httpx2.AsyncClient, job: None) -> None:
    headers = {"Idempotency-Key": "k"}
    first = await client.post(ADDRESS, json=USE, headers=headers)
    again = await client.post(ADDRESS, json=USE, headers=headers)
    other = await client.post(ADDRESS, json={**USE, "role": "x"}, headers=headers)
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert again.json() == first.json()


async def test_where_used_is_answered_by_one_query_of_its_own_for_each_depth(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    ids = await build(graph, SHARED_MODEL)
    address = f"/api/assets/{ids['base@1']}/dependencies"
    asked = {
        "": "dependency.where_used_version",
        "?versions=all": "dependency.where_used",
        "?active=true": "dependency.where_used",
        "?depth=transitive": "dependency.where_used_transitive",
        "?depth=transitive&entity_type=segment": "dependency.where_used_segments",
        "?entity_type=segment": "dependency.where_used_version",
    }
    for query, name in asked.items():
        answer = await client.get(address + query)
        assert answer.status_code == 200
        assert [part.partition(";")[0] for part in answer.headers["Server-Timing"].split(", ")] == [name]


async def test_where_used_in_its_whole_form(client: httpx2.AsyncClient, graph: Graph) -> None:
    ids = await build(graph, SHARED_MODEL)
    base = ids["base@1"]
    answer = (
        await client.get(
            f"/api/assets/{base}/dependencies?depth=transitive&entity_type=scene&active=true&limit=2"
        )
    ).json()
    times = [item.pop("created_at") for item in answer["items"]]
    cursor = answer.pop("next_cursor")
    via = {"entity_type": "scene_type", "entity_id": "street", "entity_name": "street"}
    row = {
        "dependency_id": None,
        "entity_type": "scene",
        "weight": None,
        "asset_id": base,
        "asset_version": "1",
        "active": True,
    }
    assert answer == {
        "asset_id": base,
        "total": 3,
        "by_type": {"job": 1, "scene": 3, "scene_type": 2, "segment": 3, "template": 1},
        "limit": 2,
        "items": [
            {
                **row,
                "entity_id": "alley",
                "entity_name": "alley",
                "role": "primary_model",
                "direct": False,
                "via": [via],
                "segment_count": 0,
            },
            {
                **row,
                "dependency_id": answer["items"][1]["dependency_id"],
                "entity_id": "attic",
                "entity_name": "attic",
                "role": "lora",
                "direct": True,
                "via": [],
                "segment_count": 1,
            },
        ],
    }
    assert times[0] is None
    assert times[1] is not None
    assert cursor is not None


async def test_an_unused_asset_is_used_nowhere(client: httpx2.AsyncClient, job: None) -> None:
    for query in ("", "?depth=transitive", "?depth=transitive&entity_type=segment", "?versions=all"):
        answer = await client.get(ADDRESS + query)
        assert answer.json() == {
            "asset_id": "base",
            "total": 0,
            "by_type": {},
            "items": [],
            "limit": 50,
            "next_cursor": None,
        }


@pytest.mark.parametrize(
    "query", ["versions=some", "depth=deep", "entity_type=project", "active=perhaps", "limit=0", "rôle=x"]
)
async def test_a_bad_question_is_refused(client: httpx2.AsyncClient, job: None, query: str) -> None:
    answer = await client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == query.partition("=")[0]


async def test_the_assets_of_an_entity_have_roles_weights_and_whether_they_are_current(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    drawn = Studio(
        assets=("base@1", "base@2", "style@1"), jobs={"42": DrawnJob((("base@1", "primary_model"),))}
    )
    ids = await build(graph, drawn)
    added = await client.post(f"/api/assets/{ids['style@1']}/dependencies", json={**USE, "weight": 0.7})
    answer = (await client.get("/api/entities/job/42/assets?limit=1")).json()
    assert answer["items"] == [
        {
            "dependency_id": added.json()["dependency_id"],
            "asset_id": ids["style@1"],
            "asset_name": "style",
            "asset_version": "1",
            "asset_type": "model",
            "role": "lora",
            "weight": 0.7,
            "source": "manual",
            "is_current": True,
            "status": "active",
            "created_at": added.json()["created_at"],
        }
    ]
    rest = (await client.get(f"/api/entities/job/42/assets?limit=1&cursor={answer['next_cursor']}")).json()
    found = [(item["asset_id"], item["is_current"], item["source"]) for item in rest["items"]]
    assert found == [(ids["base@1"], False, "saved")]
    assert (rest["total"], rest["next_cursor"]) == (2, None)


async def test_the_assets_of_an_unknown_entity_are_not_found(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/entities/scene_type/nobody/assets")
    assert (answer.status_code, answer.json()["code"]) == (404, "scene-type-not-found")
    assert (await client.get("/api/entities/planet/mars/assets")).status_code == 422
