"""Versions of source images, derived images and workflows."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from depgraph.models.works import MAX_ORIGINS
from depgraph.queries.work_registration import MAX_STEPS
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

KINDS = ("source-images", "derived-images", "workflows")
A, B, C = "a" * 64, "b" * 64, "c" * 64


async def post(client: httpx2.AsyncClient, kind: str, /, **body: Any) -> httpx2.Response:
    return await client.post(f"/api/{kind}", json={"name": "n", **body})


async def made(client: httpx2.AsyncClient, kind: str, ident: str, content: str, **body: Any) -> Any:
    """The version of a registration that has to make one."""
    answer = await post(client, kind, id=ident, content_hash=content, **body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def changed(graph: Graph) -> set[str]:
    """The inputs that are marked as changed."""
    return {str(row["key"]) for row in await run(graph, "MATCH (i:Input:Changed) RETURN i.key AS key")}


def refused(answer: httpx2.Response, pointer: str) -> str:
    """The one field that a 422 names; answers what it says."""
    assert answer.status_code == 422, answer.text
    (error,) = answer.json()["errors"]
    assert error["pointer"] == pointer
    return error["message"]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_first_version_is_current_and_read_back(client: httpx2.AsyncClient, kind: str) -> None:
    answer = await post(client, kind, id="x 1", name="Fox", content_hash=A)
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/{kind}/x%201"
    version = answer.json()
    assert {key: version[key] for key in version.keys() - {"version_id", "created_at"}} == {
        "id": "x 1",
        "version_number": 1,
        "name": "Fox",
        "content_hash": A,
        "file_path": None,
        "project_id": None,
        "previous_version_id": None,
        "derived_from": [],
        "is_current": True,
        "usage_count": 0,
    }
    assert (await client.get(answer.headers["location"])).json() == version
    versions = (await client.get(f"/api/{kind}/x%201/versions")).json()
    assert versions == {"items": [version], "total": 1, "limit": 50, "next_cursor": None}


async def test_without_an_id_each_is_a_new_one(client: httpx2.AsyncClient) -> None:
    first, second = [(await post(client, "workflows", content_hash=A)).json() for _ in range(2)]
    assert first["id"] != second["id"]
    assert (await client.get(f"/api/workflows/{first['id']}")).json() == first


async def test_a_number_is_an_id_and_a_slash_may_be_in_one(client: httpx2.AsyncClient) -> None:
    assert (await post(client, "workflows", id=42, content_hash=A)).json()["id"] == "42"
    answer = await post(client, "workflows", id="a/b", content_hash=A)
    assert answer.headers["location"] == "/api/workflows/a%2Fb"
    assert (await client.get("/api/workflows/a%2Fb/versions")).json()["total"] == 1


async def test_one_id_of_three_kinds_is_three_things(client: httpx2.AsyncClient) -> None:
    for kind, content in zip(KINDS, (A, B, C), strict=True):
        await made(client, kind, "x", content)
    for kind, content in zip(KINDS, (A, B, C), strict=True):
        assert (await client.get(f"/api/{kind}/x")).json()["content_hash"] == content


@pytest.mark.parametrize("kind", KINDS)
async def test_a_known_id_gets_its_next_version(client: httpx2.AsyncClient, kind: str) -> None:
    first = await made(client, kind, "x", A, name="old")
    second = await made(client, kind, "x", B, name="new")
    assert (second["version_number"], second["previous_version_id"]) == (2, first["version_id"])
    versions = (await client.get(f"/api/{kind}/x/versions")).json()["items"]
    assert versions == [second, {**first, "is_current": False}]
    assert (await client.get(f"/api/{kind}/x")).json() == second


@pytest.mark.parametrize("kind", KINDS)
async def test_the_current_content_again_changes_nothing(client: httpx2.AsyncClient, kind: str) -> None:
    first = await made(client, kind, "x", A, name="old")
    again = await post(client, kind, id="x", name="other", content_hash=A)
    assert (again.status_code, again.json()) == (200, first)
    assert "location" not in again.headers
    assert (await client.get(f"/api/{kind}/x/versions")).json()["total"] == 1


async def test_an_older_content_again_is_a_further_version(client: httpx2.AsyncClient, graph: Graph) -> None:
    for content in (A, B, A):
        await made(client, "workflows", "x", content)
    versions = (await client.get("/api/workflows/x/versions")).json()["items"]
    assert [item["content_hash"] for item in versions] == [A, B, A]
    assert await changed(graph) == {f"workflow:{B}"}


@pytest.mark.parametrize("kind", KINDS)
async def test_a_line_is_rolled_back_and_forward(client: httpx2.AsyncClient, graph: Graph, kind: str) -> None:
    key = {"source-images": "source_image", "derived-images": "variant_image", "workflows": "workflow"}[kind]
    first = await made(client, kind, "x", A, name="old")
    second = await made(client, kind, "x", B, name="new")
    assert await changed(graph) == {f"{key}:{A}"}
    back = await client.post(f"/api/{kind}/x/make-current", json={"version_number": 1})
    assert (back.status_code, back.json()) == (200, first)
    assert await changed(graph) == {f"{key}:{B}"}
    third = await made(client, kind, "x", C)
    assert (third["version_number"], third["previous_version_id"]) == (3, first["version_id"])
    forward = await client.post(f"/api/{kind}/x/make-current", json={"version_number": 2})
    assert forward.json() == second
    assert await changed(graph) == {f"{key}:{A}", f"{key}:{C}"}


async def test_each_move_of_current_is_an_event(client: httpx2.AsyncClient, graph: Graph) -> None:
    first = await made(client, "source-images", "x", A)
    second = await made(client, "source-images", "x", B)
    for _ in range(2):  # the second time nothing moves
        await client.post("/api/source-images/x/make-current", json={"version_number": 1})
    rows = await run(graph, "MATCH (e:Event) RETURN e.kind AS kind, e.payload AS payload ORDER BY e.id")
    assert [row["kind"] for row in rows] == ["source_image_version_changed"] * 3
    one, two = first["version_id"], second["version_id"]
    assert [json.loads(str(row["payload"])) for row in rows] == [
        {"id": "x", "version_id": new, "former_version_id": former}
        for new, former in [(one, None), (two, one), (one, two)]
    ]


async def test_a_file_is_read_where_it_lies(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    path = tmp_path / "fox.png"
    path.write_bytes(b"pixels")
    answer = await post(client, "source-images", id="x", file_path=str(path))
    assert answer.status_code == 201
    version = answer.json()
    assert version["content_hash"] == hashlib.sha256(b"pixels").hexdigest()
    assert version["file_path"] == str(path)
    again = await post(client, "source-images", id="x", content_hash=version["content_hash"])
    assert (again.status_code, again.json()) == (200, version)


async def test_a_file_that_takes_long_to_read_is_a_task(
    client: httpx2.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("depgraph.work.tasks.Tasks.answer", _patient(0.0))
    path = tmp_path / "fox.png"
    with path.open("wb") as file:
        file.truncate(2**28)
    answer = await post(client, "source-images", id="x", file_path=str(path))
    assert answer.status_code == 202, answer.text
    task = answer.json()
    while task["status"] not in {"done", "failed"}:
        task = (await client.get(answer.headers["location"])).json()
    assert (task["kind"], task["status"]) == ("register_source_image", "done")
    assert task["result"] == (await client.get("/api/source-images/x")).json()


def _patient(seconds: float) -> Any:
    """Tasks.answer as if the service's patience were this long."""
    from depgraph.work.tasks import Tasks  # noqa: PLC0415 -- before it is replaced

    answer = Tasks.answer

    async def impatient(self: Tasks, *arguments: Any) -> Any:
        self.patience = seconds
        return await answer(self, *arguments)

    return impatient


