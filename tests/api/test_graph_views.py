"""Pictures: what is around one thing."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api import planted
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


@pytest.fixture
async def studio(client: httpx2.AsyncClient, graph: Graph) -> None:
    """film ← shot (portrait: base + lora) ← s1;  cut (landscape: base + vae);  lora ↯ base, base ↯ vae."""
    await planted.assets(graph, "base", "lora", "vae", "unused")
    await planted.uses(graph, portrait=("base", "lora"), landscape=("base", "vae"))
    await client.put("/api/projects/film", json={"name": "film"})
    await client.put(
        "/api/scenes/shot", json={"name": "shot", "scene_type_id": "portrait", "project_id": "film"}
    )
    await client.put("/api/scenes/cut", json={"name": "cut", "scene_type_id": "landscape"})
    await client.put("/api/segments/s1", json={"scene_id": "shot", "sequence_index": 1})
    for first, second in (("lora", "base"), ("base", "vae")):
        note = {"note_text": "x", "severity": "warning", "related_asset_id": second}
        await client.post(f"/api/assets/{first}/notes", json=note)


async def view(client: httpx2.AsyncClient, path: str, **params: Any) -> dict[str, Any]:
    answer = await client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["server-timing"].count("dur=") == 1
    return answer.json()


def steps(found: dict[str, Any]) -> list[tuple[str, int]]:
    return [(node["id"], node["distance"]) for node in found["nodes"]]


def ends(found: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(edge["source"], edge["type"], edge["target"]) for edge in found["edges"]}


async def test_an_asset_is_seen_with_what_uses_it(client: httpx2.AsyncClient, studio: None) -> None:
    found = await view(client, "/api/assets/base/graph")
    assert steps(found) == [("asset:base", 0), ("scene_type:landscape", 1), ("scene_type:portrait", 1)]
    assert ends(found) == {
        ("scene_type:landscape", "USES", "asset:base"),
        ("scene_type:portrait", "USES", "asset:base"),
    }
    assert found["center"] == found["nodes"][0]
    assert (found["totals"], found["truncated"]) == ({"nodes": 3, "edges": 2}, False)
    assert {edge["role"] for edge in found["edges"]} == {"lora"}


async def test_further_steps_down_reach_scenes_and_segments(client: httpx2.AsyncClient, studio: None) -> None:
    found = await view(client, "/api/assets/lora/graph", down=5)
    assert steps(found) == [
        ("asset:lora", 0),
        ("scene_type:portrait", 1),
        ("scene:shot", 2),
        ("segment:s1", 3),
    ]
    assert ends(found) == {
        ("scene_type:portrait", "USES", "asset:lora"),
        ("scene:shot", "OF_SCENE_TYPE", "scene_type:portrait"),
        ("segment:s1", "IN_SCENE", "scene:shot"),
    }


async def test_steps_up_reach_what_a_segment_is_made_of(client: httpx2.AsyncClient, studio: None) -> None:
    found = await view(client, "/api/graph", center_type="segment", center_id="s1", up=5, down=0)
    assert steps(found) == [
        ("segment:s1", 0),
        ("scene:shot", 1),
        ("project:film", 2),
        ("scene_type:portrait", 2),
        ("asset:base", 3),
        ("asset:lora", 3),
    ]
    assert ("asset:lora", "COMPATIBLE_WITH", "asset:base") in ends(found)
    assert [edge["severity"] for edge in found["edges"] if edge["type"] == "COMPATIBLE_WITH"] == ["warning"]


async def test_both_ways_do_not_turn_around(client: httpx2.AsyncClient, studio: None) -> None:
    found = await view(client, "/api/graph", center_type="scene_type", center_id="portrait", up=5, down=5)
    assert {node for node, _ in steps(found)} == {
        "scene_type:portrait", "asset:base", "asset:lora", "scene:shot", "segment:s1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "ident"),
    [
        ("asset", "base"),
        ("project", "film"),
        ("scene_type", "portrait"),
        ("scene", "shot"),
        ("segment", "s1"),
    ],
)
async def test_any_kind_can_be_the_centre(
    client: httpx2.AsyncClient, studio: None, kind: str, ident: str
) -> None:
    found = await view(client, "/api/graph", center_type=kind, center_id=ident)
    assert (found["center"]["id"], found["center"]["kind"]) == (f"{kind}:{ident}", kind)
    assert found["center"]["name"]


async def test_both_routes_give_the_same_picture(client: httpx2.AsyncClient, studio: None) -> None:
    around = await view(client, "/api/graph", center_type="asset", center_id="base", down=2)
    assert around == await view(client, "/api/assets/base/graph", down=2)


async def test_a_thing_alone_is_one_node(client: httpx2.AsyncClient, studio: None) -> None:
    found = await view(client, "/api/assets/unused/graph", up=5, down=5)
    assert (steps(found), found["edges"], found["truncated"]) == ([("asset:unused", 0)], [], False)


async def test_no_steps_are_the_centre_alone(client: httpx2.AsyncClient, studio: None) -> None:
    found = await view(client, "/api/assets/base/graph", up=0, down=0)
    assert steps(found) == [("asset:base", 0)]


async def test_a_picture_that_is_too_small_says_so_and_shows_the_nearest(
    client: httpx2.AsyncClient, studio: None
) -> None:
    found = await view(client, "/api/assets/base/graph", down=3, limit=2)
    assert steps(found) == [("asset:base", 0), ("scene_type:landscape", 1)]
    assert found["truncated"] is True
    assert found["totals"]["nodes"] > 2
    assert {end for source, _, target in ends(found) for end in (source, target)} <= {
        node for node, _ in steps(found)
    }


async def test_ids_of_nodes_and_edges_are_unique(
    client: httpx2.AsyncClient, graph: Graph, studio: None
) -> None:
    await run(
        graph,
        "MATCH (t:SceneType {id: 'portrait'}) MATCH (a:Asset {id: 'base'})"
        " CREATE (t)-[:USES {id: 'two', role: 'refiner'}]->(a)",
    )
    found = await view(client, "/api/graph", center_type="segment", center_id="s1", up=5, down=5)
    for part in ("nodes", "edges"):
        idents = [item["id"] for item in found[part]]
        assert len(idents) == len(set(idents))
    assert len([edge for edge in found["edges"] if edge["type"] == "USES"]) == 3


async def test_receipts_join_a_segment_to_what_it_was_made_from(
    client: httpx2.AsyncClient, graph: Graph, studio: None
) -> None:
    await run(
        graph,
        "MATCH (s:Segment {id: 's1'}) MATCH (a:Asset {id: 'vae'})"
        " CREATE (s)-[:LATEST]->(r:Receipt {id: 'r1'})-[:GENERATED_FROM {role: 'vae'}]->(a)"
        " CREATE (r)-[:OF_SEGMENT]->(s)",
    )
    found = await view(client, "/api/assets/vae/graph", down=2)
    assert ("receipt:r1", 1) in steps(found)
    assert ("segment:s1", 2) in steps(found)


async def test_a_base_model_in_very_many_scenes_is_a_bounded_picture(
    client: httpx2.AsyncClient, graph: Graph, studio: None
) -> None:
    await run(
        graph,
        "MATCH (t:SceneType {id: 'portrait'}) UNWIND range(1, 3000) AS n"
        " CREATE (:Entity:Scene {id: 'x' + n, key: 'scene:x' + n, kind: 'scene', name: 'x'})"
        "-[:OF_SCENE_TYPE]->(t)",
    )
    found = await view(client, "/api/assets/base/graph", down=3, limit=500)
    assert (len(found["nodes"]), found["truncated"]) == (500, True)
    assert [distance for _, distance in steps(found)] == sorted(distance for _, distance in steps(found))


@pytest.mark.parametrize(
    "kind", ["asset", "project", "character", "scene_type", "scene", "segment", "template", "job"]
)
async def test_a_centre_that_is_not_there(client: httpx2.AsyncClient, kind: str) -> None:
    answer = await client.get("/api/graph", params={"center_type": kind, "center_id": "nope"})
    assert (answer.status_code, answer.json()["code"]) == (404, f"{kind.replace('_', '-')}-not-found")


async def test_an_asset_that_is_not_there(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/assets/nope/graph")
    assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")


@pytest.mark.parametrize(
    "query",
    [
        "", "center_type=asset", "center_id=x", "center_type=thing&center_id=x",
        "center_type=asset&center_id=",
        "center_type=asset&center_id=x&up=6", "center_type=asset&center_id=x&down=-1",
        "center_type=asset&center_id=x&limit=501", "center_type=asset&center_id=x&limit=0",
        "center_type=asset&center_id=x&depth=1",
    ],
)  # fmt: skip
async def test_a_request_that_is_not_understood(client: httpx2.AsyncClient, query: str) -> None:
    assert (await client.get(f"/api/graph?{query}")).status_code == 422
