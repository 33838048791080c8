"""What a new version costs: the same however many receipts there are, however long the history is."""

from __future__ import annotations

from typing import Any

import pytest

from depgraph import catalog
from depgraph.graph import Graph
from depgraph.models.works import NewVersion
from depgraph.queries import work_registration
from depgraph.queries.work_registration import MAX_STEPS, Content
from tests.support.wipe import run, wipe

pytestmark = pytest.mark.anyio

OLD, NEW = "a" * 64, "f" * 64
STEPS: dict[str, dict[str, Any]] = {
    "work.lock": {"keys": ["source_image:s"]},
    "work.add_version": {
        "key": "source_image:s", "kind": "source_image", "version_id": "new", "name": "n",
        "content_hash": NEW, "file_path": None, "depth": 0, "origin_ids": [],
        "input_key": f"source_image:{NEW}", "now": "now",
    },
    "work.mark_changed": {"key": "source_image:s", "kind": "source_image", "hashes": [OLD, NEW]},
    "work.get": {"key": "source_image:s"},
}  # fmt: skip


async def costs(graph: Graph) -> dict[str, int]:
    """Database hits of each step of one registration, which is rolled back."""
    found: dict[str, int] = {}
    async with graph._driver.session(database=graph._database) as session:
        transaction = await session.begin_transaction()
        for name, params in STEPS.items():
            result = await transaction.run(f"PROFILE {catalog.load()[name].text}", params)  # type: ignore[arg-type]
            found[name] = _hits((await result.consume()).profile or {})
        await transaction.rollback()
    return found


def _hits(plan: dict[str, Any]) -> int:
    return int(plan.get("dbHits", 0)) + sum(map(_hits, plan.get("children", [])))


async def plant(graph: Graph, *, receipts: int, history: int) -> None:
    """A source image of many versions; its current content is in many receipts, and in two variants."""
    await wipe(graph)
    for number in range(history):
        content = OLD if number == history - 1 else f"{number:064x}"
        await register(graph, "source_image", "s", content)
    for ident, content in (("v", "b" * 64), ("w", "c" * 64)):
        await register(graph, "derived_image", ident, content, "s")
    await run(
        graph,
        "MATCH (input:Input) WHERE input.hash IN $hashes UNWIND range(1, $count) AS number"
        " CREATE (:Receipt {id: input.key + number})-[:GENERATED_FROM]->(input)",
        hashes=[OLD, "b" * 64, "c" * 64],
        count=receipts,
    )


async def register(graph: Graph, kind: Any, ident: str, content: str, *origins: str) -> None:
    new = NewVersion(id=ident, name="n", content_hash=content, derived_from=list(origins))
    await graph.write(
        lambda tx: work_registration.register(tx, kind=kind, new=new, content=Content(content)),
        name="register",
    )


async def test_a_new_version_costs_the_same_with_many_receipts_and_a_long_history(graph: Graph) -> None:
    await plant(graph, receipts=2, history=3)
    few = await costs(graph)
    await plant(graph, receipts=3000, history=60)
    many = await costs(graph)
    assert {name: hits for name, hits in many.items() if hits > few[name] * 1.1 + 2} == {}, (few, many)
    assert few["work.mark_changed"] > 0


async def test_images_that_are_reached_in_a_million_ways_are_each_looked_at_once(graph: Graph) -> None:
    """A ladder: two images on each of twenty steps, both derived from both of the step below."""
    await wipe(graph)
    await register(graph, "source_image", "s", OLD)
    below = ["s"]
    for step in range(MAX_STEPS):
        rung = [f"{side}{step}" for side in "lr"]
        for place, ident in enumerate(rung):
            await register(graph, "derived_image", ident, f"{step * 2 + place:064x}", *below)
        below = rung
    # with plans that were made for a smaller graph it is 400,000: still no walk of a million ways
    await run(graph, "CALL db.prepareForReplanning(60)")
    found = await costs(graph)
    assert found["work.mark_changed"] < 40_000, found
    await register(graph, "source_image", "s", NEW)
    rows = await run(graph, "MATCH (input:Input:Changed) RETURN count(*) AS changed")
    assert rows == [{"changed": 2 * MAX_STEPS + 1}]
