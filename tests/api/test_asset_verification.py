"""POST …/verify and …/accept-content."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import httpx2
import pytest

from depgraph.files.progress import Progress
from depgraph.files.reading import Reading, read_if_there
from depgraph.graph import Graph
from depgraph.settings import Settings
from depgraph.verification import verify_all, verify_one
from tests.api.asset_graph import add_placeholder, add_receipt, counts, events, registered
from tests.files.made import WhileItGrows, safetensors

pytestmark = pytest.mark.anyio


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_while_b_grows(path: Path, progress: Progress) -> Reading | None:
    return read_if_there(path, WhileItGrows(path) if path.name == "b" else progress)


async def test_an_unchanged_file_is_valid(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    answer = await client.post(f"/api/assets/{asset['id']}/verify")
    assert answer.json() == {
        "asset_id": asset["id"],
        "file_exists": True,
        "expected_checksum": sha(b"one"),
        "actual_checksum": sha(b"one"),
        "is_valid": True,
    }


async def test_a_changed_file_is_not_valid(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    (tmp_path / "a").write_bytes(b"two")
    found = (await client.post(f"/api/assets/{asset['id']}/verify")).json()
    assert (found["file_exists"], found["actual_checksum"], found["is_valid"]) == (True, sha(b"two"), False)


async def test_a_file_that_has_gone_is_not_valid(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    (tmp_path / "a").unlink()
    found = (await client.post(f"/api/assets/{asset['id']}/verify")).json()
    assert found == {
        "asset_id": asset["id"],
        "file_exists": False,
        "expected_checksum": sha(b"one"),
        "actual_checksum": None,
        "is_valid": False,
    }


async def test_a_placeholder_has_no_file_to_verify(client: httpx2.AsyncClient, graph: Graph) -> None:
    waiting = await add_placeholder(graph, "dream", "v1")
    found = (await client.post(f"/api/assets/{waiting}/verify")).json()
    assert found == {
        "asset_id": waiting,
        "file_exists": False,
        "expected_checksum": None,
        "actual_checksum": None,
        "is_valid": False,
    }


async def test_a_path_that_may_no_longer_be_read_is_refused(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    (tmp_path / "a").unlink()
    (tmp_path / "a").symlink_to("/etc/hostname")
    for what in ("verify", "accept-content"):
        answer = await client.post(f"/api/assets/{asset['id']}/{what}")
        assert (answer.status_code, answer.json()["code"]) == (403, "path-not-allowed")


async def test_the_command_line_verifies_wherever_files_lie(
    client: httpx2.AsyncClient, graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    one = await registered(client, tmp_path / "a", b"one")
    two = await registered(client, tmp_path / "b", b"two")
    (tmp_path / "b").unlink()
    (tmp_path / "b").symlink_to("/etc/hostname")
    await add_placeholder(graph, "dream", "v1")
    assert (await verify_one(graph, asset_id=one["id"])).is_valid
    found = {item.asset_id: item.is_valid for item in await verify_all(graph)}
    assert found == {one["id"]: True, two["id"]: False}


async def test_a_file_that_cannot_be_read_does_not_hide_the_others(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = await registered(client, tmp_path / "a", b"one")
    changing = await registered(client, tmp_path / "b", b"two")
    gone = await registered(client, tmp_path / "c", b"three")
    good = await registered(client, tmp_path / "d", b"four")
    (tmp_path / "a").unlink()
    os.mkfifo(tmp_path / "a")
    (tmp_path / "c").unlink()
    monkeypatch.setattr("depgraph.verification.read_if_there", read_while_b_grows)
    found = {item.asset_id: item for item in await verify_all(graph)}
    told = {key: (one.file_exists, one.is_valid, one.reason) for key, one in found.items()}
    assert told == {
        pipe["id"]: (True, False, f"'{tmp_path / 'a'}' cannot be read: it is not a regular file."),
        changing["id"]: (True, False, f"'{tmp_path / 'b'}' changed while it was read."),
        gone["id"]: (False, False, None),
        good["id"]: (True, True, None),
    }
    assert await verify_one(graph, asset_id=pipe["id"]) == found[pipe["id"]]


async def test_accepted_bytes_become_the_content_of_this_version(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    path = tmp_path / "a.safetensors"
    old = safetensors({"ss_network_dim": "8"}, b"old")
    asset = await registered(client, path, old, metadata={"mine": 1}, version="v1")
    new = safetensors({"ss_network_dim": "16"}, b"newer")
    path.write_bytes(new)
    answer = await client.post(f"/api/assets/{asset['id']}/accept-content")
    assert answer.status_code == 200
    accepted = answer.json()
    assert accepted["metadata"] == {"mine": 1, "safetensors": {"ss_network_dim": "16"}}
    assert (accepted["checksum_sha256"], accepted["file_size_bytes"]) == (sha(new), len(new))
    changed = {"checksum_sha256", "file_size_bytes", "metadata", "updated_at"}
    assert {k: v for k, v in accepted.items() if k not in changed} == {
        k: asset[k] for k in accepted if k not in changed
    }
    # what it had is remembered: receipts may name it
    assert (await counts(graph))["Content"] == 2
    assert (await events(graph))[-1] == {"asset_id": asset["id"], "former_asset_id": asset["id"]}
    assert (await client.post(f"/api/assets/{asset['id']}/verify")).json()["is_valid"] is True


async def test_accepting_the_same_bytes_changes_nothing(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    same = (await client.post(f"/api/assets/{asset['id']}/accept-content")).json()
    assert same == {key: asset[key] for key in same}
    assert len(await events(graph)) == 1


async def test_accepting_on_a_version_that_is_not_current_tells_nobody(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    one = await registered(client, tmp_path / "a", b"1", name="dream", version="v1")
    await registered(client, tmp_path / "b", b"2", name="dream", version="v2")
    (tmp_path / "a").write_bytes(b"2")
    accepted = (await client.post(f"/api/assets/{one['id']}/accept-content")).json()
    assert accepted["checksum_sha256"] == sha(b"2")
    assert (await counts(graph))["Content"] == 2
    assert len(await events(graph)) == 2


async def test_a_placeholder_has_nothing_to_accept(client: httpx2.AsyncClient, graph: Graph) -> None:
    waiting = await add_placeholder(graph, "dream", "v1")
    answer = await client.post(f"/api/assets/{waiting}/accept-content")
    assert (answer.status_code, answer.json()["code"]) == (409, "asset-has-no-file")


async def test_a_tombstone_accepts_nothing(client: httpx2.AsyncClient, graph: Graph, tmp_path: Path) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    await add_receipt(graph, asset["id"], "s1")
    await client.delete(f"/api/assets/{asset['id']}")
    answer = await client.post(f"/api/assets/{asset['id']}/accept-content")
    assert (answer.status_code, answer.json()["code"]) == (409, "asset-removed")


async def test_nothing_on_the_disk_cannot_be_accepted(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    (tmp_path / "a").unlink()
    answer = await client.post(f"/api/assets/{asset['id']}/accept-content")
    assert (answer.status_code, answer.json()["code"]) == (422, "file-not-found")
