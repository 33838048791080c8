"""What is stale is put into jobs, as few as there are different inputs (contract section 6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from depgraph.models.receipts import NewReceipt
from depgraph.provenance.inputs_hash import inputs_hash
from tests.api.test_receipts import LEAST, recorded, segment, status, version
from tests.api.test_staleness_report import made_from, put, report, sound, stale, totals
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def regenerated(client: httpx2.AsyncClient, **body: Any) -> dict[str, Any]:
    """The answer of a request that has to succeed."""
    answer = await client.post("/api/projects/p1/regenerate-stale", json=body)
    assert answer.status_code == (200 if body.get("dry_run") else 202), answer.text
    return answer.json()


def full(asset: dict[str, Any], number: int = 1, **fields: Any) -> dict[str, Any]:
    return {**made_from(asset), "model_version": f"v{number}", **fields}


async def studio(client: httpx2.AsyncClient, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """g1, g2 and g3 were made from flux v1, which v2 has followed; g1 and g2 with the same seed."""
    first = await version(client, folder, "flux", 1)
    for ident, seed in (("g1", 7), ("g2", 7), ("g3", 8)):
        await segment(client, ident)
        await recorded(client, ident, **full(first, seed=seed))
    return first, await version(client, folder, "flux", 2)


async def test_a_job_holds_the_receipts_body_with_the_current_version_put_in(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await segment(client)
    first, ink = await version(client, tmp_path, "flux", 1), await version(client, tmp_path, "ink", 1)
    lora = {"asset_id": ink["id"], "version": "v1", "hash": ink["checksum_sha256"], "weight": 0.5}
    vae = {"role": "vae", "asset_id": None, "name": "ae", "version": None, "hash": "e" * 64, "weight": None}
    sent = {
        **LEAST, **full(first), "lora_configs": [lora], "other_inputs": [vae], "seed": 2**64 - 1, "steps": 20,
        "cfg_scale": 7.5, "sampler": "euler", "additional_params": {"denoise": 1}, "negative_prompt": "blur",
    }  # fmt: skip
    await recorded(client, **sent)
    second = await version(client, tmp_path, "ink", 2)
    found = await regenerated(client)
    (job,) = found["jobs"]
    after = {**lora, "asset_id": second["id"], "version": "v2", "hash": second["checksum_sha256"]}
    inputs = {**sent, "seed": str(2**64 - 1), "lora_configs": [after]}
    # a time has one form
    inputs["generation_started_at"] = "2026-11-20T09:00:00.000000Z"
    assert {name: value for name, value in job["inputs"].items() if value is not None} == inputs
    assert job["inputs_hash"] == inputs_hash(NewReceipt.model_validate(inputs))
    assert job["changed"] == [{
        "role": "lora", "position": 0, "name": "ink",
        "from": {"asset_id": ink["id"], "version": "v1", "hash": ink["checksum_sha256"]},
        "to": {"asset_id": second["id"], "version": "v2", "hash": second["checksum_sha256"]},
    }]  # fmt: skip
    assert (job["segment_id"], job["scene_id"], job["reuse"], job["status"]) == ("g1", "s1", None, "queued")
    assert (found["skipped"], found["total"], found["more"]) == ([], 1, False)
    made = await recorded(client, job["new_segment_id"], **job["inputs"])
    assert made["inputs_hash"] == job["inputs_hash"]
    assert (await status(client))["superseded_by"] == job["new_segment_id"]
    await sound(graph)


async def test_segments_with_identical_inputs_share_a_job_and_each_has_a_new_segment(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    before = [await report(client, project) for project in ("p1", "")]
    jobs = (await regenerated(client))["jobs"]
    assert [job["segment_id"] for job in jobs] == ["g1", "g2", "g3"]
    assert jobs[0]["job_id"] == jobs[1]["job_id"] != jobs[2]["job_id"]
    assert len({job["new_segment_id"] for job in jobs}) == 3
    new = (await client.get(f"/api/segments/{jobs[0]['new_segment_id']}")).json()
    assert (new["scene_id"], new["project_id"], new["scene_type_id"]) == ("s1", "p1", "t1")
    assert [await report(client, project) for project in ("p1", "")] == before
    await sound(graph)


async def test_the_same_again_gives_the_same_jobs_while_they_are_open(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    first = await regenerated(client)
    assert await regenerated(client) == first
    assert await regenerated(client, dry_run=True) == first
    assert (await regenerated(client, segment_ids=["g2"]))["jobs"] == first["jobs"][1:2]
    assert (await client.get("/api/regeneration-jobs")).json()["total"] == 2
    # one of the two is there: the other is to come, by the same job
    await recorded(client, first["jobs"][0]["new_segment_id"], **first["jobs"][0]["inputs"])
    assert (await regenerated(client))["jobs"] == first["jobs"][1:]
    await sound(graph)


async def test_a_dry_run_writes_nothing(client: httpx2.AsyncClient, graph: Graph, tmp_path: Path) -> None:
    await studio(client, tmp_path)
    everything = "MATCH (n) OPTIONAL MATCH (n)-[e]->() RETURN count(DISTINCT n) AS nodes, count(e) AS edges"
    before = await run(graph, everything)
    found = await regenerated(client, dry_run=True)
    assert [(job["job_id"], job["new_segment_id"], job["status"]) for job in found["jobs"]] == [
        (None, None, "planned")
    ] * 3
    assert await run(graph, everything) == before


async def test_what_was_made_from_these_inputs_already_is_reused(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first, second = await studio(client, tmp_path)
    await segment(client, "there")
    await recorded(client, "there", **full(second, 2, seed=8))
    job = (await regenerated(client, segment_ids=["g3"]))["jobs"][0]
    assert (job["reuse"], job["status"], job["job_id"]) == ("there", "reuse", None)
    assert (await regenerated(client, segment_ids=["g3"]))["jobs"] == [job]
    assert (await client.get("/api/regeneration-jobs")).json()["total"] == 0
    await recorded(client, job["new_segment_id"], **job["inputs"])
    assert await stale(client) == ["g1", "g2"]
    # back to v1: what was superseded is there still
    await client.post(f"/api/assets/{first['id']}/make-current")
    jobs = (await regenerated(client))["jobs"]
    assert [(one["segment_id"], one["reuse"]) for one in jobs] == sorted(
        [("there", "g3"), (job["new_segment_id"], "g3")]
    )
    await sound(graph)


async def test_a_failed_or_overwritten_output_is_not_reused(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    _first, second = await studio(client, tmp_path)
    for ident in ("failed", "overwritten"):
        await segment(client, ident)
    end = {"generation_completed_at": "2026-11-20T09:01:00Z", "succeeded": False}
    await recorded(client, "failed", **full(second, 2, seed=8, **end))
    await recorded(client, "overwritten", **full(second, 2, seed=8))
    await recorded(client, "overwritten", **full(second, 2, seed=9))
    (job,) = (await regenerated(client, segment_ids=["g3"]))["jobs"]
    assert (job["reuse"], job["status"]) == (None, "queued")


async def test_inputs_of_unknown_content_are_not_taken_for_equal(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    """g1 and g2 have the same LoRA by its name alone, which may be two files."""
    first = await version(client, tmp_path, "flux", 1)
    lora = {"version": "v1", "hash": None, "weight": 1.0}
    for ident in ("g1", "g2"):
        await segment(client, ident)
        await recorded(client, ident, **full(first, lora_configs=[lora]))
    await version(client, tmp_path, "flux", 2)
    jobs = (await regenerated(client))["jobs"]
    assert jobs[0]["inputs_hash"] == jobs[1]["inputs_hash"]
    assert jobs[0]["job_id"] != jobs[1]["job_id"]
    assert (await regenerated(client))["jobs"] == jobs


async def test_a_current_version_that_was_recorded_without_its_hash_gets_it(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first, ink = await version(client, tmp_path, "flux", 1), await version(client, tmp_path, "ink", 1)
    await segment(client)
    lora = {"asset_id": ink["id"], "version": "v1", "hash": None, "weight": 1.0}
    await recorded(client, **full(first, lora_configs=[lora]))
    await version(client, tmp_path, "flux", 2)
    (job,) = (await regenerated(client))["jobs"]
    assert job["inputs"]["lora_configs"] == [{**lora, "hash": ink["checksum_sha256"]}]
    assert [one["role"] for one in job["changed"]] == ["model"]


async def test_what_is_not_stale_is_skipped_with_its_reason(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    _first, second = await studio(client, tmp_path)
    await segment(client, "new")
    await recorded(client, "new", **full(second, 2))
    await segment(client, "empty")
    await put(client, "scenes/s9", name="s", scene_type_id="t1")
    await put(client, "segments/elsewhere", scene_id="s9", sequence_index=0)
    accepted = {"reason": "fine", "segment_ids": ["g1"]}
    assert (await client.post("/api/projects/p1/accept-stale", json=accepted)).status_code == 201
    (job,) = (await regenerated(client, segment_ids=["g3"]))["jobs"]
    await recorded(client, job["new_segment_id"], **job["inputs"])
    found = await regenerated(client, segment_ids=["new", "empty", "elsewhere", "g1", "g3", "g2"])
    assert [one["segment_id"] for one in found["jobs"]] == ["g2"]
    assert {one["segment_id"]: one["reason"] for one in found["skipped"]} == {
        "new": "not-stale", "empty": "no-receipt", "elsewhere": "other-project", "g1": "accepted",
        "g3": "superseded",
    }  # fmt: skip
    assert found["total"] == 6
    await sound(graph)


async def test_only_what_an_asset_makes_stale(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    first, second = await studio(client, tmp_path)
    ink = await version(client, tmp_path, "ink", 1)
    await segment(client, "g4")
    await recorded(client, "g4", **full(ink))
    await version(client, tmp_path, "ink", 2)
    assert [job["segment_id"] for job in (await regenerated(client, asset_id=ink["id"]))["jobs"]] == ["g4"]
    found = await regenerated(client, asset_id=first["id"], dry_run=True)
    assert [job["segment_id"] for job in found["jobs"]] == ["g1", "g2", "g3"]
    assert (await regenerated(client, asset_id=second["id"]))["jobs"] == []


async def test_images_come_before_the_segments_that_are_made_from_them(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    """g1 from e, derived from d, derived from i: which has changed. g2 from i itself."""
    model = await version(client, tmp_path, "flux", 1)

    async def image(kind: str, ident: str, content: str, **more: Any) -> str:
        body = {"id": ident, "name": ident, "content_hash": content * 64, **more}
        answer = await client.post(f"/api/{kind}", json=body)
        assert answer.is_success, answer.text
        return answer.json()["version_id"]

    source = await image("source-images", "i", "1")
    d_1 = await image("derived-images", "d", "2", derived_from="i")
    e_1 = await image("derived-images", "e", "3", derived_from="d")
    for ident in ("g1", "g2"):
        await segment(client, ident)
    await recorded(client, "g1", **full(model), variant_image_hash="3" * 64)
    await recorded(client, "g2", **full(model), source_image_hash="1" * 64)
    await image("source-images", "i", "4")
    found = await regenerated(client)
    (job,) = found["jobs"]
    assert (job["segment_id"], job["inputs"]["source_image_hash"]) == ("g2", "4" * 64)
    assert job["changed"][0]["from"] == {"asset_id": "i", "version": "1", "hash": "1" * 64}
    assert job["changed"][0]["to"] == {"asset_id": "i", "version": "2", "hash": "4" * 64}
    assert found["skipped"] == [{
        "segment_id": "g1", "reason": "image-first",
        "image": {"kind": "derived_image", "id": "d", "name": "d", "path": [e_1, d_1, source]},
    }]  # fmt: skip
    d_2 = await image("derived-images", "d", "5", derived_from="i")
    (skipped,) = (await regenerated(client))["skipped"]
    assert (skipped["image"]["id"], skipped["image"]["path"]) == ("e", [e_1, d_1])
    assert d_2 != d_1
    await image("derived-images", "e", "6", derived_from="d")
    found = await regenerated(client)
    assert found["skipped"] == []
    assert [one["inputs"]["variant_image_hash"] for one in found["jobs"]] == ["6" * 64, None]
    await sound(graph)


async def test_a_workflow_is_put_in_with_its_version(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    model = await version(client, tmp_path, "flux", 1)
    await segment(client)
    for content in ("1", "2"):
        body = {"id": "w", "name": "w", "content_hash": content * 64}
        assert (await client.post("/api/workflows", json=body)).status_code == 201
        if content == "1":
            await recorded(client, **full(model), workflow_hash="1" * 64, workflow_version="one")
    (job,) = (await regenerated(client))["jobs"]
    assert (job["inputs"]["workflow_hash"], job["inputs"]["workflow_version"]) == ("2" * 64, "2")


async def test_a_job_that_nobody_claimed_is_overtaken_by_the_next_version(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    before = (await regenerated(client))["jobs"]
    third = await version(client, tmp_path, "flux", 3)
    after = (await regenerated(client))["jobs"]
    assert [job["new_segment_id"] for job in after] == [job["new_segment_id"] for job in before]
    assert {job["inputs"]["model_asset_id"] for job in after} == {third["id"]}
    page = (await client.get("/api/regeneration-jobs", params={"status": "failed"})).json()
    assert {job["job_id"] for job in page["items"]} == {job["job_id"] for job in before}
    assert {(job["reason"], len(job["segments"])) for job in page["items"]} == {
        ("What it was to make has other inputs by now.", 0)
    }
    await sound(graph)


async def test_a_claimed_job_goes_on_beside_that_of_the_next_version(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    before = (await regenerated(client, segment_ids=["g3"]))["jobs"]
    claimed = await client.post("/api/regeneration-jobs/claim", json={"worker": "w", "lease_seconds": 60})
    assert claimed.json()["job_id"] == before[0]["job_id"]
    await version(client, tmp_path, "flux", 3)
    after = (await regenerated(client, segment_ids=["g3"]))["jobs"]
    assert after[0]["new_segment_id"] != before[0]["new_segment_id"]
    for one in (before[0], after[0]):
        await recorded(client, one["new_segment_id"], **one["inputs"])
    assert (await status(client, "g3"))["superseded_by"] == after[0]["new_segment_id"]
    assert (await status(client, before[0]["new_segment_id"]))["status"] == "stale"
    await sound(graph)


async def test_a_failed_jobs_segment_is_used_again(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    (before,) = (await regenerated(client, segment_ids=["g3"]))["jobs"]
    path = f"/api/regeneration-jobs/{before['job_id']}"
    assert (await client.patch(path, json={"status": "failed", "fence": 0})).status_code == 200
    (after,) = (await regenerated(client, segment_ids=["g3"]))["jobs"]
    assert after["job_id"] != before["job_id"]
    assert after["new_segment_id"] == before["new_segment_id"]
    await sound(graph)


async def test_a_segment_to_come_can_be_deleted_and_its_job_ends_with_the_last(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    jobs = (await regenerated(client))["jobs"]
    path = f"/api/regeneration-jobs/{jobs[0]['job_id']}"
    for job, after in ((jobs[0], "queued"), (jobs[1], "failed")):
        assert (await client.delete(f"/api/segments/{job['new_segment_id']}")).status_code == 204
        assert (await client.get(path)).json()["status"] == after
    # without the old one, what is to come in its stead is a segment like any other
    assert (await client.delete("/api/segments/g3")).status_code == 204
    assert totals(await report(client))["segments_without_receipt"] == 1
    await sound(graph)


async def test_more_than_fit_into_one_request_come_page_by_page(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("depgraph.queries.regeneration.MAX_SEGMENTS", 2)
    await studio(client, tmp_path)
    first = await regenerated(client)
    assert [job["segment_id"] for job in first["jobs"]] == ["g1", "g2"]
    assert (first["total"], first["more"], first["next_after"]) == (3, True, "g2")
    last = await regenerated(client, after="g2")
    assert [job["segment_id"] for job in last["jobs"]] == ["g3"]
    assert (last["total"], last["more"], last["next_after"]) == (3, False, None)


async def test_a_repeat_with_its_key_has_one_effect(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    await studio(client, tmp_path)
    path, headers = "/api/projects/p1/regenerate-stale", {"Idempotency-Key": "k"}
    first, again = [await client.post(path, json={}, headers=headers) for _ in range(2)]
    assert (again.status_code, again.json()) == (202, first.json())


@pytest.mark.parametrize(
    ("project", "body", "status_code", "code"),
    [
        ("none", {}, 404, "project-not-found"),
        ("none", {"segment_ids": ["g1"]}, 404, "project-not-found"),
        ("p1", {"segment_ids": ["g1", "none"]}, 404, "segment-not-found"),
        ("p1", {"asset_id": "none"}, 404, "asset-not-found"),
        ("p1", {"segment_ids": []}, 422, "invalid-request"),
        ("p1", {"segment_ids": ["g1"], "asset_id": "a"}, 422, "invalid-request"),
        ("p1", {"dry_run": "yes"}, 422, "invalid-request"),
    ],
)
async def test_a_regeneration_that_cannot_be(
    client: httpx2.AsyncClient, project: str, body: dict[str, Any], status_code: int, code: str
) -> None:
    await segment(client)
    answer = await client.post(f"/api/projects/{project}/regenerate-stale", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status_code, code), answer.text
