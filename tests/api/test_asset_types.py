"""The lookups."""

from __future__ import annotations

import httpx2
import pytest

pytestmark = pytest.mark.anyio


async def test_a_new_registry_knows_three_types(client: httpx2.AsyncClient) -> None:
    answer = (await client.get("/api/asset-types")).json()
    assert [item["name"] for item in answer["items"]] == ["custom_node", "lora", "model"]
    assert (answer["total"], answer["limit"], answer["next_cursor"]) == (3, 50, None)


async def test_a_type_added_twice_is_one_type(client: httpx2.AsyncClient) -> None:
    first = await client.post("/api/asset-types", json={"name": "vae"})
    again = await client.post("/api/asset-types", json={"name": "vae"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


async def test_an_unknown_parameter_is_refused_with_the_nearest_known_one(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/asset-types?limt=3")
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": "limt", "message": "Unknown query parameter 'limt'. Did you mean 'limit'?"}
    ]
