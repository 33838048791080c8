"""A file for what an import only names: which placeholder it fills, and what that one keeps."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.asset_graph import add_placeholder, add_receipt, events, register, registered
from tests.files.made import safetensors

pytestmark = pytest.mark.anyio


async def tombstone(client: httpx2.AsyncClient, graph: Graph) -> str:
    """A placeholder without a version that was removed though a receipt names it."""
    gone = await add_placeholder(graph, "dream.ckpt", "unversioned")
    await add_receipt(graph, gone, "s1")
    answer = await client.delete(f"/api/assets/{gone}")
    assert (answer.status_code, answer.json()["deleted"]) == (200, "tombstoned")
    return gone


@pytest.mark.parametrize("asked", [{}, {"make_current": False}])
async def test_a_version_from_the_content_is_a_new_one_beside_a_tombstone_without_a_version(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path, asked: dict[str, Any]
) -> None:
    gone = await tombstone(client, graph)
    answer = await register(client, tmp_path / "dream.ckpt", b"bytes", **asked)
    made = answer.json()
    assert answer.status_code == 201, answer.text
    assert (made["id"] != gone, made["status"], made["placeholder"]) == (True, "active", False)
    assert (made["version"], made["is_current"]) == (hashlib.sha256(b"bytes").hexdigest()[:12], True)
    left = (await client.get(f"/api/assets/{gone}")).json()
    assert (left["status"], left["placeholder"], left["checksum_sha256"]) == ("removed", True, None)
    assert [one["id"] for one in (await client.get("/api/assets")).json()["items"]] == [made["id"]]
    assert (await events(graph))[-1] == {"asset_id": made["id"], "former_asset_id": None}


async def test_a_tombstone_without_a_version_is_named_when_exactly_that_is_registered(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    gone = await tombstone(client, graph)
    answer = await register(client, tmp_path / "dream.ckpt", b"bytes", version="unversioned")
    assert (answer.status_code, answer.json()["code"]) == (409, "asset-exists")
    assert answer.json()["asset_id"] == gone


async def test_a_placeholder_keeps_what_the_registration_does_not_send(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    waiting = await add_placeholder(graph, "dream", "v1")
    known = {
        "tags": ["soft"],
        "license": "MIT",
        "description": "from Ann",
        "metadata": {"seen_in": ["a.png"]},
    }
    assert (await client.put(f"/api/assets/{waiting}", json=known)).status_code == 200
    filled = await registered(client, tmp_path / "a", b"one", name="dream", version="v1")
    assert {name: filled[name] for name in known} == known


async def test_the_metadata_of_a_placeholder_give_way_to_the_header_and_that_to_what_is_sent(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    waiting = await add_placeholder(graph, "dream", "v1")
    known = {"tags": ["soft"], "metadata": {"old": 1, "both": 1, "safetensors": "guessed"}}
    assert (await client.put(f"/api/assets/{waiting}", json=known)).status_code == 200
    content = safetensors({"modelspec.architecture": "flux-1-dev"}, b"tensors")
    filled = await registered(
        client,
        tmp_path / "a.safetensors",
        content,
        name="dream",
        version="v1",
        metadata={"both": 2, "new": 2},
        tags=["sdxl"],
    )
    assert filled["metadata"] == {
        "old": 1,
        "both": 2,
        "new": 2,
        "safetensors": {"modelspec.architecture": "flux-1-dev"},
    }
    assert filled["tags"] == ["sdxl"]


async def test_an_empty_list_of_tags_is_sent_too(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    waiting = await add_placeholder(graph, "dream", "v1")
    assert (await client.put(f"/api/assets/{waiting}", json={"tags": ["soft"]})).status_code == 200
    filled = await registered(client, tmp_path / "a", b"one", name="dream", version="v1", tags=[])
    assert filled["tags"] == []
