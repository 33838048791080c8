"""GET …/deletion-check and DELETE of an asset."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.asset_graph import (
    TIME,
    add_note,
    add_placeholder,
    add_rating,
    add_receipt,
    add_use,
    counts,
    events,
    register,
    registered,
)
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def test_the_check_of_an_unused_asset_is_safe(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    check = (await client.get(f"/api/assets/{asset['id']}/deletion-check")).json()
    assert len(check.pop("confirm")) == 32
    assert check == {
        "asset_id": asset["id"],
        "is_safe": True,
        "active_dependency_count": 0,
        "by_type": {},
        "dependents": [],
    }


async def test_the_check_names_what_depends_on_the_asset(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one", version="v1")
    await add_use(graph, asset["id"], "portrait")
    await add_use(graph, asset["id"], "portrait", role="auxiliary_model")
    check = (await client.get(f"/api/assets/{asset['id']}/deletion-check")).json()
    assert (check["is_safe"], check["active_dependency_count"], check["by_type"]) == (
        False,
        2,
        {"scene_type": 1},
    )
    used = check["dependents"][1]
    assert {key: used[key] for key in used if key != "segment_count"} == {
        "dependency_id": f"portrait/primary_model/{asset['id']}",
        "entity_type": "scene_type",
        "entity_id": "portrait",
        "entity_name": "portrait",
        "role": "primary_model",
        "weight": 0.5,
        "asset_id": asset["id"],
        "asset_version": "v1",
        "direct": True,
        "via": [],
        "active": None,
        "created_at": TIME,
    }


async def test_the_check_lists_the_first_fifty(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    for number in range(51):
        await add_use(graph, asset["id"], f"type-{number:02}")
    check = (await client.get(f"/api/assets/{asset['id']}/deletion-check")).json()
    assert check["active_dependency_count"] == 51
    assert [item["entity_id"] for item in check["dependents"]] == [f"type-{n:02}" for n in range(50)]


async def test_a_token_of_an_erased_asset_is_void_for_the_one_that_has_its_id_now(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    erased = await registered(client, tmp_path / "a", b"one")
    await client.put("/api/jobs/night", json={"name": "night"})
    used = {"entity_type": "job", "entity_id": "night", "role": "lora"}
    await client.post(f"/api/assets/{erased['id']}/dependencies", json=used)
    token = (await client.delete(f"/api/assets/{erased['id']}")).json()["confirm"]
    await client.delete(f"/api/assets/{erased['id']}?confirm={token}")
    again = await registered(client, tmp_path / "a", b"one")
    await client.post(f"/api/assets/{again['id']}/dependencies", json=used)
    answer = await client.delete(f"/api/assets/{again['id']}?confirm={token}")
    assert (again["id"], answer.status_code) == (erased["id"], 409)


async def test_an_unused_asset_is_erased_and_nothing_of_it_is_left(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    other = await registered(client, tmp_path / "b", b"two")
    before = await counts(graph)
    asset = await registered(client, tmp_path / "a", b"one")
    await add_note(graph, asset["id"])
    await add_note(graph, asset["id"], other["id"])
    await add_note(graph, other["id"], asset["id"])
    await add_rating(graph, asset["id"])
    answer = await client.delete(f"/api/assets/{asset['id']}")
    assert answer.status_code == 200
    assert answer.json() == {"asset_id": asset["id"], "deleted": "erased", "removed_dependencies": 0}
    left = await counts(graph)
    assert left == {**before, "Line": 2, "Event": 2}  # its line stays, because numbers are never reused
    assert await run(graph, "MATCH ()-[pair:COMPATIBLE_WITH]-() RETURN count(*) AS n") == [{"n": 0}]
    gone = await client.get(f"/api/assets/{asset['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "asset-not-found")


async def test_content_that_another_asset_has_stays(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"same")
    await registered(client, tmp_path / "b", b"same")
    await client.delete(f"/api/assets/{asset['id']}")
    assert (await counts(graph))["Content"] == 1


async def test_version_numbers_are_never_used_again(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    first = await registered(client, tmp_path / "a", b"one", name="dream", version="v1")
    await client.delete(f"/api/assets/{first['id']}")
    again = await registered(client, tmp_path / "a", name="dream", version="v1", asset_type="lora")
    assert (again["id"], again["version_number"], again["is_current"]) == (first["id"], 2, True)


async def test_a_used_asset_is_refused_with_the_check(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    await add_use(graph, asset["id"], "portrait")
    check = (await client.get(f"/api/assets/{asset['id']}/deletion-check")).json()
    answer = await client.delete(f"/api/assets/{asset['id']}")
    assert (answer.status_code, answer.json()["code"]) == (409, "asset-in-use")
    assert {key: answer.json()[key] for key in check} == check
    assert (await client.get(f"/api/assets/{asset['id']}")).status_code == 200


async def test_a_confirmed_deletion_takes_its_dependencies_along(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    await add_use(graph, asset["id"], "portrait")
    await add_use(graph, asset["id"], "landscape")
    token = (await client.delete(f"/api/assets/{asset['id']}")).json()["confirm"]
    answer = await client.delete(f"/api/assets/{asset['id']}?confirm={token}")
    assert answer.json() == {"asset_id": asset["id"], "deleted": "erased", "removed_dependencies": 2}
    left = await counts(graph)
    assert (left.get("Asset"), left["SceneType"]) == (None, 2)


async def test_a_confirmation_is_void_after_a_change_of_the_dependents(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    await add_use(graph, asset["id"], "portrait")
    token = (await client.delete(f"/api/assets/{asset['id']}")).json()["confirm"]
    await add_use(graph, asset["id"], "landscape")
    answer = await client.delete(f"/api/assets/{asset['id']}?confirm={token}")
    assert answer.status_code == 409
    assert "void" in answer.json()["detail"]
    assert answer.json()["confirm"] != token
    assert (await client.delete(f"/api/assets/{asset['id']}?confirm=guessed")).status_code == 409


async def test_a_confirmation_of_another_asset_is_none(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    one = await registered(client, tmp_path / "a", b"one")
    two = await registered(client, tmp_path / "b", b"two")
    await add_use(graph, one["id"], "portrait")
    await add_use(graph, two["id"], "portrait")
    token = (await client.delete(f"/api/assets/{one['id']}")).json()["confirm"]
    assert (await client.delete(f"/api/assets/{two['id']}?confirm={token}")).status_code == 409


async def test_an_asset_that_a_receipt_names_becomes_a_tombstone(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    await add_receipt(graph, asset["id"], "s1")
    await add_use(graph, asset["id"], "portrait")
    await add_rating(graph, asset["id"])
    token = (await client.delete(f"/api/assets/{asset['id']}")).json()["confirm"]
    answer = await client.delete(f"/api/assets/{asset['id']}?confirm={token}")
    assert answer.json() == {"asset_id": asset["id"], "deleted": "tombstoned", "removed_dependencies": 1}
    kept = (await client.get(f"/api/assets/{asset['id']}")).json()
    assert (kept["status"], kept["is_current"], kept["dependency_count"]) == ("removed", False, 0)
    assert (kept["rating_count"], kept["checksum_sha256"]) == (1, asset["checksum_sha256"])
    assert (await client.get("/api/assets")).json()["items"] == []
    assert [item["id"] for item in (await client.get("/api/assets?status=any")).json()["items"]] == [
        asset["id"]
    ]
    provenance = "MATCH (:Receipt)-[edge:GENERATED_FROM]->(:Asset) RETURN count(edge) AS n"
    assert await run(graph, provenance) == [{"n": 1}]


async def test_a_tombstone_deleted_again_is_the_same_again(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    await add_receipt(graph, asset["id"], "s1")
    first = await client.delete(f"/api/assets/{asset['id']}")
    again = await client.delete(f"/api/assets/{asset['id']}")
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()


async def test_the_highest_remaining_version_becomes_current(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    one, two, three = [
        await registered(client, tmp_path / v, v.encode(), name="dream", version=v)
        for v in ("v1", "v2", "v3")
    ]
    await client.delete(f"/api/assets/{two['id']}")
    await client.delete(f"/api/assets/{three['id']}")
    assert (await client.get(f"/api/assets/{one['id']}")).json()["is_current"] is True
    assert (await events(graph))[-1] == {"asset_id": one["id"], "former_asset_id": three["id"]}
    assert len(await events(graph)) == 4  # the removal of v2, which was not current, told nothing


async def test_a_version_whose_former_one_was_erased_has_none(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    one = await registered(client, tmp_path / "a", b"1", name="dream", version="v1")
    two = await registered(client, tmp_path / "b", b"2", name="dream", version="v2")
    await client.delete(f"/api/assets/{one['id']}")
    assert (await client.get(f"/api/assets/{two['id']}")).json()["previous_version_id"] is None


async def test_an_asset_that_is_not_there_is_not_found(client: httpx2.AsyncClient) -> None:
    for answer in (
        await client.delete("/api/assets/nobody"),
        await client.get("/api/assets/nobody/deletion-check"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")


async def test_a_placeholder_can_be_erased(client: httpx2.AsyncClient, graph: Graph, tmp_path: Path) -> None:
    waiting = await add_placeholder(graph, "dream", "v1")
    assert (await client.delete(f"/api/assets/{waiting}")).json()["deleted"] == "erased"
    assert (await register(client, tmp_path / "a", b"1", name="dream", version="v1")).status_code == 201