@pytest.mark.parametrize("named", ["nothing.png", "."])
async def test_what_is_no_file_is_refused(client: httpx2.AsyncClient, tmp_path: Path, named: str) -> None:
    answer = await post(client, "source-images", file_path=str(tmp_path / named))
    assert (answer.status_code, answer.json()["code"]) == (422, "file-not-found")


async def test_a_path_outside_is_refused(client: httpx2.AsyncClient) -> None:
    answer = await post(client, "workflows", file_path="/etc/hostname")
    assert (answer.status_code, answer.json()["code"]) == (403, "path-not-allowed")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, ""),
        ({"content_hash": A, "file_path": "/a"}, ""),
        ({"content_hash": A.upper()}, "/content_hash"),
        ({"content_hash": "abc"}, "/content_hash"),
        ({"content_hash": A + "\n"}, "/content_hash"),
        ({"content_hash": A, "name": " "}, "/name"),
        ({"content_hash": A, "nmae": "n"}, "/nmae"),
        ({"content_hash": A, "id": ""}, "/id"),
        ({"content_hash": A, "project_id": True}, "/project_id"),
        ({"content_hash": A, "derived_from": {}}, "/derived_from"),
        ({"content_hash": A, "derived_from": ["x"] * (MAX_ORIGINS + 1)}, "/derived_from"),
        ({"content_hash": A, "derived_from": ["x", ""]}, "/derived_from/1"),
    ],
)
async def test_a_malformed_body_is_refused(
    client: httpx2.AsyncClient, graph: Graph, body: dict[str, Any], pointer: str
) -> None:
    assert refused(await post(client, "derived-images", **body), pointer)
    assert not await run(graph, "MATCH (w:Work) RETURN w")


async def test_a_derived_image_names_the_versions_it_was_made_from(client: httpx2.AsyncClient) -> None:
    old = await made(client, "source-images", "s", A)
    new = await made(client, "source-images", "s", B)
    mask = await made(client, "derived-images", "mask", A, derived_from="s")
    assert mask["derived_from"] == [new["version_id"]], "the id of an image means its current version"
    variant = await made(
        client, "derived-images", "v", B, derived_from=[old["version_id"], "mask", mask["version_id"], "mask"]
    )
    assert variant["derived_from"] == sorted([old["version_id"], mask["version_id"]])


