"""Several clients change entities at the same moment: no 5xx, nothing doubled, nothing lost."""

from __future__ import annotations

import asyncio
from collections import Counter

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.planted import assets
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

CLIENTS = 8


@pytest.fixture
def rounds(prove: bool) -> int:
    return 300 if prove else 4


async def at_once(*requests: object) -> Counter[int]:
    """How often each status was answered."""
    answers: list[httpx2.Response] = await asyncio.gather(*requests)  # pyright: ignore[reportArgumentType]
    return Counter(answer.status_code for answer in answers)


async def test_clients_that_make_one_entity_at_once_make_one(
    client: httpx2.AsyncClient, graph: Graph, rounds: int
) -> None:
    for number in range(rounds):
        body = {"name": "T", "assets": []}
        statuses = await at_once(
            *(client.put(f"/api/scene-types/{number}", json=body) for _ in range(CLIENTS))
        )
        assert statuses == {201: 1, 200: CLIENTS - 1}
    found = await run(graph, "MATCH (t:SceneType) RETURN count(t) AS types, count(DISTINCT t.key) AS keys")
    assert found == [{"types": rounds, "keys": rounds}]


async def test_clients_that_save_one_scene_type_at_once_leave_the_dependencies_of_one_of_them(
    client: httpx2.AsyncClient, graph: Graph, rounds: int
) -> None:
    names = [f"asset-{number}" for number in range(CLIENTS)]
    await assets(graph, *names)
    for _ in range(rounds):
        bodies = [
            {"name": "T", "assets": [{"asset_id": one, "role": "lora"}, {"asset_id": other, "role": "lora"}]}
            for one, other in zip(names, names[1:] + names[:1], strict=True)
        ]
        statuses = await at_once(*(client.put("/api/scene-types/t", json=body) for body in bodies))
        assert set(statuses) <= {200, 201}
        saved = (await client.get("/api/scene-types/t")).json()["assets"]
        assert {use["asset_id"] for use in saved} in [
            {use["asset_id"] for use in body["assets"]} for body in bodies
        ]
    wrong = await run(
        graph,
        "MATCH (a:Asset) WHERE a.dependency_count <> COUNT { (a)<-[:USES]-() } RETURN a.id AS id",
    )
    assert wrong == []


async def test_a_scene_type_is_not_deleted_under_a_scene_that_is_put_into_it(
    client: httpx2.AsyncClient, graph: Graph, rounds: int
) -> None:
    for number in range(rounds):
        await client.put(f"/api/scene-types/{number}", json={"name": "T", "assets": []})
        puts = [
            client.put(f"/api/scenes/{number}-{one}", json={"name": "S", "scene_type_id": str(number)})
            for one in range(CLIENTS // 2)
        ]
        deletes = [client.delete(f"/api/scene-types/{number}") for _ in range(CLIENTS // 2)]
        statuses = await at_once(*puts, *deletes)
        assert set(statuses) <= {201, 204, 404, 409}, statuses
    homeless = await run(
        graph, "MATCH (s:Scene) WHERE NOT EXISTS { (s)-[:OF_SCENE_TYPE]->(:SceneType) } RETURN s.id AS id"
    )
    assert homeless == []


async def test_segments_have_their_scenes_type_though_both_move_at_once(
    client: httpx2.AsyncClient, graph: Graph, rounds: int
) -> None:
    for kind in "tu":
        await client.put(f"/api/scene-types/{kind}", json={"name": "T", "assets": []})
    for scene in "ab":
        await client.put(f"/api/scenes/{scene}", json={"name": "S", "scene_type_id": "t"})
    for number in range(rounds):
        other = "tu"[number % 2]
        statuses = await at_once(
            *(
                client.put(f"/api/scenes/{scene}", json={"name": "S", "scene_type_id": other})
                for scene in "ab"
            ),
            *(
                client.put(
                    f"/api/segments/{one}", json={"scene_id": "ab"[(one + number) % 2], "sequence_index": one}
                )
                for one in range(CLIENTS - 2)
            ),
        )
        assert set(statuses) <= {200, 201}, statuses
        wrong = await run(
            graph,
            """
            MATCH (g:Segment)
            WHERE COUNT { (g)-[:IN_SCENE]->() } <> 1 OR COUNT { (g)-[:IN_SCENE_TYPE]->() } <> 1
               OR NOT EXISTS {
                 (g)-[:IN_SCENE]->(:Scene)-[:OF_SCENE_TYPE]->(:SceneType)<-[:IN_SCENE_TYPE]-(g) }
            RETURN g.id AS id
            """,
        )
        assert wrong == []


async def test_an_acknowledged_dependency_outlives_the_deletion_of_others(
    client: httpx2.AsyncClient, graph: Graph, rounds: int
) -> None:
    await assets(graph, "base")
    for number in range(rounds):
        job = f"/api/jobs/{number}"
        await client.put(job, json={"name": "J"})
        use = {"entity_type": "job", "entity_id": str(number), "role": "lora"}
        added = await asyncio.gather(
            *(client.post("/api/assets/base/dependencies", json=use) for _ in range(CLIENTS // 2)),
            *(client.delete(job) for _ in range(CLIENTS // 2)),
        )
        assert {answer.status_code for answer in added} <= {200, 201, 204, 404}
        left = (await client.get("/api/assets/base")).json()["dependency_count"]
        assert left == 0, "a deleted job takes its dependencies along, and nothing can be added to it"
