"""Many workers and many requests at once: no job is given to two, none is made twice."""

from __future__ import annotations

from typing import Any

import pytest

from depgraph.graph import Graph
from tests.races.racing import CLIENTS, Send, Studio, at_once, only, sound
from tests.races.test_receipts import place
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


@pytest.fixture
def rounds(prove: bool) -> range:
    """Each round has a studio's worth of writes; the invariants are asked after each."""
    return range(100 if prove else 3)


def receipt(model: str, seed: int = 0) -> dict[str, Any]:
    return {
        "model_asset_id": model, "model_hash": None, "lora_configs": [], "prompt_text": "fox", "seed": seed,
        "generation_started_at": "2026-11-20T09:00:00Z",
    }  # fmt: skip


async def stale(studio: Studio, number: int, count: int) -> list[str]:
    """Segments with different seeds, all made from a version that another has followed."""
    segments = [f"g{number}-{one}" for one in range(count)]
    await place(studio, f"s{number}", *segments)
    first = await studio.asset(f"flux{number}")
    for seed, segment in enumerate(segments):
        only([await studio.posting(f"segments/{segment}/receipts", receipt(first, seed))()], 201)
    await studio.asset(f"flux{number}", "2")
    return segments


def regeneration(studio: Studio, **body: Any) -> Send:
    return studio.posting("projects/p/regenerate-stale", {"dry_run": False, **body})


def claim(studio: Studio, worker: int) -> Send:
    return studio.posting("regeneration-jobs/claim", {"worker": f"w{worker}", "lease_seconds": 60})


async def test_eight_workers_claim_and_no_job_is_given_to_two(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    """More workers than jobs, then as many as jobs."""
    for number in rounds:
        for count in (5, CLIENTS):
            await run(graph, "MATCH (job:RegenerationJob) REMOVE job.key, job.turn SET job.status = 'done'")
            chosen = await stale(studio, number * 100 + count, count)
            only([await regeneration(studio, segment_ids=chosen)()], 202)
            answers = await at_once([claim(studio, worker) for worker in range(CLIENTS)])
            seen = only(answers, 200, 204)
            assert seen == {200: count, 204: CLIENTS - count} if count < CLIENTS else {200: count}
            jobs = [answer.json() for answer in answers if answer.status_code == 200]
            assert len({job["job_id"] for job in jobs}) == count
            assert {job["fence"] for job in jobs} == {1}


async def test_a_job_whose_lease_is_over_goes_to_one_of_many_with_the_next_fence(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    await stale(studio, 0, 1)
    only([await regeneration(studio)()], 202)
    only([await claim(studio, 0)()], 200)
    for number in rounds:
        await run(graph, "MATCH (job:RegenerationJob) SET job.free_at = 1")
        answers = await at_once([claim(studio, worker) for worker in range(CLIENTS)])
        assert only(answers, 200, 204) == {200: 1, 204: CLIENTS - 1}
        (job,) = (answer.json() for answer in answers if answer.status_code == 200)
        assert job["fence"] == number + 2


async def test_eight_requests_at_once_make_each_thing_once(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for number in rounds:
        chosen = await stale(studio, number, 4)
        sends = [regeneration(studio, segment_ids=chosen) for _ in range(CLIENTS // 2)]
        sends += [regeneration(studio) for _ in range(CLIENTS // 2)]
        answers = await at_once(sends)
        only(answers, 202)
        for segment in chosen:
            found = {
                (job["job_id"], job["new_segment_id"])
                for answer in answers
                for job in answer.json()["jobs"]
                if job["segment_id"] == segment
            }
            assert len(found) == 1, segment
            kept = await run(
                graph, "MATCH (new)-[:REPLACES]->(:Segment {id: $id}) RETURN new.id AS id", id=segment
            )
            assert [row["id"] for row in kept] == [new for _job, new in found]
        await sound(graph)


async def test_segments_get_receipts_go_and_move_while_they_are_regenerated(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for number in rounds:
        chosen = await stale(studio, number, 4)
        entries = (await regeneration(studio, segment_ids=chosen)()).json()["jobs"]
        news = [entry["new_segment_id"] for entry in entries]
        third = await studio.asset(f"flux{number}", "3")
        bulk = {"receipts": [{**receipt(third), "segment_id": one} for one in (chosen[0], news[0], news[1])]}
        moved = {"name": "s", "scene_type_id": "t", "project_id": "q"}
        answers = await at_once([
            studio.posting("receipts/bulk", bulk),
            studio.posting(f"segments/{news[0]}/receipts", receipt(third)),
            studio.posting(f"segments/{chosen[1]}/receipts", receipt(third)),
            regeneration(studio, segment_ids=chosen[:3]),
            studio.deleting(f"segments/{chosen[3]}"),
            studio.deleting(f"segments/{news[2]}"),
            studio.putting(f"scenes/s{number}", moved),
            claim(studio, 0),
        ])  # fmt: skip
        only(answers, 200, 201, 202, 204)
        await sound(graph)
