"""GET /api/assets."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.asset_graph import add_receipt, registered
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

# name, version, type, status, placeholder, size, tags, licence, rating, dependencies, current, age
ROWS: list[tuple[Any, ...]] = [
    ("Straße", "v1", "model", "active", False, 30, ["a", "b"], "MIT", 4.5, 2, False, 1),
    ("Straße", "v2", "model", "active", False, 20, ["a"], "MIT", 3.0, 0, True, 2),
    ("dream", "v1", "lora", "deprecated", False, 10, [], None, 0.0, 7, False, 3),
    ("dream", "v2", "lora", "active", True, None, ["b"], "CC0", 5.0, 7, True, 4),
    ("Daydreamer", "v1", "model", "active", False, 10, ["a", "b"], "CC0", 4.5, 1, True, 5),
    ("old", "v1", "model", "removed", False, 1, ["a"], None, 0.0, 0, False, 6),
]
FIELDS = [
    "name",
    "version",
    "asset_type",
    "status",
    "placeholder",
    "size",
    "tags",
    "license",
    "rating",
    "uses",
    "current",
    "age",
]


@pytest.fixture
async def shelf(graph: Graph) -> dict[str, str]:
    """Five assets of three lines and a tombstone; answers the id of each name and version."""
    rows = [dict(zip(FIELDS, row, strict=True)) for row in ROWS]
    for row in rows:
        row["id"] = f"{row['name']}-{row['version']}"
        row["search_name"] = row["name"].casefold()
    await run(
        graph,
        """
        UNWIND $rows AS row
        CREATE (asset:Asset {
          id: row.id, name: row.name, search_name: row.search_name, version: row.version,
          version_number: toInteger(substring(row.version, 1)), asset_type: row.asset_type,
          status: row.status, placeholder: row.placeholder, file_size_bytes: row.size, metadata: '{}',
          tags: row.tags, license: row.license, avg_rating: row.rating, rating_count: 1,
          dependency_count: row.uses, current_of: CASE WHEN row.current THEN row.name END,
          created_at: '2026-01-0' + row.age + 'T00:00:00.000000Z', updated_at: '2026-01-09T00:00:00.000000Z'
        })
        FOREACH (_ IN CASE WHEN row.status = 'removed' THEN [] ELSE [1] END | SET asset:Listed)
        """,
        rows=rows,
    )
    return {row["id"]: row["id"] for row in rows}


async def found(client: httpx2.AsyncClient, query: str) -> list[str]:
    """The ids that a search answers; its total has to count them."""
    answer = await client.get(f"/api/assets?{query}")
    assert answer.status_code == 200, answer.text
    page = answer.json()
    assert page["total"] == len(page["items"])
    return [item["id"] for item in page["items"]]


S1, S2, D1, D2, DAY, OLD = "Straße-v1", "Straße-v2", "dream-v1", "dream-v2", "Daydreamer-v1", "old-v1"


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [DAY, S1, S2, D1, D2]),
        ("name=DREAM", [DAY, D1, D2]),
        ("name=STRASSE", [S1, S2]),
        ("name=str%25", []),
        ("type=lora", [D1, D2]),
        ("asset_type=lora&type=lora", [D1, D2]),
        ("status=active", [DAY, S1, S2, D2]),
        ("status=deprecated", [D1]),
        ("status=removed", [OLD]),
        ("status=any", [DAY, S1, S2, D1, D2, OLD]),
        ("version=v2", [S2, D2]),
        ("version=v", []),
        ("tag=a", [DAY, S1, S2]),
        ("tag=a&tag=b", [DAY, S1]),
        ("license=CC0", [DAY, D2]),
        ("license=cc0", []),
        ("min_rating=4.5", [DAY, S1, D2]),
        ("min_rating=0", [DAY, S1, S2, D1, D2]),
        ("is_current=true", [DAY, S2, D2]),
        ("is_current=false", [S1, D1]),
        ("placeholder=true", [D2]),
        ("placeholder=false&status=any", [DAY, S1, S2, D1, OLD]),
        ("sort=name", [DAY, S1, S2, D1, D2]),
        ("sort=-name", [D2, D1, S2, S1, DAY]),
        ("sort=avg_rating", [D1, S2, DAY, S1, D2]),
        ("sort_by=-avg_rating", [D2, S1, DAY, S2, D1]),
        ("sort=dependency_count", [S2, DAY, S1, D1, D2]),
        ("sort=-dependency_count&sort_by=-dependency_count", [D2, D1, S1, DAY, S2]),
        ("sort=created_at", [S1, S2, D1, D2, DAY]),
        ("sort=-created_at&type=model", [DAY, S2, S1]),
        ("sort=file_size_bytes", [DAY, D1, S2, S1, D2]),
        ("sort=-file_size_bytes", [S1, S2, D1, DAY, D2]),
        ("sort=asset_type", [D1, D2, DAY, S1, S2]),
        ("sort=-asset_type", [S2, S1, DAY, D2, D1]),
        ("name=dream&type=model&tag=b&license=CC0&min_rating=4&is_current=true&version=v1", [DAY]),
    ],
)
async def test_a_search_finds_what_matches_in_order(
    client: httpx2.AsyncClient, query: str, expected: list[str]
) -> None:
    assert await found(client, query) == expected


async def test_an_item_of_the_list_is_the_asset(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    await registered(client, tmp_path / "a", b"one", name="dream", version="v1")
    second = await registered(client, tmp_path / "b", b"two", name="dream", version="v2", tags=["x"])
    page = (await client.get("/api/assets?is_current=true")).json()
    expected = {key: value for key, value in second.items() if key not in {"impact", "same_content_as"}}
    assert page == {"items": [expected], "total": 1, "limit": 50, "next_cursor": None}


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("sort", "limit"),
    list(product(["name", "-avg_rating", "dependency_count", "-file_size_bytes", "created_at"], [1, 2, 5])),
)
async def test_paging_through_a_list_repeats_and_loses_nothing(
    client: httpx2.AsyncClient, sort: str, limit: int
) -> None:
    whole = (await client.get(f"/api/assets?sort={sort}")).json()["items"]
    seen: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        more = f"&cursor={cursor}" if cursor else ""
        page = (await client.get(f"/api/assets?sort={sort}&limit={limit}{more}")).json()
        assert page["total"] == len(whole)
        seen += page["items"]
        cursor = page["next_cursor"]
    assert seen == whole


@pytest.mark.usefixtures("shelf")
async def test_a_cursor_of_other_filters_is_refused(client: httpx2.AsyncClient) -> None:
    cursor = (await client.get("/api/assets?limit=1&sort=name")).json()["next_cursor"]
    answer = await client.get(f"/api/assets?limit=1&sort=-name&cursor={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-cursor")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("sort=size", "sort"),
        ("sort_by=--name", "sort"),
        ("sort=name&sort_by=-name", "sort"),
        ("type=model&asset_type=lora", "type"),
        ("status=gone", "status"),
        ("min_rating=5.1", "min_rating"),
        ("min_rating=-1", "min_rating"),
        ("min_rating=nan", "min_rating"),
        ("is_current=perhaps", "is_current"),
        ("placeholder=", "placeholder"),
        ("limit=501", "limit"),
        ("limit=0", "limit"),
        ("offset=-1", "offset"),
        ("colour=red", "colour"),
        ("name=", "name"),
    ],
)
async def test_a_parameter_that_cannot_be_is_named(
    client: httpx2.AsyncClient, query: str, pointer: str
) -> None:
    answer = await client.get(f"/api/assets?{query}")
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_an_unknown_sort_names_the_known(client: httpx2.AsyncClient) -> None:
    problem = (await client.get("/api/assets?sort=size")).json()
    assert problem["detail"] == (
        "Unknown sort 'size'; known are name, avg_rating, dependency_count, created_at, file_size_bytes, "
        "asset_type, each with - first too."
    )


async def test_an_answer_of_the_list_is_one_statement(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    asset = await registered(client, tmp_path / "a", b"one")
    await add_receipt(graph, asset["id"], "s1")
    answer = await client.get("/api/assets?name=a&tag=x&sort=-avg_rating")
    assert answer.headers["server-timing"].startswith("asset.search;dur=")
    assert answer.headers["server-timing"].count("dur=") == 1
