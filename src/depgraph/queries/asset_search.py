"""The search for assets: one statement, composed of the fragments ``cypher/asset/_search_*``.

Only the filters that are asked for are in the statement, because ``$x IS NULL OR …`` would
forbid every index. A list in the order of an index is read in that order, as far as its page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, LiteralString, get_args

from depgraph import catalog
from depgraph.graph import Graph
from depgraph.models.assets import Asset
from depgraph.models.base import Page
from depgraph.paging import Window

SortKey = Literal["name", "avg_rating", "dependency_count", "created_at", "file_size_bytes", "asset_type"]
SORT_KEYS: tuple[SortKey, ...] = get_args(SortKey)
FILTERS = (
    "name",
    "asset_type",
    "status",
    "version",
    "tags",
    "license",
    "min_rating",
    "is_current",
    "placeholder",
)
_WITHOUT_INDEX = frozenset({"file_size_bytes"})  # unknown for placeholders, so no index holds every row


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for; ``filters`` has one value for each filter that is asked for."""

    filters: dict[str, Any] = field(default_factory=dict[str, Any])
    sort: SortKey = "name"
    descending: bool = False
    tombstones: bool = False


async def search(graph: Graph, *, wanted: Search, window: Window) -> Page[Asset]:
    """The assets that match, one page of them, and how many match."""
    row = (await graph.composed(query(wanted), {**wanted.filters, **window.params}))[0]
    return window.page([Asset.model_validate(item) for item in row["items"]], row["total"])


def query(wanted: Search) -> catalog.Query:
    """The statement for a search."""
    asked = tuple(name for name in FILTERS if name in wanted.filters)
    return _composed(asked, wanted.sort, wanted.descending, wanted.tombstones)


@cache
def _composed(asked: tuple[str, ...], sort: SortKey, descending: bool, tombstones: bool) -> catalog.Query:
    found = catalog.fragment("asset._search_from_any" if tombstones else "asset._search_from_listed")
    tests: list[LiteralString] = [catalog.fragment(f"asset._search_where_{name}") for name in asked]
    indexed = sort not in _WITHOUT_INDEX
    in_order: list[LiteralString] = [catalog.fragment(f"asset._search_ordered_{sort}")] if indexed else []
    order = catalog.fragment(f"asset._search_by_{sort}{'_descending' if descending else ''}")
    text = (
        catalog.fragment("asset._search")
        .replace("{{found}}", _where(found, tests))
        .replace("{{listed}}", _where(found, [*in_order, *tests]))
        .replace("{{order}}", order)
        .replace("{{asset._row}}", catalog.fragment("asset._row"))
    )
    return catalog.Query(
        name="asset.search",
        summary="assets that match, sorted, one page of them",
        text=text,
        access="read",
        params=frozenset({*asked, "offset", "limit"}),
        returns=("total", "items"),
        rows="one",
        used_by="GET /api/assets",
        scans="Listed (Asset with tombstones), every one, where no filter or order has an index",
    )


def _where(found: LiteralString, tests: list[LiteralString]) -> LiteralString:
    return f"{found}\nWHERE {' AND '.join(tests)}" if tests else found
