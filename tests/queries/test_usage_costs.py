"""What versions, reports and pages cost: nothing that grows with the receipts that they are not about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from depgraph import catalog
from depgraph.graph import Graph
from depgraph.models.receipts import BulkReceipts
from depgraph.queries import asset_registration, receipts
from depgraph.queries.asset_registration import Measured
from tests.support.wipe import run, wipe

pytestmark = pytest.mark.anyio

LORAS = [f"lora{number}" for number in range(8)]
RARE = "rare"
"""A LoRA of few segments, which gets a second version: those are what is stale."""
STALE = 5
PAGE = {"offset": 0, "limit": 5}


def sha(name: str, version: int) -> str:
    return f"{int.from_bytes(name.encode()):x}".rjust(60, "0") + f"{version:04x}"


async def register(graph: Graph, name: str, version: int) -> str:
    new = Measured(
        name=name, version=f"v{version}", version_from_content=False, asset_type="model", file_path="/f",
        file_size_bytes=1, checksum_sha256=sha(name, version), metadata={}, tags=[],
    )  # fmt: skip
    made = await graph.write(lambda tx: asset_registration.register(tx, new=new), name="register")
    return made.answer.id


async def plant(graph: Graph, segments: int) -> dict[str, str]:
    """Segments in one project, each from the base model and two LoRAs; five of them from the rare one too."""
    await wipe(graph)
    ids = {name: await register(graph, name, 1) for name in ["base", *LORAS, RARE]}
    await run(
        graph,
        "CREATE (p:Entity:Project {id: 'p', key: 'project:p', kind: 'project', name: 'p'})"
        " CREATE (t:Entity:SceneType {id: 't', key: 'scene_type:t', kind: 'scene_type', name: 't'})"
        " WITH p, t UNWIND range(0, $segments / 20) AS n"
        " CREATE (s:Entity:Scene {id: 's' + n, key: 'scene:s' + n, kind: 'scene', name: 's', active: false,"
        "   scene_type_id: 't', project_id: 'p'})"
        " CREATE (s)-[:IN_PROJECT {source: 'own'}]->(p) CREATE (s)-[:OF_SCENE_TYPE]->(t)"
        " WITH p, t, s, n UNWIND range(n * 20, n * 20 + 19) AS g"
        " CREATE (x:Entity:Segment {id: 'g' + g, key: 'segment:g' + g, kind: 'segment', scene_id: s.id,"
        " sequence_index: 0})"
        " CREATE (x)-[:IN_SCENE]->(s) CREATE (x)-[:IN_SCENE_TYPE]->(t) CREATE (x)-[:COUNTED_IN]->(p)",
        segments=segments,
    )
    for first in range(0, segments, 200):
        bulk = [receipt(ids, number) for number in range(first, min(first + 200, segments))]
        new = BulkReceipts.model_validate({"receipts": bulk})
        await graph.write(lambda tx, new=new: receipts.record_bulk(tx, new=new, key=b"k" * 32), name="bulk")
    await register(graph, RARE, 2)
    return ids


def receipt(ids: dict[str, str], number: int) -> dict[str, Any]:
    names = [LORAS[number % 8], LORAS[(number + 3) % 8]] + [RARE] * (number < STALE)
    return {
        "segment_id": f"g{number}", "model_asset_id": ids["base"], "model_hash": sha("base", 1),
        "lora_configs": [
            {"asset_id": ids[name], "version": "v1", "hash": sha(name, 1), "weight": 1.0} for name in names
        ],
        "prompt_text": "fox", "generation_started_at": "2026-11-20T09:00:00Z",
    }  # fmt: skip


async def hits(graph: Graph, steps: dict[str, dict[str, Any]]) -> dict[str, int]:
    """Database hits of each, one after the other in a transaction that is rolled back."""
    found: dict[str, int] = {}
    async with graph._driver.session(database=graph._database) as session:
        transaction = await session.begin_transaction()
        for name, params in steps.items():
            result = await transaction.run(f"PROFILE {catalog.load()[name].text}", params)  # type: ignore[arg-type]
            found[name] = _hits((await result.consume()).profile or {})
        await transaction.rollback()
    return found


def _hits(plan: dict[str, Any]) -> int:
    return int(plan.get("dbHits", 0)) + sum(map(_hits, plan.get("children", [])))


def steps(ids: dict[str, str]) -> dict[str, dict[str, Any]]:
    """A registration on the base model, and the questions about what is stale and what was used."""
    questions: dict[str, dict[str, Any]] = {
        "staleness.report_of_project": {"project_id": "p", "limit": 500, "now": "now"},
        "staleness.report": {"limit": 500, "now": "now"},
        "staleness.segments_of_project": {
            "project_id": "p",
            "asset_id": "",
            "asset_type": "",
            "now": "now",
            **PAGE,
        },
        "staleness.segments_of_asset": {"asset_id": ids[RARE], "now": "now", **PAGE},
        "usage.of_asset": {"asset_id": ids["base"], "versions": "this", "version": "", **PAGE},
        "impact.get": {"asset_id": ids["base"]},
        "asset.versions": {"asset_id": ids["base"], **PAGE},
    }
    columns = dict.fromkeys(
        ("description", "license", "origin", "registered_by", "file_path", "tensor_hash"), "x"
    )
    registration: dict[str, dict[str, Any]] = {
        "asset.lock_line": {"name": "base", "asset_type": "model", "version": "v2", "now": "now"},
        "asset.create": {
            "name": "base", "search_name": "base", "version": "v2", "asset_type": "model",
            "hash": sha("base", 2), "short_id": "new", "opaque_id": "new-2", "file_size_bytes": 1,
            "metadata": "{}", "tags": [], "now": "now", **columns,
        },
        "asset.make_current": {"asset_id": "new", "now": "now"},
        "input.mark": {"name": "base", "hashes": [sha("base", 2)]},
        "impact.summary": {"asset_id": ids["base"]},
    }  # fmt: skip
    return {**questions, **registration}


async def test_neither_versions_nor_answers_cost_more_with_more_clean_segments(graph: Graph) -> None:
    few_ids = await plant(graph, 200)
    await run(graph, "CALL db.prepareForReplanning(60)")
    few = await hits(graph, steps(few_ids))
    many_ids = await plant(graph, 2000)
    await run(graph, "CALL db.prepareForReplanning(60)")
    many = await hits(graph, steps(many_ids))
    assert {name: hits for name, hits in many.items() if hits > few[name] * 1.1 + 10} == {}, (few, many)
    inputs, pairs, rows = len(LORAS) + 2, STALE, 1
    assert many["staleness.report_of_project"] <= 3 * inputs + 25 * pairs + 20 * rows + 20, many


async def test_a_report_sorts_what_it_says_and_not_every_segment_with_each_row(graph: Graph) -> None:
    """A sort is charged for all that a row bears: a large project's report took more memory than there is."""
    await plant(graph, 200)
    for name in LORAS:
        await register(graph, name, 2)
    for query, params in {
        "staleness.report_of_project": {"project_id": "p", "limit": 500, "now": "now"},
        "staleness.report": {"limit": 500, "now": "now"},
    }.items():
        found = await memory(graph, query, params)
        # a row is charged for its own segments several times, never for those of all groups
        assert max(found["sorts"]) <= 4 * max(found["groups"]), found


async def memory(graph: Graph, name: str, params: dict[str, Any]) -> dict[str, list[int]]:
    """Bytes that the sorts and the aggregations of a query were charged for."""
    async with graph._driver.session(database=graph._database) as session:
        result = await session.run(f"PROFILE {catalog.load()[name].text}", params)  # type: ignore[arg-type]
        operators = list(_operators((await result.consume()).profile or {}))
    charged = [(one["operatorType"], int(one["args"].get("Memory", 0))) for one in operators]
    return {
        "sorts": [bytes_ for kind, bytes_ in charged if kind.startswith(("Sort", "Top"))],
        "groups": [bytes_ for kind, bytes_ in charged if kind.startswith("EagerAggregation")],
    }


def _operators(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("children", []):
        yield from _operators(child)
