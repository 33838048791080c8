"""PUT, make-current and versions of an asset, and the lookup of statuses."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.asset_graph import add_receipt, events, registered

pytestmark = pytest.mark.anyio


async def test_what_is_left_out_stays_and_null_clears(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset = await registered(
        client,
        tmp_path / "a",
        b"one",
        description="soft",
        metadata={"a": 1, "b": 2},
        tags=["x"],
        license="MIT",
    )
    url = f"/api/assets/{asset['id']}"
    changed = (await client.put(url, json={"metadata": {"c": 3}, "license": None})).json()
    assert {key: changed[key] for key in ("description", "metadata", "tags", "license", "status")} == {
        "description": "soft",
        "metadata": {"c": 3},
        "tags": ["x"],
        "license": None,
        "status": "active",
    }
    cleared = await client.put(
        url, json={"description": None, "metadata": None, "tags": None, "status": "deprecated"}
    )
    assert {key: cleared.json()[key] for key in ("description", "metadata", "tags", "status")} == {
        "description": None,
        "metadata": {},
        "tags": [],
        "status": "deprecated",
    }
    assert cleared.json()["is_current"] is True


async def test_a_change_of_nothing_changes_nothing(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    same = (await client.put(f"/api/assets/{asset['id']}", json={})).json()
    assert same == {key: asset[key] for key in same}


@pytest.mark.parametrize("change", [{"status": None}, {"status": "gone"}, {"name": "x"}, {"tags": "x"}])
async def test_a_change_that_cannot_be_is_refused(
    client: httpx2.AsyncClient, tmp_path: Path, change: dict[str, object]
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    answer = await client.put(f"/api/assets/{asset['id']}", json=change)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


async def test_an_asset_is_not_removed_by_its_status(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    answer = await client.put(f"/api/assets/{asset['id']}", json={"status": "removed", "license": "MIT"})
    assert (answer.status_code, answer.json()["code"]) == (409, "use-delete")
    assert (await client.get(f"/api/assets/{asset['id']}")).json()["license"] is None


async def test_a_revived_tombstone_is_listed_and_current_again(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    await add_receipt(graph, asset["id"], "s1")
    await client.delete(f"/api/assets/{asset['id']}")
    revived = (await client.put(f"/api/assets/{asset['id']}", json={"status": "active"})).json()
    assert (revived["status"], revived["is_current"]) == ("active", True)
    assert (await client.get("/api/assets")).json()["total"] == 1
    assert (await events(graph))[-1] == {"asset_id": asset["id"], "former_asset_id": None}


async def test_a_tombstone_revived_beside_a_current_version_is_not_current(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    one = await registered(client, tmp_path / "a", b"1", name="dream", version="v1")
    await registered(client, tmp_path / "b", b"2", name="dream", version="v2")
    await add_receipt(graph, one["id"], "s1")
    await client.delete(f"/api/assets/{one['id']}")
    revived = (await client.put(f"/api/assets/{one['id']}", json={"status": "active"})).json()
    assert revived["is_current"] is False


async def test_a_tombstone_keeps_its_status_when_something_else_changes(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    await add_receipt(graph, asset["id"], "s1")
    await client.delete(f"/api/assets/{asset['id']}")
    changed = (await client.put(f"/api/assets/{asset['id']}", json={"description": "was good"})).json()
    assert (changed["status"], changed["is_current"]) == ("removed", False)
    assert (await client.get("/api/assets")).json()["total"] == 0


async def test_a_line_is_rolled_back_and_forward(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    one = await registered(client, tmp_path / "a", b"1", name="dream", version="v1")
    two = await registered(client, tmp_path / "b", b"2", name="dream", version="v2")
    back = await client.post(f"/api/assets/{one['id']}/make-current")
    assert (back.status_code, back.json()["is_current"]) == (200, True)
    again = await client.post(f"/api/assets/{one['id']}/make-current")
    assert again.json() == back.json()
    await client.post(f"/api/assets/{two['id']}/make-current")
    assert (await events(graph))[2:] == [
        {"asset_id": one["id"], "former_asset_id": two["id"]},
        {"asset_id": two["id"], "former_asset_id": one["id"]},
    ]


async def test_a_tombstone_cannot_be_current(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    await add_receipt(graph, asset["id"], "s1")
    await client.delete(f"/api/assets/{asset['id']}")
    answer = await client.post(f"/api/assets/{asset['id']}/make-current")
    assert (answer.status_code, answer.json()["code"]) == (409, "asset-removed")


async def test_versions_are_listed_newest_first_with_their_segments(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    one = await registered(client, tmp_path / "a", b"1", name="dream", version="v1", registered_by="ann")
    two = await registered(client, tmp_path / "b", b"2", name="dream", version="v2")
    await add_receipt(graph, one["id"], "s1")
    await add_receipt(graph, one["id"], "s2")
    page = (await client.get(f"/api/assets/{one['id']}/versions")).json()
    assert page == {
        "items": [
            {
                "id": asset["id"],
                "version": asset["version"],
                "version_number": number,
                "is_current": number == 2,
                "status": "active",
                "placeholder": False,
                "created_at": asset["created_at"],
                "registered_by": asset["registered_by"],
                "checksum_sha256": asset["checksum_sha256"],
                "usage_count": segments,
            }
            for asset, number, segments in ((two, 2, 0), (one, 1, 2))
        ],
        "total": 2,
        "limit": 50,
        "next_cursor": None,
    }


async def test_versions_are_paged(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    for number in range(5):
        last = await registered(client, tmp_path / "a", b"%d" % number, name="dream", version=f"v{number}")
    url = f"/api/assets/{last['id']}/versions?limit=2"
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        page = (await client.get(url + (f"&cursor={cursor}" if cursor else ""))).json()
        seen += [item["version"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert seen == ["v4", "v3", "v2", "v1", "v0"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("PUT", ""),
        ("POST", "/make-current"),
        ("GET", "/versions"),
        ("POST", "/verify"),
        ("POST", "/accept-content"),
    ],
)
async def test_an_asset_that_is_not_there_is_not_found(
    client: httpx2.AsyncClient, method: str, path: str
) -> None:
    body = {"status": "active"} if method == "PUT" else None
    answer = await client.request(method, f"/api/assets/nobody{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")


async def test_there_are_three_statuses(client: httpx2.AsyncClient) -> None:
    page = (await client.get("/api/asset-statuses")).json()
    assert [(item["id"], item["name"]) for item in page["items"]] == [
        ("active", "active"),
        ("deprecated", "deprecated"),
        ("removed", "removed"),
    ]
    assert set(page["items"][0]) == {"id", "name", "description", "created_at", "updated_at"}
    assert (page["total"], page["next_cursor"]) == (3, None)
