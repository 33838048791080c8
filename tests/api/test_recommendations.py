"""What is used together with an asset."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api import planted
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def together(client: httpx2.AsyncClient, asset_id: str, **params: Any) -> list[tuple[str, int, float]]:
    answer = await client.get(f"/api/assets/{asset_id}/recommendations", params=params)
    assert answer.status_code == 200
    assert answer.headers["server-timing"].startswith("rating.recommendations;")
    return [(row["asset"]["id"], row["together"], row["share"]) for row in answer.json()]


@pytest.fixture
async def studio(graph: Graph) -> None:
    """base is in four scene types: lora in three of them, vae in one."""
    await planted.assets(graph, "base", "lora", "vae", "alone")
    await planted.uses(
        graph, t1=("base", "lora"), t2=("base", "lora", "vae"), t3=("base", "lora"), t4=("base",)
    )


async def test_what_is_used_together_comes_most_often_first(client: httpx2.AsyncClient, studio: None) -> None:
    assert await together(client, "base") == [("lora", 3, 0.75), ("vae", 1, 0.25)]
    assert await together(client, "vae") == [("base", 1, 1.0), ("lora", 1, 1.0)]
    assert await together(client, "alone") == []
    assert await together(client, "base", limit=1) == [("lora", 3, 0.75)]


async def test_the_better_rated_comes_first_of_two_used_as_often(
    client: httpx2.AsyncClient, studio: None
) -> None:
    await client.put("/api/assets/lora/rating", json={"rating": 4})
    assert [found for found, _, _ in await together(client, "vae")] == ["lora", "base"]


async def test_an_asset_in_it_has_the_one_shape(client: httpx2.AsyncClient, studio: None) -> None:
    (first, *_) = (await client.get("/api/assets/base/recommendations")).json()
    whole = (await client.get("/api/assets/lora")).json()
    assert first["asset"] == {name: whole[name] for name in first["asset"]}
    assert first["avg_rating"] == whole["avg_rating"]


async def test_one_asset_in_two_roles_counts_once(
    client: httpx2.AsyncClient, graph: Graph, studio: None
) -> None:
    await run(
        graph,
        "MATCH (t:SceneType {id: 't4'}) MATCH (a:Asset {id: 'base'}) CREATE (t)-[:USES {id: 'again'}]->(a)",
    )
    await run(
        graph,
        "MATCH (t:SceneType {id: 't1'}) MATCH (a:Asset {id: 'lora'}) CREATE (t)-[:USES {id: 'twice'}]->(a)",
    )
    assert (await together(client, "base"))[0] == ("lora", 3, 0.75)


async def test_completed_receipts_count_and_open_ones_do_not(
    client: httpx2.AsyncClient, graph: Graph, studio: None
) -> None:
    await run(
        graph,
        "UNWIND [['r1', 'now'], ['r2', null]] AS row"
        " CREATE (r:Receipt {id: row[0], generation_completed_at: row[1]}) WITH r"
        " MATCH (a:Asset) WHERE a.id IN ['base', 'alone'] CREATE (r)-[:GENERATED_FROM {role: 'model'}]->(a)",
    )
    assert ("alone", 1, 0.2) in await together(client, "base")


async def made_from(graph: Graph, receipts: dict[str, bool | None], *sources: str) -> None:
    """Receipts by id, completed at some time, with how they ended; each from these assets and contents."""
    await run(
        graph,
        "UNWIND $rows AS row"
        " CREATE (r:Receipt {id: row[0], generation_completed_at: 'now', succeeded: row[1]}) WITH r"
        " MATCH (source:Asset|Content) WHERE source.id IN $sources OR source.hash IN $sources"
        " CREATE (r)-[:GENERATED_FROM {role: 'model'}]->(source)",
        rows=[list(row) for row in receipts.items()],
        sources=list(sources),
    )


async def have(graph: Graph, content: str, **assets: str) -> None:
    """A content, and the assets that have it or had it."""
    await run(
        graph,
        "CREATE (c:Content {hash: $content}) WITH c UNWIND $rows AS row MATCH (a:Asset {id: row[0]})"
        " FOREACH (_ IN CASE row[1] WHEN 'has' THEN [1] ELSE [] END | CREATE (a)-[:HAS_CONTENT]->(c))"
        " FOREACH (_ IN CASE row[1] WHEN 'had' THEN [1] ELSE [] END | CREATE (a)-[:HAD_CONTENT]->(c))",
        content=content,
        rows=[list(row) for row in assets.items()],
    )


async def test_a_failed_receipt_does_not_count(
    client: httpx2.AsyncClient, graph: Graph, studio: None
) -> None:
    await made_from(graph, {"good": True, "bad": False}, "base", "alone")
    assert await together(client, "alone") == [("base", 1, 1.0)]


@pytest.mark.parametrize("relation", ["has", "had"])
async def test_receipts_of_bytes_that_were_registered_later_count(
    client: httpx2.AsyncClient, graph: Graph, studio: None, relation: str
) -> None:
    await have(graph, "c0ffee", alone=relation)
    await made_from(graph, {"by-hash": None}, "base", "c0ffee")
    assert ("alone", 1, 0.2) in await together(client, "base")
    assert await together(client, "alone") == [("base", 1, 1.0)]


async def test_bytes_that_several_assets_have_count_for_the_one_that_they_mean(
    client: httpx2.AsyncClient, graph: Graph, studio: None
) -> None:
    await have(graph, "c0ffee", alone="has", vae="had")
    await made_from(graph, {"by-hash": None}, "base", "c0ffee")
    assert await together(client, "base") == [("lora", 3, 0.6), ("alone", 1, 0.2), ("vae", 1, 0.2)]
    assert await together(client, "vae") == [("base", 1, 1.0), ("lora", 1, 1.0)]


async def test_an_asset_and_its_bytes_in_one_receipt_count_once(
    client: httpx2.AsyncClient, graph: Graph, studio: None
) -> None:
    await have(graph, "c0ffee", alone="has")
    await made_from(graph, {"both": None}, "base", "alone", "c0ffee")
    assert await together(client, "alone") == [("base", 1, 1.0)]
    assert ("alone", 1, 0.2) in await together(client, "base")


async def test_bytes_that_nobody_registered_are_nothing_to_recommend(
    client: httpx2.AsyncClient, graph: Graph, studio: None
) -> None:
    await have(graph, "c0ffee")
    await made_from(graph, {"by-hash": None}, "alone", "c0ffee")
    assert await together(client, "alone") == []


async def test_completed_receipts_are_found_among_thousands_of_open_ones(
    client: httpx2.AsyncClient, graph: Graph, studio: None
) -> None:
    await made_from(graph, {"first": None}, "base", "alone")
    await run(
        graph,
        "MATCH (a:Asset {id: 'alone'}) UNWIND range(1, 2500) AS n"
        " CREATE (:Receipt {id: 'open' + n})-[:GENERATED_FROM {role: 'model'}]->(a)",
    )
    await made_from(graph, {"last": None}, "base", "alone")
    assert await together(client, "alone") == [("base", 2, 1.0)]


async def test_a_tombstone_is_not_recommended(client: httpx2.AsyncClient, graph: Graph, studio: None) -> None:
    await planted.tombstone(graph, "lora")
    assert await together(client, "base") == [("vae", 1, 0.25)]


async def test_an_asset_that_is_not_there(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/assets/nope/recommendations")
    assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")


@pytest.mark.parametrize("query", ["limit=0", "limit=51", "limit=x", "offset=1"])
async def test_a_request_that_is_not_understood(client: httpx2.AsyncClient, query: str) -> None:
    assert (await client.get(f"/api/assets/base/recommendations?{query}")).status_code == 422
