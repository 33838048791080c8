"""The composed search, as Neo4j plans it: every combination, and what a page costs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import neo4j
import pytest

from depgraph.graph import Graph
from depgraph.queries.asset_search import FILTERS, SORT_KEYS, Search, query
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

VALUES: dict[str, Any] = {
    "name": "dream",
    "asset_type": "lora",
    "status": "active",
    "version": "v1",
    "tags": ["soft"],
    "license": "MIT",
    "min_rating": 4.0,
    "is_current": True,
    "placeholder": False,
}
LEAVES = {"NodeIndexScan", "NodeIndexSeek", "NodeIndexContainsScan", "NodeCountFromCountStore", "Argument"}
SCANS = {"NodeByLabelScan"}
"""What the search may do where no filter or order has an index, as its header says."""


def every_search() -> Iterator[Search]:
    """Every combination of filters, orders and lists: 12,288."""
    for count in range(len(FILTERS) + 1):
        for names in combinations(FILTERS, count):
            yield from _sorted_in_every_way({name: VALUES[name] for name in names})


def small_choice() -> Iterator[Search]:
    """Every pair of filters in every order, and every single filter backwards with tombstones."""
    for names in combinations(FILTERS, 2):
        for sort in SORT_KEYS:
            yield Search({name: VALUES[name] for name in names}, sort)
    for filters in [{}, *({name: VALUES[name]} for name in FILTERS)]:
        for sort in SORT_KEYS:
            yield Search(filters, sort)
            yield Search(filters, sort, descending=True, tombstones=True)


def _sorted_in_every_way(filters: dict[str, Any]) -> Iterator[Search]:
    for sort in SORT_KEYS:
        for descending in (False, True):
            for tombstones in (False, True):
                yield Search(filters, sort, descending, tombstones)


async def plan(graph: Graph, search: Search, verb: str) -> neo4j.ResultSummary:
    statement: Any = f"{verb} {query(search).text}"
    async with graph._driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        result = await session.run(statement, {**search.filters, "offset": 0, "limit": 50})
        assert list(result.keys()) == ["total", "items"]
        return await result.consume()


def operators(step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield step
    for child in step.get("children", []):
        yield from operators(child)


def leaves(step: dict[str, Any]) -> set[str]:
    return {one["operatorType"].partition("@")[0] for one in operators(step) if not one.get("children")}


def hits(summary: neo4j.ResultSummary) -> int:
    assert summary.profile is not None
    return sum(one["args"].get("DbHits", 0) for one in operators(summary.profile))


async def test_every_combination_is_a_read_that_neo4j_plans(graph: Graph, prove: bool) -> None:
    for search in every_search() if prove else small_choice():
        summary = await plan(graph, search, "EXPLAIN")
        assert summary.query_type == "r", search
        assert not [status for status in summary.gql_status_objects if status.gql_status[:2] == "03"], search
        assert summary.plan is not None
        assert leaves(summary.plan) <= LEAVES | SCANS, search


def test_the_statement_has_the_parameters_that_are_sent() -> None:
    for search in every_search():
        composed = query(search)
        assert composed.params == {*search.filters, "offset", "limit"}
        assert all(f"${name}" in composed.text for name in composed.params)
        assert "{{" not in composed.text


@pytest.fixture
async def large(graph: Graph) -> Graph:
    """2,000 assets of three types, as many as make a scan visible."""
    await run(
        graph,
        """
        UNWIND range(0, 1999) AS i
        CREATE (:Asset:Listed {
          id: toString((i * 7919) % 10007), name: 'line' + toString(i % 500),
          search_name: 'line' + toString(i % 500), version: 'v' + toString(i / 500), version_number: i / 500,
          asset_type: ['model', 'lora', 'vae'][i % 3], status: 'active', placeholder: i % 4 = 0,
          file_size_bytes: CASE WHEN i % 4 = 0 THEN null ELSE i END, metadata: '{}', tags: [],
          created_at: '2026-01-0' + toString(i % 9 + 1) + 'T00:00:00.000000Z', updated_at: '2026',
          avg_rating: toFloat(i % 50) / 10, rating_count: 1, dependency_count: i % 20
        })
        """,
    )
    await run(
        graph, "CALL db.prepareForReplanning(60)"
    )  # else the plan is made for the empty graph, at times
    return graph


async def test_a_page_in_the_order_of_an_index_reads_no_more_than_the_page(large: Graph) -> None:
    for sort in SORT_KEYS:
        for descending in (False, True):
            summary = await plan(large, Search(sort=sort, descending=descending), "PROFILE")
            if sort == "file_size_bytes":  # placeholders have no size, so no index holds every row
                continue
            assert summary.profile is not None
            assert leaves(summary.profile) == {"NodeCountFromCountStore", "NodeIndexScan"}, (sort, descending)
            assert hits(summary) < 1_500, (sort, descending)


async def test_a_part_of_a_name_is_found_by_the_text_index(large: Graph) -> None:
    summary = await plan(large, Search({"name": "line49"}), "PROFILE")
    assert summary.profile is not None
    assert leaves(summary.profile) == {"NodeIndexContainsScan"}
    assert hits(summary) < 2_000
