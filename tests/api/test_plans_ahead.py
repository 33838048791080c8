"""What the first receipt of a server needs was planned before, for parameters of the same types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import anyio
import httpx2
import neo4j
import pytest
from neo4j._async.work.transaction import AsyncTransactionBase

from depgraph import catalog, readiness
from depgraph.errors import DatabaseUnavailable, DepgraphError
from depgraph.graph import Graph
from depgraph.queries import plans
from tests.api.test_receipts import LEAST, segment
from tests.support.wipe import run

pytestmark = pytest.mark.anyio
SMALL = {"receipt.get", "request.claim", "request.answer", "task.sweep"}
"""Planned in no time."""
COUNTS = "RETURN COUNT { () } AS nodes, COUNT { ()--() } AS edges"


def types(params: Mapping[str, Any]) -> dict[str, object]:
    """Of lists in a map only which there are: one plan serves them all."""
    return {name: set(value) if isinstance(value, dict) else type(value) for name, value in params.items()}


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, object]]:
    """The types of the parameters of what is sent to the database, by the name of the statement."""
    names, seen = {query.text: name for name, query in catalog.load().items()}, {}

    def watch(owner: Any) -> None:
        run = owner.run

        async def watched(self: Any, query: Any, params: dict[str, Any], **more: Any) -> Any:
            text = query.text if isinstance(query, neo4j.Query) else query
            if catalog.load()[name := names[text]].access == "write":
                seen[name] = types(params)
            return await run(self, query, params, **more)

        monkeypatch.setattr(owner, "run", watched)

    watch(neo4j.AsyncSession)
    watch(AsyncTransactionBase)
    return seen


async def test_the_statements_of_a_first_receipt_are_those_planned_ahead(
    client: httpx2.AsyncClient, sent: dict[str, dict[str, object]]
) -> None:
    await segment(client, "g1")
    sent.clear()
    answer = await client.post(
        "/api/segments/g1/receipts",
        json={**LEAST, "model_hash": "a" * 64, "source_image_hash": "b" * 64},
        headers={"Idempotency-Key": "k"},
    )
    assert answer.status_code == 201, answer.text
    assert sent.keys() - SMALL == {"receipt.record", "usage.open", "usage.rewrite"}
    assert {name: sent[name] for name in sent.keys() - SMALL} == {
        name: types(plans.AHEAD[name]) for name in sent.keys() - SMALL
    }


@pytest.mark.parametrize("name", sorted(plans.AHEAD))
def test_what_is_planned_ahead_has_all_parameters(name: str) -> None:
    query, params = catalog.load()[name], plans.AHEAD[name]
    assert params.keys() == query.params
    assert params["lists"].keys() == query.lists


def test_a_header_has_to_name_the_lists_that_its_statement_uses() -> None:
    header = (
        "// a.b — c\n//\n// access: read\n// params: lists\n// returns: x\n// rows: many\n// used by: d\n"
    )
    with pytest.raises(catalog.CatalogError, match="lists"):
        catalog.parse("a.b", header + "\nUNWIND $lists.names AS x RETURN x", {})


class Refusing(Graph):
    """A database that is away when first asked, and notes what it planned afterwards."""

    def __init__(self) -> None:
        self.asked, self.planned, self.all = 0, set[str](), anyio.Event()

    def with_deadline(self, seconds: float) -> Graph:
        del seconds
        return self

    async def plan(self, name: str, /, **params: Any) -> None:
        del params
        self.asked += 1
        if self.asked == 2:
            raise DatabaseUnavailable("away")
        self.planned.add(name)
        if self.planned == plans.AHEAD.keys():
            self.all.set()


async def test_plans_are_made_again_after_the_database_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "PLANNED_SECONDS", 0.01)
    graph = Refusing()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(readiness.keep_planned, graph)
        with anyio.fail_after(5):
            await graph.all.wait()
        tasks.cancel_scope.cancel()
    assert graph.asked >= 2 + len(plans.AHEAD)


async def test_planning_ahead_writes_nothing(graph: Graph) -> None:
    before = await run(graph, COUNTS)
    await plans.make_ahead(graph)
    assert await run(graph, COUNTS) == before


async def test_a_statement_that_cannot_be_planned_is_said(graph: Graph) -> None:
    with pytest.raises(DepgraphError):
        await graph.plan("usage.open", lists=1)
