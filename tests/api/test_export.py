"""The graph as a file: every format, the whole, a project, a neighbourhood."""

from __future__ import annotations

import json
from typing import Any, get_args

import httpx2
import pytest

from depgraph import exporting
from depgraph.api.export import FormatName
from depgraph.export import FORMATS
from depgraph.graph import Graph
from tests.api import planted

pytestmark = pytest.mark.anyio


@pytest.fixture
async def studio(client: httpx2.AsyncClient, graph: Graph) -> None:
    """film ← shot (portrait: base + lora) ← segment;  other ← cut (landscape: base + vae);  base ↯ lora."""
    await planted.assets(graph, "base", "base@2", "lora", "vae", "unused")
    await planted.uses(graph, portrait=("base", "lora"), landscape=("base", "vae"))
    for project, scene, scene_type in (("film", "shot", "portrait"), ("other", "cut", "landscape")):
        await client.put(f"/api/projects/{project}", json={"name": project})
        body = {"name": scene, "scene_type_id": scene_type, "project_id": project}
        await client.put(f"/api/scenes/{scene}", json=body)
    await client.put("/api/segments/s1", json={"scene_id": "shot", "sequence_index": 1})
    note = {"note_text": "too dark", "severity": "warning", "related_asset_id": "lora"}
    await client.post("/api/assets/base/notes", json=note)


async def document(client: httpx2.AsyncClient, query: str = "") -> dict[str, Any]:
    answer = await client.get(f"/api/export?format=json{query}")
    assert answer.status_code == 200
    return json.loads(answer.text)


def ends(found: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(edge["source"], edge["type"], edge["target"]) for edge in found["edges"]}


def ids(found: dict[str, Any]) -> list[str]:
    return [node["id"] for node in found["nodes"]]


async def test_the_whole_graph_has_every_node_and_edge(client: httpx2.AsyncClient, studio: None) -> None:
    found = await document(client)
    assert ids(found) == [
        "asset:base", "asset:base@2", "asset:lora", "asset:unused", "asset:vae",
        "project:film", "project:other", "scene:cut", "scene:shot",
        "scene_type:landscape", "scene_type:portrait", "segment:s1",
    ]  # fmt: skip
    assert ends(found) == {
        ("asset:base", "COMPATIBLE_WITH", "asset:lora"),
        ("scene:cut", "IN_PROJECT", "project:other"),
        ("scene:shot", "IN_PROJECT", "project:film"),
        ("scene:cut", "OF_SCENE_TYPE", "scene_type:landscape"),
        ("scene:shot", "OF_SCENE_TYPE", "scene_type:portrait"),
        ("scene_type:landscape", "USES", "asset:base"),
        ("scene_type:landscape", "USES", "asset:vae"),
        ("scene_type:portrait", "USES", "asset:base"),
        ("scene_type:portrait", "USES", "asset:lora"),
        ("segment:s1", "IN_SCENE", "scene:shot"),
    }
    pair = next(edge for edge in found["edges"] if edge["type"] == "COMPATIBLE_WITH")
    assert (pair["properties"]["severity"], pair["properties"]["note_text"]) == ("warning", "too dark")


async def test_a_project_has_what_it_holds_and_what_that_uses(
    client: httpx2.AsyncClient, studio: None
) -> None:
    found = await document(client, "&project_id=film")
    assert ids(found) == [
        "asset:base", "asset:lora", "project:film", "scene:shot", "scene_type:portrait", "segment:s1",
    ]  # fmt: skip
    assert {target for _, _, target in ends(found)} <= set(ids(found))
    assert len(found["edges"]) == 6


async def test_a_neighbourhood_has_what_is_within_two_steps(client: httpx2.AsyncClient, studio: None) -> None:
    found = await document(client, "&center=asset:vae")
    assert ids(found) == ["asset:vae", "scene:cut", "scene_type:landscape"]
    assert ends(found) == {
        ("scene_type:landscape", "USES", "asset:vae"),
        ("scene:cut", "OF_SCENE_TYPE", "scene_type:landscape"),
    }


