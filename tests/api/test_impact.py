"""Impact over HTTP: what an update touches, and what can be done about it."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from depgraph.queries import impact
from tests.graphs.chain import CHAIN
from tests.graphs.diamond import DIAMOND
from tests.graphs.shared_model import SHARED_MODEL
from tests.graphs.studio import DrawnScene, Studio, build
from tests.graphs.two_versions import TWO_VERSIONS
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

MANY = Studio(
    assets=("base@1",),
    scene_types={f"type {i:02}": (("base@1", "primary_model"),) for i in range(3)},
    scenes={f"scene {i:02}": DrawnScene(f"type {i % 3:02}", active=i % 10 != 0) for i in range(70)},
)
"""base@1 <- three types <- 70 scenes, every tenth of them not active."""


async def ask(client: httpx2.AsyncClient, asset_id: str) -> dict[str, Any]:
    answer = await client.get(f"/api/assets/{asset_id}/impact")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_impact_of_a_shared_model_in_its_whole_form(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    base = (await build(graph, SHARED_MODEL))["base@1"]
    here = f"/api/assets/{base}"
    assert await ask(client, base) == {
        "asset_id": base,
        "affected_scene_types": [
            {
                "id": "portrait",
                "name": "portrait",
                "scene_count": 2,
                "active_scene_count": 1,
                "segment_count": 3,
            },
            {"id": "street", "name": "street", "scene_count": 1, "active_scene_count": 1, "segment_count": 0},
        ],
        "affected_active_scenes": [
            {"id": "hall", "name": "hall", "scene_type_id": "portrait", "project_id": "north"},
            {"id": "alley", "name": "alley", "scene_type_id": "street", "project_id": "north"},
            {"id": "attic", "name": "attic", "scene_type_id": "empty", "project_id": None},
        ],
        "affected_templates": [{"id": "draft", "name": "draft"}],
        "affected_jobs": [
            {"id": "done", "name": "done", "status": "done", "active": False},
            {"id": "open", "name": "open", "status": "queued", "active": True},
        ],
        "totals": {"scene_types": 2, "active_scenes": 3, "templates": 1, "jobs": 2},
        "stale_segment_count": 0,
        "actions": [
            {
                "action": "run_regression_tests",
                "method": "POST",
                "href": f"{here}/impact/run-regression-tests",
            },
            {
                "action": "view_affected_scenes",
                "method": "GET",
                "href": f"{here}/dependencies?depth=transitive&entity_type=scene&active=true",
            },
            {"action": "dismiss", "method": "POST", "href": f"{here}/impact/dismiss"},
        ],
        "dismissed": None,
    }


async def test_every_action_is_a_request_that_is_answered(client: httpx2.AsyncClient, graph: Graph) -> None:
    base = (await build(graph, SHARED_MODEL))["base@1"]
    for action in (await ask(client, base))["actions"]:
        answer = await client.request(action["method"], action["href"])
        assert answer.status_code in {200, 202}, answer.text


async def test_the_action_shows_as_many_scenes_as_the_impact_counts(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    base = (await build(graph, MANY))["base@1"]
    told = await ask(client, base)
    (view,) = [action["href"] for action in told["actions"] if action["action"] == "view_affected_scenes"]
    assert (await client.get(view)).json()["by_type"]["scene"] == told["totals"]["active_scenes"]


async def test_lists_hold_the_first_fifty_and_totals_count_all(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    told = await ask(client, (await build(graph, MANY))["base@1"])
    scenes = [(scene["scene_type_id"], scene["id"]) for scene in told["affected_active_scenes"]]
    assert (len(scenes), told["totals"]["active_scenes"]) == (50, 63)
    assert scenes == sorted(scenes)


async def test_things_reached_in_two_ways_count_once(client: httpx2.AsyncClient, graph: Graph) -> None:
    told = await ask(client, (await build(graph, DIAMOND))["base@1"])
    assert told["totals"] == {"scene_types": 1, "active_scenes": 1, "templates": 0, "jobs": 0}
    assert [scene["id"] for scene in told["affected_active_scenes"]] == ["hall"]


@pytest.mark.parametrize(
    "studio",
    [CHAIN, DIAMOND, TWO_VERSIONS, SHARED_MODEL, MANY],
    ids=["chain", "diamond", "versions", "shared", "many"],
)
async def test_the_summary_of_a_registration_is_the_impact_in_three_numbers(
    client: httpx2.AsyncClient, graph: Graph, studio: Studio
) -> None:
    base = (await build(graph, studio))["base@1"]
    short = await graph.write(lambda tx: impact.summary(tx, asset_id=base), name="test")
    told = await ask(client, base)
    assert short.affected_scene_types == told["totals"]["scene_types"]
    assert short.affected_active_scenes == told["totals"]["active_scenes"]
    assert short.stale_segment_count == told["stale_segment_count"]


async def test_segments_whose_latest_receipt_was_made_from_it_are_counted_once(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    base = (await build(graph, CHAIN))["base@1"]
    least = {"lora_configs": [], "prompt_text": "fox", "generation_started_at": "2026-11-20T09:00:00Z"}
    twice = {**least, "model_asset_id": base, "other_inputs": [
        {"role": "refiner", "asset_id": base, "name": "base", "version": "1", "hash": "0" * 64},
    ]}  # fmt: skip
    for path, body in (("hall-0", twice), ("hall-1", twice), ("hall-1", least)):
        answer = await client.post(f"/api/segments/{path}/receipts", json=body)
        assert answer.status_code == 201, answer.text
    assert (await ask(client, base))["stale_segment_count"] == 1


async def test_a_dismissal_is_shown_until_a_further_version_arrives(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    base = (await build(graph, CHAIN))["base@1"]
    address = f"/api/assets/{base}/impact/dismiss"
    answer = await client.post(address, json={"reason": "looked at it", "by": "ada"})
    assert answer.status_code == 200
    said = {"reason": "looked at it", "by": "ada", "at": answer.json()["at"]}
    assert answer.json() == {**said, "asset_id": base}
    assert (await ask(client, base))["dismissed"] == said
    await build(graph, Studio(assets=("base@2",)))
    assert (await ask(client, base))["dismissed"] is None


async def test_the_latest_of_several_dismissals_is_shown(client: httpx2.AsyncClient, graph: Graph) -> None:
    base = (await build(graph, CHAIN))["base@1"]
    for body in ({"by": "ada"}, {"by": "bob"}):
        await client.post(f"/api/assets/{base}/impact/dismiss", json=body)
    assert (await ask(client, base))["dismissed"]["by"] == "bob"


async def test_a_dismissal_needs_no_body_and_takes_no_unknown_field(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    base = (await build(graph, CHAIN))["base@1"]
    plain = await client.post(f"/api/assets/{base}/impact/dismiss")
    assert (plain.status_code, plain.json()["reason"], plain.json()["by"]) == (200, None, None)
    wrong = await client.post(f"/api/assets/{base}/impact/dismiss", json={"who": "ada"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/who")


async def test_regression_tests_are_asked_for_by_an_event(client: httpx2.AsyncClient, graph: Graph) -> None:
    base = (await build(graph, SHARED_MODEL))["base@1"]
    answer = await client.post(f"/api/assets/{base}/impact/run-regression-tests")
    asked = {
        "asset_id": base,
        "scene_type_ids": ["portrait", "street"],
        "scene_ids": ["alley", "attic", "hall"],
        "truncated": False,
    }
    assert (answer.status_code, answer.json()) == (202, {**asked, "event_id": answer.json()["event_id"]})
    events = await run(
        graph, "MATCH (e:Event {kind: 'regression_tests_requested'}) RETURN e.id AS id, e.payload AS it"
    )
    assert [(event["id"], json.loads(str(event["it"]))) for event in events] == [
        (answer.json()["event_id"], asked)
    ]


async def test_a_repeat_with_the_same_key_asks_once(client: httpx2.AsyncClient, graph: Graph) -> None:
    base = (await build(graph, CHAIN))["base@1"]
    address, headers = f"/api/assets/{base}/impact/run-regression-tests", {"Idempotency-Key": "k"}
    first, again = [await client.post(address, headers=headers) for _ in range(2)]
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    events = await run(graph, "MATCH (e:Event {kind: 'regression_tests_requested'}) RETURN count(*) AS it")
    assert events[0]["it"] == 1


async def test_a_list_of_targets_that_is_too_long_is_cut_and_says_so(graph: Graph) -> None:
    base = (await build(graph, MANY))["base@1"]
    (cut,) = await graph.rows("impact.regression_targets", asset_id=base, limit=2)
    assert cut == {
        "scene_type_ids": ["type 00", "type 01"],
        "scene_ids": ["scene 01", "scene 02"],
        "truncated": True,
    }


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "impact"), ("POST", "impact/dismiss"), ("POST", "impact/run-regression-tests")],
)
async def test_an_unknown_asset_is_named(client: httpx2.AsyncClient, method: str, path: str) -> None:
    answer = await client.request(method, f"/api/assets/nobody/{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")
