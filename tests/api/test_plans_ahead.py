"""What the first receipt of a server needs was planned before, for parameters of the same types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx2
import neo4j
import pytest
from neo4j._async.work.transaction import AsyncTransactionBase

from depgraph import catalog
from depgraph.errors import DepgraphError
from depgraph.graph import Graph
from depgraph.queries import plans
from tests.api.test_receipts import LEAST, segment
from tests.support.wipe import run

pytestmark = pytest.mark.anyio
SMALL = {"receipt.get", "request.claim", "request.answer", "task.sweep"}
"""Planned in no time."""
COUNTS = "RETURN COUNT { () } AS nodes, COUNT { ()--() } AS edges"


def types(params: Mapping[str, Any]) -> dict[str, type]:
    return {name: type(value) for name, value in params.items()}


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, type]]:
    """The types of the parameters of what is sent to the database, by the name of the statement."""
    names, seen = {query.text: name for name, query in catalog.load().items()}, {}

    def watch(owner: Any) -> None:
        run = owner.run

        async def watched(self: Any, query: Any, params: dict[str, Any], **more: Any) -> Any:
            text = query.text if isinstance(query, neo4j.Query) else query
            if (name := names[text]) in plans.AHEAD or catalog.load()[name].access == "write":
                seen[name] = types(params)
            return await run(self, query, params, **more)

        monkeypatch.setattr(owner, "run", watched)

    watch(neo4j.AsyncSession)
    watch(AsyncTransactionBase)
    return seen


async def test_the_statements_of_a_first_receipt_are_those_planned_ahead(
    client: httpx2.AsyncClient, sent: dict[str, dict[str, type]]
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


async def test_planning_ahead_writes_nothing(graph: Graph) -> None:
    before = await run(graph, COUNTS)
    await plans.make_ahead(graph)
    assert await run(graph, COUNTS) == before


async def test_a_statement_that_cannot_be_planned_is_said(graph: Graph) -> None:
    with pytest.raises(DepgraphError):
        await graph.plan("usage.open", lists=1)