async def test_a_derived_image_may_bear_the_id_of_its_source_image(client: httpx2.AsyncClient) -> None:
    source = await made(client, "source-images", "x", A)
    for content in (A, B):
        variant = await made(client, "derived-images", "x", content, derived_from="x")
        assert variant["derived_from"] == [source["version_id"]]


async def test_what_is_derived_from_a_changed_image_has_changed_too(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    """source <- variant <- crop; other <- collage -> crop"""
    await made(client, "source-images", "source", A)
    await made(client, "source-images", "other", B)
    await made(client, "derived-images", "variant", A, derived_from="source")
    await made(client, "derived-images", "crop", B, derived_from="variant")
    await made(client, "derived-images", "collage", C, derived_from=["crop", "other"])
    assert await changed(graph) == set()
    await made(client, "source-images", "source", C)
    variants = {f"variant_image:{content}" for content in (A, B, C)}
    assert await changed(graph) == {f"source_image:{A}", *variants}
    await client.post("/api/source-images/source/make-current", json={"version_number": 1})
    assert await changed(graph) == {f"source_image:{C}"}, "a roll back makes all of it right again"
    await made(client, "source-images", "other", A)
    assert await changed(graph) == {f"source_image:{B}", f"source_image:{C}", f"variant_image:{C}"}


async def test_a_variant_made_anew_from_the_new_source_is_right_again(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    await made(client, "source-images", "s", A)
    await made(client, "derived-images", "v", A, derived_from="s")
    await made(client, "source-images", "s", B)
    await made(client, "derived-images", "v", B, derived_from="s")
    assert await changed(graph) == {f"source_image:{A}", f"variant_image:{A}"}


async def test_what_is_derived_from_an_old_version_has_changed_from_the_start(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    old = await made(client, "source-images", "s", A)
    await made(client, "source-images", "s", B)
    await made(client, "derived-images", "v", C, derived_from=old["version_id"])
    assert await changed(graph) == {f"source_image:{A}", f"variant_image:{C}"}


async def test_a_content_that_one_work_still_has_is_not_changed(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    for ident in ("x", "y"):
        await made(client, "workflows", ident, A)
    await made(client, "workflows", "x", B)
    assert await changed(graph) == set()
    await made(client, "workflows", "y", B)
    assert await changed(graph) == {f"workflow:{A}"}


async def test_two_images_cannot_be_derived_in_a_circle(client: httpx2.AsyncClient, graph: Graph) -> None:
    """Each names the other, and yet versions only lead back to older ones."""
    await made(client, "derived-images", "x", A)
    y = await made(client, "derived-images", "y", A, derived_from="x")
    x = await made(client, "derived-images", "x", B, derived_from="y")
    assert x["derived_from"] == [y["version_id"]]
    assert not await run(graph, "MATCH (v:Version)-[:DERIVED_FROM*1..20]->(v) RETURN v")
    refusal = await post(client, "derived-images", id="x", content_hash=C, derived_from=x["version_id"])
    assert "this very image" in refused(refusal, "/derived_from")


@pytest.mark.parametrize("kind", ["source-images", "workflows"])
async def test_only_a_derived_image_is_derived(client: httpx2.AsyncClient, kind: str) -> None:
    await made(client, "source-images", "s", A)
    answer = await post(client, kind, id="x", content_hash=B, derived_from="s")
    assert "Only a derived image" in refused(answer, "/derived_from")
    for nothing in (None, []):
        assert (await post(client, kind, content_hash=B, derived_from=nothing)).status_code == 201


async def test_an_image_is_not_derived_from_a_workflow(client: httpx2.AsyncClient) -> None:
    workflow = await made(client, "workflows", "w", A)
    for reference in ("w", workflow["version_id"]):
        answer = await post(client, "derived-images", content_hash=B, derived_from=reference)
        assert "is a workflow" in refused(answer, "/derived_from")


async def test_an_id_of_two_images_is_refused_as_unclear(client: httpx2.AsyncClient) -> None:
    for kind in ("source-images", "derived-images"):
        await made(client, kind, "x", A)
    answer = await post(client, "derived-images", content_hash=B, derived_from=["x"])
    assert "name a version_id" in refused(answer, "/derived_from")


async def test_an_unknown_origin_is_named_and_leaves_nothing(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    answer = await post(client, "derived-images", id="v", content_hash=A, derived_from=["v"])
    assert (answer.status_code, answer.json()["code"]) == (404, "version-not-found")
    assert "'v'" in answer.json()["detail"]
    assert not await run(graph, "MATCH (w:Work) RETURN w")


async def test_a_derivation_has_an_end(client: httpx2.AsyncClient, graph: Graph) -> None:
    await made(client, "source-images", "0", A)
    for step in range(1, MAX_STEPS + 1):
        await made(client, "derived-images", str(step), f"{step:064x}", derived_from=str(step - 1))
    answer = await post(client, "derived-images", content_hash=A, derived_from=str(MAX_STEPS))
    assert f"{MAX_STEPS} steps" in refused(answer, "/derived_from")
    await made(client, "source-images", "0", B)
    assert len(await changed(graph)) == MAX_STEPS + 1, "the change reaches the last of them"
