"""Regeneration jobs: claimed with a lease and a fence, moved on by their holder (contract section 6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.test_receipts import recorded
from tests.api.test_regeneration import regenerated, studio
from tests.api.test_staleness_report import sound, stale
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

PATH = "/api/regeneration-jobs"
FAILED = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 1, "succeeded": False}


async def claimed(client: httpx2.AsyncClient, worker: str = "w", lease: int = 60) -> dict[str, Any]:
    answer = await client.post(f"{PATH}/claim", json={"worker": worker, "lease_seconds": lease})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def moved(client: httpx2.AsyncClient, job: dict[str, Any], status: str, **more: Any) -> httpx2.Response:
    body = {"status": status, "fence": job["fence"], **more}
    return await client.patch(f"{PATH}/{job['job_id']}", json=body)


async def lease_is_over(graph: Graph) -> None:
    """The database's clock cannot be turned, so the leases are."""
    await run(graph, "MATCH (job:RegenerationJob) WHERE job.free_at > 0 SET job.free_at = 1")


async def test_the_oldest_job_is_claimed_first_and_then_there_is_none(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    entries = (await regenerated(client))["jobs"]
    first, second = await claimed(client, "ann"), await claimed(client, "bob")
    assert [first["job_id"], second["job_id"]] == [entries[0]["job_id"], entries[2]["job_id"]]
    assert (first["worker"], first["fence"], first["status"]) == ("ann", 1, "claimed")
    assert first["inputs"] == entries[0]["inputs"]
    assert first["segments"] == [
        {
            "segment_id": entry["segment_id"], "new_segment_id": entry["new_segment_id"], "scene_id": "s1",
            "changed": entry["changed"], "receipt_id": None,
        }
        for entry in entries[:2]
    ]  # fmt: skip
    none = await client.post(f"{PATH}/claim", json={"worker": "cid", "lease_seconds": 60})
    assert (none.status_code, none.content) == (204, b"")
    no_prompt = {"prompt": None, "prompt_problem": "What it replaces was not imported from an output."}
    assert (await client.get(f"{PATH}/{first['job_id']}")).json() == first | no_prompt


async def test_a_claim_that_is_repeated_with_its_key_brings_the_same_job(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    body, headers = {"worker": "w", "lease_seconds": 60}, {"Idempotency-Key": "k"}
    for expected in (204, 204):
        answer = await client.post(f"{PATH}/claim", json=body, headers=headers)
        assert (answer.status_code, answer.content) == (expected, b"")
    await studio(client, tmp_path)
    await regenerated(client)
    headers = {"Idempotency-Key": "another"}
    first, again = [await client.post(f"{PATH}/claim", json=body, headers=headers) for _ in range(2)]
    assert first.json() == again.json()
    assert (await client.get(PATH, params={"status": "queued"})).json()["total"] == 1


async def test_a_job_is_done_when_every_new_segment_has_a_receipt(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    await regenerated(client, segment_ids=["g1", "g2"])
    job = await claimed(client)
    assert (await moved(client, job, "submitted")).json()["status"] == "submitted"
    first, second = (one["new_segment_id"] for one in job["segments"])
    await recorded(client, first, **job["inputs"])
    early = await moved(client, job, "done")
    assert (early.status_code, early.json()["code"]) == (409, "job-not-made")
    assert early.json()["new_segment_ids"] == [second]
    await recorded(client, second, **job["inputs"])
    done = await moved(client, job, "done")
    assert (done.status_code, done.json()["status"], done.json()["lease_until"]) == (200, "done", None)
    assert all(one["receipt_id"] for one in done.json()["segments"])
    assert (await moved(client, job, "done")).json() == done.json()
    for other in ("submitted", "failed"):
        answer = await moved(client, job, other)
        assert (answer.status_code, answer.json()["code"]) == (409, "job-ended")
    assert await stale(client) == ["g3"]
    await sound(graph)


async def test_a_receipt_that_failed_makes_nothing(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    await studio(client, tmp_path)
    await regenerated(client, segment_ids=["g3"])
    job = await claimed(client)
    made = await recorded(client, job["segments"][0]["new_segment_id"], **job["inputs"])
    assert (await client.post(f"/api/receipts/{made['id']}/complete", json=FAILED)).status_code == 200
    assert (await moved(client, job, "done")).json()["code"] == "job-not-made"


async def test_a_job_whose_lease_is_over_is_claimed_again_and_the_old_fence_is_refused(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    await regenerated(client, segment_ids=["g3"])
    first = await claimed(client, "ann")
    assert (await moved(client, first, "submitted")).status_code == 200
    await lease_is_over(graph)
    second = await claimed(client, "bob")
    assert (second["job_id"], second["fence"], second["worker"]) == (first["job_id"], 2, "bob")
    assert second["status"] == "claimed"
    for status in ("submitted", "done", "failed"):
        late = await moved(client, first, status)
        assert (late.status_code, late.json()["code"], late.json()["fence"]) == (409, "job-lost", 2)
    assert (await moved(client, second, "failed", reason="no memory")).json()["reason"] == "no memory"
    await sound(graph)


async def test_the_holder_keeps_a_job_after_its_lease_until_another_claims_it(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    await regenerated(client, segment_ids=["g3"])
    job = await claimed(client)
    await lease_is_over(graph)
    again = (await moved(client, job, "submitted")).json()
    assert again["lease_until"] > job["created_at"]
    none = await client.post(f"{PATH}/claim", json={"worker": "b", "lease_seconds": 60})
    assert none.status_code == 204


async def test_jobs_are_listed_newest_first_by_project_and_status(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    entries = (await regenerated(client))["jobs"]
    job = await claimed(client)
    page = (await client.get(PATH)).json()
    ids = sorted({entry["job_id"] for entry in entries}, reverse=True)
    assert [one["job_id"] for one in page["items"]] == ids
    for params, total in (
        ({"project_id": "p1"}, 2),
        ({"project_id": "p2"}, 0),
        ({"status": "claimed"}, 1),
        ({"status": "done"}, 0),
    ):
        assert (await client.get(PATH, params=params)).json()["total"] == total, params
    first = (await client.get(PATH, params={"limit": 1})).json()
    rest = (await client.get(PATH, params={"limit": 1, "cursor": first["next_cursor"]})).json()
    assert [one["job_id"] for one in first["items"] + rest["items"]] == ids
    assert job["job_id"] == entries[0]["job_id"]


@pytest.mark.parametrize(
    ("method", "path", "body", "problem"),
    [
        ("GET", "/none", None, (404, "regeneration-job-not-found")),
        ("PATCH", "/none", {"status": "done", "fence": 1}, (404, "regeneration-job-not-found")),
        ("PATCH", "/none", {"status": "queued", "fence": 1}, (422, "invalid-request")),
        ("PATCH", "/none", {"status": "done"}, (422, "invalid-request")),
        ("POST", "/claim", {"worker": "w", "lease_seconds": 0}, (422, "invalid-request")),
        ("POST", "/claim", {"lease_seconds": 5}, (422, "invalid-request")),
        ("GET", "?status=lost", None, (422, "invalid-request")),
    ],
)
async def test_what_cannot_be_asked_of_a_job(
    client: httpx2.AsyncClient, method: str, path: str, body: Any, problem: tuple[int, str]
) -> None:
    answer = await client.request(method, PATH + path, json=body)
    assert (answer.status_code, answer.json()["code"]) == problem
