"""Switches that act without a restart."""

from __future__ import annotations

import httpx2
import pytest

pytestmark = pytest.mark.anyio
GALLERY = "/api/features/enable_asset_gallery"


async def test_the_gallery_is_off_until_someone_turns_it_on(client: httpx2.AsyncClient) -> None:
    (feature,) = (await client.get("/api/features")).json()["items"]
    assert feature["description"]
    assert {**feature, "description": ""} == {
        "name": "enable_asset_gallery",
        "enabled": False,
        "default": False,
        "description": "",
        "updated_at": None,
    }


async def test_a_switch_acts_at_once(client: httpx2.AsyncClient) -> None:
    turned = await client.put(GALLERY, json={"enabled": True})
    assert turned.status_code == 200
    assert (await client.get("/api/features")).json()["items"] == [turned.json()]
    assert turned.json()["enabled"] is True


async def test_the_same_again_changes_nothing(client: httpx2.AsyncClient) -> None:
    first = await client.put(GALLERY, json={"enabled": True})
    again = await client.put(GALLERY, json={"enabled": True})
    assert first.json() == again.json()


async def test_a_page_behind_the_last_switch_is_empty(client: httpx2.AsyncClient) -> None:
    answer = (await client.get("/api/features?offset=5")).json()
    assert (answer["items"], answer["total"], answer["next_cursor"]) == ([], 1, None)


async def test_an_unknown_switch_names_the_known(client: httpx2.AsyncClient) -> None:
    answer = await client.put("/api/features/enable_everything", json={"enabled": True})
    assert (answer.status_code, answer.json()["code"]) == (404, "feature-not-found")
    assert "enable_asset_gallery" in answer.json()["hint"]


@pytest.mark.parametrize(
    "body", [{}, {"enabled": "yes"}, {"enabled": 1}, {"enabled": None}, {"enabled": True, "x": 1}]
)
async def test_a_switch_takes_true_or_false(client: httpx2.AsyncClient, body: dict[str, object]) -> None:
    answer = await client.put(GALLERY, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
