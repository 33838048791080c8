"""POST /api/assets."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.asset_graph import (
    add_placeholder,
    add_receipt,
    add_use,
    events,
    register,
    registered,
    without_times,
)
from tests.files.made import safetensors

pytestmark = pytest.mark.anyio


async def test_a_new_file_is_registered_and_read_back(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    path = tmp_path / "dream_v3.ckpt"
    answer = await register(
        client,
        path,
        b"weights",
        name="Dream",
        description="soft",
        metadata={"a": {"b": 1}},
        tags=["soft", "sdxl"],
        license="MIT",
        registered_by="ann",
    )
    sha = hashlib.sha256(b"weights").hexdigest()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/assets/{sha[:16]}"
    assert without_times(answer.json()) == {
        "id": sha[:16],
        "name": "Dream",
        "version": "v3",
        "version_number": 1,
        "is_current": True,
        "previous_version_id": None,
        "asset_type": "model",
        "status": "active",
        "placeholder": False,
        "file_path": str(path),
        "file_size_bytes": 7,
        "checksum_sha256": sha,
        "description": "soft",
        "metadata": {"a": {"b": 1}},
        "tags": ["soft", "sdxl"],
        "license": "MIT",
        "origin": None,
        "registered_by": "ann",
        "avg_rating": 0.0,
        "rating_count": 0,
        "dependency_count": 0,
        "impact": None,
        "same_content_as": None,
    }
    got = (await client.get(answer.headers["location"])).json()
    extra = {
        "notes": [],
        "ratings": {"average": 0.0, "count": 0, "items": []},
        "dependencies": {"total": 0, "by_type": {}, "items": []},
    }
    kept = {key: value for key, value in answer.json().items() if key not in {"impact", "same_content_as"}}
    assert got == {**kept, **extra}


async def test_a_next_version_becomes_current_and_tells_its_impact(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first = await registered(client, tmp_path / "a", b"one", name="dream", version="v1")
    await add_use(graph, first["id"], "portrait")
    await add_receipt(graph, first["id"], "s1")
    second = await registered(client, tmp_path / "b", b"two", name="dream", version="v2")
    assert second["impact"] == {
        "from_asset_id": first["id"],
        "affected_scene_types": 1,
        "affected_active_scenes": 0,
        "stale_segment_count": 1,
        "href": f"/api/assets/{first['id']}/impact",
    }
    assert (second["version_number"], second["is_current"], second["previous_version_id"]) == (
        2,
        True,
        first["id"],
    )
    assert (await client.get(f"/api/assets/{first['id']}")).json()["is_current"] is False
    assert await events(graph) == [
        {"asset_id": first["id"], "former_asset_id": None},
        {"asset_id": second["id"], "former_asset_id": first["id"]},
    ]


async def test_a_version_that_is_told_not_to_does_not_become_current(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first = await registered(client, tmp_path / "a", b"one", name="dream", version="v1", make_current=False)
    second = await registered(client, tmp_path / "b", b"two", name="dream", version="v2", make_current=False)
    assert (first["is_current"], second["is_current"], second["impact"]) == (True, False, None)
    assert second["previous_version_id"] == first["id"]
    assert len(await events(graph)) == 1


async def test_the_same_bytes_under_another_name_are_said_so(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first = await registered(client, tmp_path / "a", b"same", name="one")
    second = await registered(client, tmp_path / "b", b"same", name="two")
    assert second["same_content_as"] == [first["id"]]
    assert second["id"] != first["id"]
    assert second["checksum_sha256"] == first["checksum_sha256"]


async def test_a_file_without_a_version_in_its_name_gets_one_from_its_content(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "dream.ckpt", b"bytes")
    assert asset["version"] == hashlib.sha256(b"bytes").hexdigest()[:12]


async def test_a_custom_node_is_a_folder_with_the_version_of_its_project(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    folder = tmp_path / "ComfyUI-Nodes"
    folder.mkdir()
    (folder / "pyproject.toml").write_text('[project]\nname = "nodes"\nversion = "1.4.2"\n')
    (folder / "nodes.py").write_text("print()\n")
    asset = await registered(client, folder, name="nodes", asset_type="custom_node")
    assert (asset["version"], asset["file_size_bytes"]) == ("1.4.2", 51)
    assert len(asset["checksum_sha256"]) == 64


async def test_a_safetensors_header_goes_into_metadata_and_own_keys_win(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    content = safetensors({"modelspec.architecture": "flux-1-dev", "ss_network_dim": "32"}, b"tensors")
    read = await registered(client, tmp_path / "a.safetensors", content, metadata={"mine": 1})
    assert read["metadata"] == {
        "mine": 1,
        "safetensors": {"modelspec.architecture": "flux-1-dev", "ss_network_dim": "32"},
    }
    own = await registered(client, tmp_path / "b.safetensors", content, metadata={"safetensors": "own"})
    assert own["metadata"] == {"safetensors": "own"}
    rows = await graph.rows("asset.read", asset_id=read["id"])
    assert rows[0]["asset"]["metadata"] == (
        '{"mine":1,"safetensors":{"modelspec.architecture":"flux-1-dev","ss_network_dim":"32"}}'
    )


async def test_a_placeholder_becomes_the_asset_and_keeps_its_edges(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    waiting = await add_placeholder(graph, "dream", "v1")
    await add_use(graph, waiting, "portrait")
    answer = await register(client, tmp_path / "a", b"one", name="dream", version="v1")
    assert (answer.status_code, answer.headers["location"]) == (200, f"/api/assets/{waiting}")
    asset = answer.json()
    assert (asset["id"], asset["placeholder"], asset["dependency_count"]) == (waiting, False, 1)
    assert asset["checksum_sha256"] == hashlib.sha256(b"one").hexdigest()


async def test_an_older_placeholder_that_gets_its_file_does_not_become_current(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    older = await add_placeholder(graph, "dream", "v1", current=False)
    newer = await add_placeholder(graph, "dream", "v2")
    filled = await registered(client, tmp_path / "a", b"one", name="dream", version="v1")
    assert (filled["id"], filled["is_current"]) == (older, False)
    assert (await client.get(f"/api/assets/{newer}")).json()["is_current"] is True
    assert await events(graph) == []


async def test_a_version_from_the_content_fills_the_placeholder_without_a_version(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    waiting = await add_placeholder(graph, "dream.ckpt", "unversioned")
    answer = await register(client, tmp_path / "dream.ckpt", b"bytes")
    assert answer.status_code == 200
    assert (answer.json()["id"], answer.json()["version"]) == (
        waiting,
        hashlib.sha256(b"bytes").hexdigest()[:12],
    )


async def test_a_named_version_leaves_the_placeholder_without_a_version_alone(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    waiting = await add_placeholder(graph, "dream.ckpt", "unversioned")
    asset = await registered(client, tmp_path / "dream.ckpt", b"bytes", version="v9")
    assert asset["id"] != waiting
    assert (await client.get(f"/api/assets/{waiting}")).json()["placeholder"] is True


async def test_a_version_that_is_there_is_refused_and_named(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first = await registered(client, tmp_path / "a", b"one", name="dream", version="v1")
    again = await register(client, tmp_path / "b", b"two", name="dream", version="v1")
    assert again.status_code == 409
    problem = again.json()
    assert (problem["code"], problem["asset_id"]) == ("asset-exists", first["id"])
    unchanged = (await client.get(f"/api/assets/{first['id']}")).json()
    assert unchanged["checksum_sha256"] == first["checksum_sha256"]


async def test_a_tombstone_is_named_when_its_version_comes_again(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first = await registered(client, tmp_path / "a", b"one", name="dream", version="v1")
    await add_receipt(graph, first["id"], "s1")
    await client.delete(f"/api/assets/{first['id']}")
    again = await register(client, tmp_path / "a", name="dream", version="v1")
    assert (again.status_code, again.json()["code"]) == (409, "asset-exists")
    assert again.json()["asset_id"] == first["id"]
    assert "tombstone" in again.json()["detail"]


async def test_a_name_of_another_type_is_refused(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    await registered(client, tmp_path / "a", b"one", name="dream", version="v1")
    answer = await register(client, tmp_path / "b", b"two", name="dream", version="v2", asset_type="lora")
    assert (answer.status_code, answer.json()["code"]) == (409, "line-has-other-type")
    assert answer.json()["asset_type"] == "model"


async def test_an_unknown_type_is_refused_naming_the_known(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    answer = await register(client, tmp_path / "a", b"one", asset_type="modle")
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-asset-type")
    assert answer.json()["known"] == ["custom_node", "lora", "model"]
    assert answer.json()["errors"] == [
        {
            "pointer": "/asset_type",
            "message": "There is no asset type 'modle'; known are custom_node, lora, model.",
        }
    ]


async def test_a_path_outside_is_refused_alike_whether_or_not_a_file_is_there(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    there = await register(client, Path("/etc/hostname"), name="n", version="v")
    absent = await register(client, Path("/etc/nothing-here"), name="n", version="v")
    (tmp_path / "link").symlink_to("/etc/hostname")
    (tmp_path / "dangling").symlink_to("/etc/nothing-here")
    linked = await register(client, tmp_path / "link", name="n", version="v")
    dangling = await register(client, tmp_path / "dangling", name="n", version="v")
    for answer, path in (
        (there, "/etc/hostname"),
        (absent, "/etc/nothing-here"),
        (linked, tmp_path / "link"),
        (dangling, tmp_path / "dangling"),
    ):
        problem = answer.json()
        del problem["request_id"]
        assert problem == {
            "type": "urn:depgraph:problem:path-not-allowed",
            "title": "This path may not be read",
            "status": 403,
            "detail": f"'{path}' is not below a folder that this service may read.",
            "code": "path-not-allowed",
            "hint": "Move the file below an allowed folder, or add its folder to DEPGRAPH_ALLOWED_ROOTS.",
        }


async def test_a_file_that_is_not_there_is_said_so(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    answer = await register(client, tmp_path / "gone.ckpt")
    assert (answer.status_code, answer.json()["code"]) == (422, "file-not-found")
    assert answer.json()["errors"][0]["pointer"] == "/file_path"


async def test_a_link_with_too_long_a_target_leads_to_no_file(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    (tmp_path / "link.ckpt").symlink_to("x" * 300)
    answer = await register(client, tmp_path / "link.ckpt")
    assert (answer.status_code, answer.json()["code"]) == (422, "file-not-found")


async def test_a_pipe_is_no_file_and_is_not_waited_for(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    answer = await register(client, tmp_path / "pipe")
    assert (answer.status_code, answer.json()["code"]) == (422, "file-not-found")


async def test_a_path_with_a_zero_character_is_no_file(client: httpx2.AsyncClient) -> None:
    answer = await client.post(
        "/api/assets", json={"name": "n", "asset_type": "model", "file_path": "a\x00b"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "file-not-found")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": " "}, "/name"),
        ({"version": 3}, "/version"),
        ({"make_current": "yes"}, "/make_current"),
        ({"tags": ["a", 1]}, "/tags/1"),
        ({"colour": "red"}, "/colour"),
        ({"file_path": ""}, "/file_path"),
    ],
)
async def test_a_field_of_the_wrong_form_is_named(
    client: httpx2.AsyncClient, tmp_path: Path, change: dict[str, object], pointer: str
) -> None:
    answer = await register(client, tmp_path / "a", b"one", **change)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_a_repeat_with_its_key_is_the_same_even_when_the_file_has_gone(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    path = tmp_path / "a.ckpt"
    path.write_bytes(b"one")
    body = {"name": "dream", "version": "v1", "asset_type": "model", "file_path": str(path)}
    first = await client.post("/api/assets", json=body, headers={"Idempotency-Key": "k"})
    path.unlink()
    again = await client.post("/api/assets", json=body, headers={"Idempotency-Key": "k"})
    other = await client.post("/api/assets", json={**body, "version": "v2"}, headers={"Idempotency-Key": "k"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.headers["location"] == again.headers["location"]
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