@pytest.mark.parametrize("name", FORMATS)
async def test_every_format_is_a_file_with_the_same_bytes_each_time(
    client: httpx2.AsyncClient, studio: None, name: str
) -> None:
    first = await client.get(f"/api/export?format={name}")
    again = await client.get(f"/api/export?format={name}")
    assert first.status_code == 200
    assert first.content == again.content
    assert b"portrait" in first.content
    assert first.headers["content-type"] == FORMATS[name].media_type
    extension = FORMATS[name].extension
    assert first.headers["content-disposition"] == f'attachment; filename="depgraph.{extension}"'


async def test_the_name_of_a_part_is_safe_in_a_header(client: httpx2.AsyncClient) -> None:
    await client.put("/api/projects/%22a%0D%0Ab%22", json={"name": "odd"})
    answer = await client.get("/api/export", params={"project_id": '"a\r\nb"'})
    assert answer.headers["content-disposition"] == 'attachment; filename="depgraph--a-b-.graphml"'


async def test_an_empty_graph_is_an_empty_file(client: httpx2.AsyncClient) -> None:
    assert await document(client) == {"format": "depgraph", "version": 1, "nodes": [], "edges": []}


async def test_batches_smaller_than_the_graph_give_the_same_text(
    client: httpx2.AsyncClient, studio: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = (await client.get("/api/export?format=json")).text
    monkeypatch.setattr(exporting, "BATCH", 2)
    monkeypatch.setattr(exporting, "BLOCK", 10)
    assert (await client.get("/api/export?format=json")).text == whole


async def test_what_is_made_during_an_export_is_in_neither_pass(
    client: httpx2.AsyncClient, graph: Graph, studio: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "BATCH", 2)
    monkeypatch.setattr(exporting, "BLOCK", 1)
    pieces = await exporting.begin(graph, format="json")
    await client.put("/api/scenes/zz", json={"name": "zz", "scene_type_id": "portrait"})
    found = json.loads("".join([piece async for piece in pieces]))
    assert "scene:zz" not in ids(found)
    assert {end for source, _, target in ends(found) for end in (source, target)} <= set(ids(found))


async def test_a_tombstone_is_in_the_whole_graph(client: httpx2.AsyncClient, graph: Graph) -> None:
    await planted.assets(graph, "gone")
    await planted.tombstone(graph, "gone")
    assert (await document(client))["nodes"][0]["properties"]["status"] == "removed"


async def test_the_first_format_is_graphml(client: httpx2.AsyncClient) -> None:
    assert b"graphml" in (await client.get("/api/export")).content[:200]


def test_the_route_knows_every_exporter() -> None:
    assert get_args(FormatName) == tuple(FORMATS)


async def test_an_unknown_format_names_the_known(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/export?format=xlsx")
    assert answer.status_code == 422
    message = answer.json()["errors"][0]["message"]
    assert [name for name in FORMATS if name not in message] == []


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("project_id=nope", 404, "project-not-found"),
        ("center=asset:nope", 404, "asset-not-found"),
        ("center=scene_type:nope", 404, "scene-type-not-found"),
        ("center=nope", 422, "invalid-request"),
        ("center=thing:1", 422, "invalid-request"),
        ("center=asset:", 422, "invalid-request"),
        ("center=asset:a&project_id=p", 422, "invalid-request"),
        ("fromat=csv", 422, "invalid-request"),
    ],
)
async def test_what_is_not_there_or_not_understood_is_said_before_the_file_begins(
    client: httpx2.AsyncClient, query: str, status: int, code: str
) -> None:
    answer = await client.get(f"/api/export?{query}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_the_command_line_gets_the_same_text(
    client: httpx2.AsyncClient, graph: Graph, studio: None
) -> None:
    text = "".join(
        [piece async for piece in exporting.lines(graph, format="csv", project_id=None, center=None)]
    )
    assert text.encode() == (await client.get("/api/export?format=csv")).content


async def test_a_format_that_a_caller_made_up_is_refused(graph: Graph) -> None:
    with pytest.raises(exporting.BadInput, match="graphml"):
        await exporting.begin(graph, format="xlsx")
