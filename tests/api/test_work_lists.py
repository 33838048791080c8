"""Lists of images and workflows, their projects, and what is not there."""

from __future__ import annotations

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.test_works import KINDS, A, B, made, post
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def ids(client: httpx2.AsyncClient, path: str) -> list[str]:
    answer = await client.get(f"/api/{path}")
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_list_holds_the_current_versions_of_one_kind_by_name(
    client: httpx2.AsyncClient, kind: str
) -> None:
    await made(client, kind, "1", A, name="Owl")
    await made(client, kind, "2", A, name="fox")
    await made(client, kind, "2", B, name="Fox two")
    for other in set(KINDS) - {kind}:
        await made(client, other, "3", A, name="Fox")
    answer = (await client.get(f"/api/{kind}")).json()
    assert (answer["total"], answer["next_cursor"]) == (2, None)
    assert [item["name"] for item in answer["items"]] == ["Fox two", "Owl"]
    assert answer["items"][0] == (await client.get(f"/api/{kind}/2")).json()
    assert await ids(client, f"{kind}?name=FOX") == ["2"]
    assert await ids(client, f"{kind}?name=yew") == []


async def test_a_list_finds_the_name_of_the_current_version(client: httpx2.AsyncClient) -> None:
    await made(client, "workflows", "x", A, name="old")
    await made(client, "workflows", "x", B, name="new")
    await client.post("/api/workflows/x/make-current", json={"version_number": 1})
    assert await ids(client, "workflows?name=old") == ["x"]
    assert await ids(client, "workflows?name=new") == []


async def test_pages_neither_repeat_nor_lose_one(client: httpx2.AsyncClient) -> None:
    for number in range(5):
        await made(client, "workflows", str(number), A)
    for path in ("workflows", "workflows/0/versions"):
        if path.endswith("versions"):
            for number in range(4):
                await made(client, "workflows", "0", f"{number:064x}")
        seen, cursor = [], ""
        while True:
            page = (await client.get(f"/api/{path}?limit=2{cursor}")).json()
            seen += [item["version_id"] for item in page["items"]]
            if page["next_cursor"] is None:
                break
            cursor = f"&cursor={page['next_cursor']}"
        assert len(seen) == len(set(seen)) == page["total"] == 5


async def test_an_unknown_parameter_is_refused(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/workflows?project=p")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "project")


async def test_a_work_is_in_the_project_that_was_named_last(client: httpx2.AsyncClient, graph: Graph) -> None:
    for project in ("p", "q"):
        await client.put(f"/api/projects/{project}", json={"name": project})
    assert (await made(client, "source-images", "x", A, project_id="p"))["project_id"] == "p"
    assert (await made(client, "source-images", "x", B))["project_id"] == "p", "not named: it stays"
    await made(client, "workflows", "w", B, project_id="p")
    assert await ids(client, "source-images?project_id=p") == ["x"]
    moved = await post(client, "source-images", id="x", content_hash=B, project_id="q")
    assert (moved.status_code, moved.json()["project_id"]) == (200, "q")
    assert await ids(client, "source-images?project_id=p") == []
    assert await ids(client, "source-images?project_id=q&name=n") == ["x"]
    rows = await run(graph, "MATCH (:Work {id: 'x'})-[:IN_PROJECT]->(p) RETURN p.id AS id")
    assert [row["id"] for row in rows] == ["q"]


async def test_an_unknown_project_is_named_and_leaves_nothing(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    answer = await post(client, "source-images", content_hash=A, project_id="nobody")
    assert (answer.status_code, answer.json()["code"]) == (404, "project-not-found")
    assert not await run(graph, "MATCH (w:Work) RETURN w")


async def test_images_and_workflows_outlive_their_project(client: httpx2.AsyncClient) -> None:
    await client.put("/api/projects/p", json={"name": "p"})
    await made(client, "source-images", "x", A, project_id="p")
    assert (await client.delete("/api/projects/p")).status_code == 204
    assert (await client.get("/api/source-images/x")).json()["project_id"] is None


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_not_there_is_404_by_its_kind(client: httpx2.AsyncClient, kind: str) -> None:
    code = f"{kind.removesuffix('s')}-not-found"
    answers = [
        await client.get(f"/api/{kind}/x"),
        await client.get(f"/api/{kind}/x/versions"),
        await client.post(f"/api/{kind}/x/make-current", json={"version_number": 1}),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(404, code)}


async def test_a_version_that_is_not_there_cannot_become_current(client: httpx2.AsyncClient) -> None:
    await made(client, "workflows", "x", A)
    answer = await client.post("/api/workflows/x/make-current", json={"version_number": 2})
    assert (answer.status_code, answer.json()["code"]) == (404, "version-not-found")
    for bad in ({}, {"version_number": 0}, {"version_number": "1"}, {"version_number": 2**63}):
        answer = await client.post("/api/workflows/x/make-current", json=bad)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/version_number")


async def test_a_version_is_registered_once_for_each_key(client: httpx2.AsyncClient) -> None:
    body, headers = {"name": "n", "content_hash": A}, {"Idempotency-Key": "k"}
    first, again = [await client.post("/api/workflows", json=body, headers=headers) for _ in range(2)]
    assert (again.status_code, again.json()) == (first.status_code, first.json()) == (201, first.json())
    assert again.headers["location"] == first.headers["location"]
    assert (await client.get("/api/workflows")).json()["total"] == 1
    other = await client.post("/api/workflows", json={**body, "content_hash": B}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


async def test_segments_that_were_made_from_an_image_are_counted_by_their_edges(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    await made(client, "source-images", "x", A)
    await run(
        graph,
        "MATCH (input:Input {key: $key})"
        " UNWIND range(1, 3) AS id CREATE (:Segment {id: toString(id)})-[:MADE_FROM]->(input)",
        key=f"source_image:{A}",
    )
    assert (await client.get("/api/source-images/x")).json()["usage_count"] == 3
    await made(client, "source-images", "x", B)
    versions = (await client.get("/api/source-images/x/versions")).json()["items"]
    assert [item["usage_count"] for item in versions] == [0, 3]


async def test_a_drawn_project_shows_its_images(client: httpx2.AsyncClient) -> None:
    await client.put("/api/projects/p", json={"name": "p"})
    await made(client, "source-images", "x", A, name="Fox", project_id="p")
    drawn = (await client.get("/api/graph?center_type=project&center_id=p")).json()
    assert [(node["id"], node["kind"], node["name"]) for node in drawn["nodes"]] == [
        ("project:p", "project", "p"),
        ("source_image:x", "source_image", "Fox"),
    ]
    assert [(edge["source"], edge["target"]) for edge in drawn["edges"]] == [("source_image:x", "project:p")]
    assert (await client.get("/api/export?format=json&project_id=p")).status_code == 200
    assert (await client.get("/api/export?format=json&center=project:p")).status_code == 200
