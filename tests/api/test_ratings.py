"""Ratings: one of each reviewer, and an average that is always theirs."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api import planted
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
async def assets(graph: Graph) -> None:
    await planted.assets(graph, "base")


async def rate(
    client: httpx2.AsyncClient, stars: int, by: str | None = None, text: str | None = None
) -> httpx2.Response:
    body = {"rating": stars, "reviewer_id": by, "review_text": text}
    return await client.put("/api/assets/base/rating", json=body)


async def ratings(client: httpx2.AsyncClient) -> dict[str, Any]:
    answer = await client.get("/api/assets/base/ratings")
    assert answer.status_code == 200
    return answer.json()


async def kept_and_counted(graph: Graph) -> tuple[object, object]:
    """What the asset keeps, and the same from its ratings."""
    (row,) = await run(
        graph,
        "MATCH (a:Asset {id: 'base'}) OPTIONAL MATCH (a)<-[:RATES]-(r:Rating)"
        " WITH a, count(r) AS n, coalesce(sum(r.rating), 0) AS points"
        " RETURN [a.rating_count, a.rating_sum, a.avg_rating] AS kept,"
        " [n, points, CASE n WHEN 0 THEN 0.0 ELSE toFloat(points) / n END] AS counted",
    )
    return row["kept"], row["counted"]


async def test_an_asset_without_ratings_has_the_average_0(client: httpx2.AsyncClient) -> None:
    assert await ratings(client) == {
        "average": 0.0,
        "count": 0,
        "histogram": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0},
        "items": [],
        "total": 0,
        "limit": 50,
        "next_cursor": None,
    }


async def test_ratings_are_counted_and_listed_newest_first(client: httpx2.AsyncClient, graph: Graph) -> None:
    first = await rate(client, 5, "ann", "crisp")
    second = await rate(client, 2, "bob")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == {
        "asset_id": "base",
        "rating": 5,
        "review_text": "crisp",
        "reviewer_id": "ann",
        "created_at": first.json()["created_at"],
        "updated_at": first.json()["created_at"],
    }
    found = await ratings(client)
    assert found["items"] == [second.json(), first.json()]
    assert (found["average"], found["count"]) == (3.5, 2)
    assert found["histogram"] == {"1": 0, "2": 1, "3": 0, "4": 0, "5": 1}
    kept, counted = await kept_and_counted(graph)
    assert kept == counted == [2, 7, 3.5]


async def test_a_reviewer_who_rates_again_replaces_the_rating(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    first = await rate(client, 1, "ann", "blurry")
    again = await rate(client, 4, "ann")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["review_text"] is None
    assert again.json()["created_at"] == first.json()["created_at"] < again.json()["updated_at"]
    assert (await ratings(client))["items"] == [again.json()]
    kept, counted = await kept_and_counted(graph)
    assert kept == counted == [1, 4, 4.0]


async def test_the_same_again_is_the_same(client: httpx2.AsyncClient) -> None:
    first = await rate(client, 3, "ann", "fine")
    again = await rate(client, 3, "ann", "fine")
    assert (again.status_code, again.json()) == (200, first.json())


async def test_one_rating_may_be_without_a_name(client: httpx2.AsyncClient) -> None:
    await rate(client, 1)
    await rate(client, 2)
    await rate(client, 5, "ann")
    found = await ratings(client)
    assert [(item["reviewer_id"], item["rating"]) for item in found["items"]] == [("ann", 5), (None, 2)]


async def test_pages_neither_repeat_nor_lose_a_rating(client: httpx2.AsyncClient) -> None:
    for n in range(5):
        await rate(client, 1 + n, f"r{n}")
    first = (await client.get("/api/assets/base/ratings?limit=3")).json()
    second = (await client.get(f"/api/assets/base/ratings?limit=3&cursor={first['next_cursor']}")).json()
    assert [item["reviewer_id"] for item in first["items"] + second["items"]] == [
        "r4",
        "r3",
        "r2",
        "r1",
        "r0",
    ]
    assert (first["count"], second["count"], second["next_cursor"]) == (5, 5, None)


async def test_reviewers_at_once_give_the_exact_sum(client: httpx2.AsyncClient, graph: Graph) -> None:
    answers = await asyncio.gather(*(rate(client, 1 + n % 5, f"r{n}") for n in range(24)))
    assert {answer.status_code for answer in answers} == {201}
    kept, counted = await kept_and_counted(graph)
    assert kept == counted
    assert kept[:2] == [24, sum(1 + n % 5 for n in range(24))]


async def test_one_reviewer_at_once_has_one_rating(client: httpx2.AsyncClient, graph: Graph) -> None:
    answers = await asyncio.gather(*(rate(client, 1 + n % 5, "ann") for n in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    kept, counted = await kept_and_counted(graph)
    assert kept == counted
    assert (await ratings(client))["count"] == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/rating"),
        ({"rating": 0}, "/rating"),
        ({"rating": 6}, "/rating"),
        ({"rating": 3.5}, "/rating"),
        ({"rating": "3"}, "/rating"),
        ({"rating": True}, "/rating"),
        ({"rating": None}, "/rating"),
        ({"rating": 3, "reviewer_id": ""}, "/reviewer_id"),
        ({"rating": 3, "reviewer_id": " "}, "/reviewer_id"),
        ({"rating": 3, "reviewer_id": "x" * 129}, "/reviewer_id"),
        ({"rating": 3, "stars": 3}, "/stars"),
    ],
)
async def test_a_rating_that_is_not_valid(
    client: httpx2.AsyncClient, body: dict[str, Any], pointer: str
) -> None:
    answer = await client.put("/api/assets/base/rating", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert (await ratings(client))["count"] == 0


async def test_an_asset_that_is_not_there(client: httpx2.AsyncClient) -> None:
    for answer in (
        await client.put("/api/assets/nope/rating", json={"rating": 3}),
        await client.get("/api/assets/nope/ratings"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")
