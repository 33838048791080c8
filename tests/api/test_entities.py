"""Entities: created, replaced, listed, deleted; every good and each bad answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx2
import pytest

from depgraph.graph import Graph
from tests.graphs.shared_model import SHARED_MODEL
from tests.graphs.studio import build

pytestmark = pytest.mark.anyio

KINDS = ["projects", "characters", "scene-types", "scenes", "segments", "templates", "jobs"]
BODIES: dict[str, dict[str, Any]] = {
    "projects": {"name": "P"},
    "characters": {"name": "C", "project_id": "p"},
    "scene-types": {"name": "T", "assets": []},
    "scenes": {"name": "S", "scene_type_id": "t"},
    "segments": {"scene_id": "s", "sequence_index": 0},
    "templates": {"name": "T"},
    "jobs": {"name": "J"},
}


@pytest.fixture
async def parents(client: httpx2.AsyncClient) -> None:
    """A project p, a scene type t and a scene s."""
    for address, kind in (
        ("projects/p", "projects"),
        ("scene-types/t", "scene-types"),
        ("scenes/s", "scenes"),
    ):
        assert (await client.put(f"/api/{address}", json=BODIES[kind])).status_code == 201


async def put(client: httpx2.AsyncClient, address: str, **body: Any) -> dict[str, Any]:
    answer = await client.put(f"/api/{address}", json=body)
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_repeated_put_is_the_same_again(client: httpx2.AsyncClient, parents: None, kind: str) -> None:
    first = await client.put(f"/api/{kind}/42", json=BODIES[kind])
    again = await client.put(f"/api/{kind}/42", json=BODIES[kind])
    assert (first.status_code, again.status_code) == (201, 200), first.text
    assert first.headers["Location"] == f"/api/{kind}/42"
    assert again.json() == first.json()
    read = (await client.get(f"/api/{kind}/42")).json()
    assert read == {
        key: value for key, value in first.json().items() if key not in {"warnings", "asset_notes"}
    }


@pytest.mark.parametrize("kind", KINDS)
async def test_a_new_entity_is_in_its_list(client: httpx2.AsyncClient, parents: None, kind: str) -> None:
    await put(client, f"{kind}/42", **BODIES[kind])
    listed = (await client.get(f"/api/{kind}")).json()
    assert "42" in [item["id"] for item in listed["items"]]
    assert listed["total"] == len(listed["items"])
    assert listed["next_cursor"] is None


@pytest.mark.parametrize("kind", KINDS)
async def test_a_deleted_entity_is_gone(client: httpx2.AsyncClient, parents: None, kind: str) -> None:
    await put(client, f"{kind}/42", **BODIES[kind])
    gone = await client.delete(f"/api/{kind}/42")
    assert (gone.status_code, gone.content) == (204, b"")
    code = f"{kind.removesuffix('s')}-not-found"
    for answer in (await client.get(f"/api/{kind}/42"), await client.delete(f"/api/{kind}/42")):
        assert (answer.status_code, answer.json()["code"]) == (404, code)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_body_must_be_whole_and_known(client: httpx2.AsyncClient, parents: None, kind: str) -> None:
    required = next(iter(BODIES[kind]))
    lacking = {key: value for key, value in BODIES[kind].items() if key != required}
    for body, pointer in ((lacking, f"/{required}"), ({**BODIES[kind], "nmae": 1}, "/nmae")):
        answer = await client.put(f"/api/{kind}/42", json=body)
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("kind", "reference", "code"),
    [
        ("characters", "project_id", "project-not-found"),
        ("scenes", "project_id", "project-not-found"),
        ("scenes", "character_id", "character-not-found"),
        ("scenes", "scene_type_id", "scene-type-not-found"),
        ("segments", "scene_id", "scene-not-found"),
    ],
)
async def test_an_unknown_parent_is_named_and_nothing_is_made(
    client: httpx2.AsyncClient, parents: None, kind: str, reference: str, code: str
) -> None:
    answer = await client.put(f"/api/{kind}/42", json={**BODIES[kind], reference: "nobody"})
    assert (answer.status_code, answer.json()["code"]) == (404, code)
    assert (await client.get(f"/api/{kind}/42")).status_code == 404


@pytest.mark.parametrize("ident", ["ä 1?#%25&=", "a/b", "../x", "日本"])
async def test_an_id_is_any_text(client: httpx2.AsyncClient, parents: None, ident: str) -> None:
    address = f"scenes/{quote(ident, safe='')}"
    made = await client.put(f"/api/{address}", json={"name": "S", "scene_type_id": "t"})
    assert (made.status_code, made.headers["Location"]) == (201, f"/api/{address}")
    assert (await client.get(made.headers["Location"])).json() == made.json()
    assert made.json()["id"] == ident
    assert (await client.delete(f"/api/{address}")).status_code == 204


async def test_ids_in_bodies_may_be_numbers(client: httpx2.AsyncClient, parents: None) -> None:
    await put(client, "scene-types/7", name="T", assets=[])
    assert (await put(client, "scenes/8", name="S", scene_type_id=7))["scene_type_id"] == "7"


@pytest.mark.parametrize("ident", ["%20", "x" * 129])
async def test_an_id_is_neither_blank_nor_longer_than_128_characters(
    client: httpx2.AsyncClient, ident: str
) -> None:
    answer = await client.put(f"/api/projects/{ident}", json={"name": "P"})
    assert answer.status_code == 422


async def test_a_scene_without_a_project_has_that_of_its_character(
    client: httpx2.AsyncClient, parents: None
) -> None:
    await put(client, "projects/q", name="Q")
    await put(client, "characters/c", name="C", project_id="p")
    filled = await put(client, "scenes/filled", name="S", scene_type_id="t", character_id="c")
    own = await put(client, "scenes/own", name="S", scene_type_id="t", character_id="c", project_id="q")
    assert (filled["project_id"], own["project_id"]) == ("p", "q")


async def test_scenes_follow_their_character_into_another_project_unless_they_have_their_own(
    client: httpx2.AsyncClient, parents: None
) -> None:
    await put(client, "projects/q", name="Q")
    await put(client, "characters/c", name="C", project_id="p")
    await put(client, "scenes/filled", name="S", scene_type_id="t", character_id="c")
    await put(client, "scenes/own", name="S", scene_type_id="t", character_id="c", project_id="p")
    await put(client, "characters/c", name="C", project_id="q")
    filled, own = [
        (await client.get(f"/api/scenes/{ident}")).json()["project_id"] for ident in ("filled", "own")
    ]
    assert (filled, own) == ("q", "p")


async def test_a_replaced_scene_keeps_its_birthday_and_nothing_else(
    client: httpx2.AsyncClient, parents: None
) -> None:
    await put(client, "characters/c", name="C", project_id="p")
    first = await put(client, "scenes/x", name="S", scene_type_id="t", character_id="c", active=False)
    second = await put(client, "scenes/x", name="S2", scene_type_id="t")
    assert second == {
        **first,
        "name": "S2",
        "active": True,
        "character_id": None,
        "project_id": None,
        "updated_at": second["updated_at"],
    }
    assert second["updated_at"] > first["updated_at"]


async def test_segments_follow_their_scene_to_another_type(client: httpx2.AsyncClient, parents: None) -> None:
    await put(client, "segments/g", scene_id="s", sequence_index=0)
    await put(client, "scene-types/u", name="U", assets=[])
    await put(client, "scenes/s", name="S", scene_type_id="u")
    assert (await client.get("/api/segments/g")).json()["scene_type_id"] == "u"
    counts = [(await client.get(f"/api/scene-types/{ident}")).json() for ident in ("t", "u")]
    assert [(c["scene_count"], c["active_scene_count"], c["segment_count"]) for c in counts] == [
        (0, 0, 0),
        (1, 1, 1),
    ]


async def test_an_inactive_scene_counts_as_a_scene_of_its_type_only(
    client: httpx2.AsyncClient, parents: None
) -> None:
    await put(client, "scenes/s", name="S", scene_type_id="t", active=False)
    counted = (await client.get("/api/scene-types/t")).json()
    assert (counted["scene_count"], counted["active_scene_count"]) == (1, 0)


async def test_a_moved_segment_takes_the_type_and_project_of_its_new_scene(
    client: httpx2.AsyncClient, parents: None
) -> None:
    await put(client, "segments/g", scene_id="s", sequence_index=0)
    await put(client, "scene-types/u", name="U", assets=[])
    await put(client, "scenes/r", name="R", scene_type_id="u", project_id="p")
    moved = await put(client, "segments/g", scene_id="r", sequence_index=3)
    assert (moved["scene_id"], moved["scene_type_id"], moved["project_id"]) == ("r", "u", "p")
    assert (await client.get("/api/scenes/s")).json()["segment_count"] == 0


@pytest.mark.parametrize(
    ("parent", "child", "body"),
    [
        ("projects/p", "characters/42", BODIES["characters"]),
        ("projects/p", "scenes/42", {**BODIES["scenes"], "project_id": "p"}),
        ("characters/c", "scenes/42", {**BODIES["scenes"], "character_id": "c"}),
        ("scene-types/t", "scenes/42", BODIES["scenes"]),
        ("scenes/s", "segments/42", BODIES["segments"]),
    ],
)
async def test_what_others_belong_to_cannot_be_deleted(
    client: httpx2.AsyncClient, parents: None, parent: str, child: str, body: dict[str, Any]
) -> None:
    await put(client, "characters/c", name="C", project_id="p")
    await put(client, child, **body)
    answer = await client.delete(f"/api/{parent}")
    assert (answer.status_code, answer.json()["code"]) == (409, "entity-in-use")
    assert answer.json()["belonging"] >= 1
    assert (await client.get(f"/api/{parent}")).status_code == 200


async def listed(client: httpx2.AsyncClient, query: str) -> list[str]:
    answer = await client.get(f"/api/{query}")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["total"] == len(found["items"])
    return [item["id"] for item in found["items"]]


NARROWED = {
    "projects?name=OR": ["north"],
    "projects?name=o": ["north", "south"],
    "characters?project_id=north": ["ada"],
    "characters?project_id=south": [],
    "characters?project_id=north&name=AD": ["ada"],
    "scene-types?name=t": ["empty", "portrait", "street"],
    "scenes?scene_type_id=portrait": ["cellar", "hall"],
    "scenes?scene_type_id=portrait&active=true": ["hall"],
    "scenes?active=false": ["cellar"],
    "scenes?project_id=north": ["alley", "hall"],
    "scenes?project_id=north&scene_type_id=street": ["alley"],
    "scenes?character_id=ada": ["hall"],
    "scenes?character_id=ada&project_id=south": [],
    "scenes?name=AL": ["alley", "hall"],
    "scenes?scene_type_id=nobody": [],
    "segments?scene_id=hall": ["hall-0", "hall-1"],
    "segments?scene_type_id=portrait": ["hall-0", "hall-1", "cellar-0"],
    "segments?project_id=south": ["cellar-0"],
    "segments?project_id=north&scene_type_id=portrait": ["hall-0", "hall-1"],
    "templates?name=dra": ["draft"],
    "templates?name=x": [],
    "jobs?status=done": ["done"],
    "jobs?active=true": ["open"],
    "jobs?active=false&name=O": ["done"],
}
"""Lists of the shared model's studio, and the ids in them."""


async def test_a_list_is_narrowed_by_its_filters(client: httpx2.AsyncClient, graph: Graph) -> None:
    await build(graph, SHARED_MODEL)
    assert {query: await listed(client, query) for query in NARROWED} == NARROWED


async def test_pages_of_a_list_neither_repeat_nor_lose_an_entity(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    await build(graph, SHARED_MODEL)
    whole = await listed(client, "scenes")
    found: list[str] = []
    cursor = ""
    while True:
        page = (await client.get(f"/api/scenes?limit=2{cursor}")).json()
        found += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert found == whole


@pytest.mark.parametrize("kind", KINDS)
async def test_a_bad_query_is_refused(client: httpx2.AsyncClient, kind: str) -> None:
    for query in ("limit=0", "limit=501", "nmae=x", "name=", "cursor=abc"):
        answer = await client.get(f"/api/{kind}?{query}")
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == query.partition("=")[0]
