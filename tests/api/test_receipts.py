"""Receipts: recorded once, completed once, linked to the versions that were used (contract section 6)."""

from __future__ import annotations

import functools
import threading
from hashlib import sha256
from pathlib import Path
from typing import Any

import anyio
import anyio.from_thread
import httpx2
import pytest

from depgraph.graph import Graph
from depgraph.provenance import recording
from depgraph.queries import receipts
from tests.api.asset_graph import registered
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

LEAST: dict[str, Any] = {
    "lora_configs": [], "prompt_text": "a red fox", "generation_started_at": "2026-11-20T09:00:00Z",
}  # fmt: skip


async def segment(client: httpx2.AsyncClient, segment_id: str = "g1") -> str:
    """A segment in scene s1 of project p1."""
    for path, body in (
        ("projects/p1", {"name": "p"}),
        ("scene-types/t1", {"name": "t", "assets": []}),
        ("scenes/s1", {"name": "s", "scene_type_id": "t1", "project_id": "p1"}),
        (f"segments/{segment_id}", {"scene_id": "s1", "sequence_index": 0}),
    ):
        assert (await client.put(f"/api/{path}", json=body)).is_success
    return segment_id


async def recorded(client: httpx2.AsyncClient, segment_id: str = "g1", /, **fields: Any) -> dict[str, Any]:
    """The receipt of a recording that has to succeed."""
    answer = await client.post(f"/api/segments/{segment_id}/receipts", json={**LEAST, **fields})
    assert answer.status_code == 201, answer.text
    assert answer.headers["Location"] == f"/api/receipts/{answer.json()['id']}"
    return answer.json()


async def status(client: httpx2.AsyncClient, segment_id: str = "g1") -> dict[str, Any]:
    answer = await client.get(f"/api/segments/{segment_id}/staleness")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def version(client: httpx2.AsyncClient, folder: Path, name: str, number: int) -> dict[str, Any]:
    """The next version of a line, with bytes of its own."""
    return await registered(
        client, folder / f"{name}{number}", b"%d" % number, name=name, version=f"v{number}"
    )


async def test_a_receipt_is_read_back_as_it_was_recorded(client: httpx2.AsyncClient) -> None:
    await segment(client)
    made = await recorded(client, seed=2**64 - 1, steps=20, cfg_scale=7.5, additional_params={"denoise": 1.0})
    assert made["seed"] == "18446744073709551615"
    assert (await client.get(f"/api/receipts/{made['id']}")).json() == made
    page = (await client.get("/api/segments/g1/receipts")).json()
    assert (page["total"], page["items"]) == (1, [made])


async def test_receipts_of_one_segment_are_chained_newest_first(client: httpx2.AsyncClient) -> None:
    await segment(client)
    made = [await recorded(client, seed=number) for number in range(3)]
    assert [one["number"] for one in made] == [1, 2, 3]
    assert [one["previous_hash"] for one in made] == [None, made[0]["hash"], made[1]["hash"]]
    page = (await client.get("/api/segments/g1/receipts", params={"limit": 2})).json()
    assert [one["id"] for one in page["items"]] == [made[2]["id"], made[1]["id"]]


async def test_an_input_is_linked_by_id_or_by_hash(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await segment(client)
    model, lora = await version(client, tmp_path, "flux", 1), await version(client, tmp_path, "ink", 1)
    await recorded(
        client,
        model_asset_id=model["id"],
        lora_configs=[{"version": "v1", "hash": lora["checksum_sha256"], "weight": 0.8}],
    )
    rows = await run(
        graph,
        "MATCH (:Receipt)-[e:GENERATED_FROM]->(a:Asset) RETURN a.name AS name, e.role AS role, e.weight AS w",
    )
    assert sorted((row["name"], row["role"], row["w"]) for row in rows) == [
        ("flux", "model", None), ("ink", "lora", 0.8),
    ]  # fmt: skip


async def test_bytes_that_nobody_registered_are_linked_when_somebody_does(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    other = await version(client, tmp_path, "elsewhere", 7)
    await client.delete(f"/api/assets/{other['id']}")
    await recorded(client, model_hash=other["checksum_sha256"], model_version="v7")
    before = await status(client)
    assert (before["status"], [one["role"] for one in before["untracked"]]) == ("unknown", ["model"])
    again = await version(client, tmp_path, "elsewhere", 7)
    after = (await client.get("/api/segments/g1/provenance")).json()
    assert after["inputs"][0]["asset_id"] == again["id"]
    assert (await status(client))["status"] == "up_to_date"


async def test_a_failed_receipt_is_kept_and_never_the_latest(client: httpx2.AsyncClient) -> None:
    await segment(client)
    good = await recorded(client, seed=1)
    bad = await recorded(client, seed=2)
    end = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 60_000, "succeeded": False}
    assert (await client.post(f"/api/receipts/{bad['id']}/complete", json=end)).status_code == 200
    assert (await client.get("/api/segments/g1/provenance")).json()["id"] == good["id"]
    assert (await client.get("/api/segments/g1/receipts")).json()["total"] == 2


async def test_a_completion_is_the_only_change_and_the_same_again_is_the_same(
    client: httpx2.AsyncClient,
) -> None:
    await segment(client)
    made = await recorded(client)
    end = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 60_000}
    first = await client.post(f"/api/receipts/{made['id']}/complete", json=end)
    assert (first.status_code, first.json()["succeeded"]) == (200, True)
    assert (await client.post(f"/api/receipts/{made['id']}/complete", json=end)).json() == first.json()
    other = await client.post(f"/api/receipts/{made['id']}/complete", json={**end, "duration_ms": 1})
    assert (other.status_code, other.json()["code"]) == (409, "receipt-immutable")


async def test_what_changed_while_it_was_generated_is_recorded(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    model = await version(client, tmp_path, "flux", 1)
    made = await recorded(client, model_asset_id=model["id"], model_hash=model["checksum_sha256"])
    await version(client, tmp_path, "flux", 2)
    end = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 60_000}
    ended = (await client.post(f"/api/receipts/{made['id']}/complete", json=end)).json()
    assert [(one["role"], one["current_version"]) for one in ended["inputs_changed_during_run"]] == [
        ("model", "v2")
    ]


async def test_what_was_stale_from_the_start_did_not_change_while_it_was_generated(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    """A variant of a former source image, and bytes that its version had before others were accepted."""
    await segment(client)
    for kind, content, more in (
        ("source-images", "1", {}),
        ("derived-images", "2", {"derived_from": "source-images"}),
        ("source-images", "3", {}),
    ):
        body = {"id": kind, "name": "n", "content_hash": content * 64, **more}
        assert (await client.post(f"/api/{kind}", json=body)).status_code == 201
    model = await version(client, tmp_path, "flux", 1)
    exchanged = sha256(b"others").hexdigest()
    (tmp_path / "flux1").write_bytes(b"others")
    accepted = await client.post(f"/api/assets/{model['id']}/accept-content")
    assert accepted.is_success, accepted.text
    used = {"model_asset_id": model["id"], "model_hash": model["checksum_sha256"]}
    made = await recorded(client, variant_image_hash="2" * 64, **used)
    end = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 60_000}
    ended = await client.post(f"/api/receipts/{made['id']}/complete", json=end)
    assert ended.json()["inputs_changed_during_run"] is None
    reasons = (await status(client))["stale_reason"]
    assert [(one["role"], one["current_hash"]) for one in reasons] == [
        ("model", exchanged), ("variant_image", "2" * 64),
    ]  # fmt: skip


async def test_a_former_version_with_the_bytes_of_the_current_one_changes_with_it(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    first = await registered(client, tmp_path / "a", b"same", name="flux", version="v1")
    await registered(client, tmp_path / "b", b"same", name="flux", version="v2")
    made = await recorded(client, model_asset_id=first["id"], model_hash=first["checksum_sha256"])
    await registered(client, tmp_path / "c", b"other", name="flux", version="v3")
    end = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 60_000}
    ended = (await client.post(f"/api/receipts/{made['id']}/complete", json=end)).json()
    assert [one["current_version"] for one in ended["inputs_changed_during_run"]] == ["v3"]


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("segments/none/receipts", LEAST, "segment-not-found"),
        ("segments/g1/receipts", {**LEAST, "model_asset_id": "none"}, "asset-not-found"),
        (
            "receipts/none/complete",
            {"completed_at": "2026-01-01T00:00:00Z", "duration_ms": 1},
            "receipt-not-found",
        ),
        ("receipts/bulk", {"receipts": [{**LEAST, "segment_id": "none"}]}, "segment-not-found"),
    ],
)
async def test_what_a_receipt_names_has_to_be_there(
    client: httpx2.AsyncClient, path: str, body: dict[str, Any], code: str
) -> None:
    await segment(client)
    answer = await client.post(f"/api/{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, code)
    assert (await client.get("/api/segments/g1/receipts")).json()["total"] == 0


async def test_others_are_answered_while_a_bulk_is_hashed(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await segment(client)
    is_hashing, may_go_on = anyio.Event(), threading.Event()

    def held(*given: Any, **named: Any) -> Any:
        anyio.from_thread.run_sync(is_hashing.set)
        assert may_go_on.wait(30)
        return recording.group(*given, **named)

    monkeypatch.setattr(receipts, "group", held)
    async with anyio.create_task_group() as beside:
        body = {"receipts": [{**LEAST, "segment_id": "g1"}] * receipts.MANY}
        beside.start_soon(functools.partial(client.post, "/api/receipts/bulk", json=body))
        await is_hashing.wait()
        assert (await client.get("/api/segments/g1/receipts")).json()["total"] == 0
        may_go_on.set()
    assert (await client.get("/api/segments/g1/receipts")).json()["total"] == receipts.MANY


async def test_a_bulk_is_recorded_in_its_order_or_not_at_all(client: httpx2.AsyncClient) -> None:
    await segment(client)
    await segment(client, "g2")
    first = await recorded(client, seed=0)
    many = [{**LEAST, "segment_id": ("g1", "g2")[number % 2], "seed": number} for number in range(1, 6)]
    answer = await client.post("/api/receipts/bulk", json={"receipts": many})
    assert answer.status_code == 201, answer.text
    made = answer.json()["receipts"]
    assert [(one["segment_id"], one["seed"], one["number"]) for one in made] == [
        ("g2", "1", 1), ("g1", "2", 2), ("g2", "3", 2), ("g1", "4", 3), ("g2", "5", 3),
    ]  # fmt: skip
    assert made[1]["previous_hash"] == first["hash"]


async def test_a_repeat_with_its_key_has_one_effect(client: httpx2.AsyncClient) -> None:
    await segment(client)
    answers = [
        await client.post("/api/segments/g1/receipts", json=LEAST, headers={"Idempotency-Key": "k"})
        for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert (await client.get("/api/segments/g1/receipts")).json()["total"] == 1


async def test_receipts_of_a_deleted_segment_stay_readable_and_its_chain_goes_on(
    client: httpx2.AsyncClient,
) -> None:
    await segment(client)
    made = await recorded(client)
    assert (await client.delete("/api/segments/g1")).status_code == 204
    assert (await client.get(f"/api/receipts/{made['id']}")).json() == made
    assert (await client.get("/api/segments/g1/receipts")).json()["items"] == [made]
    await segment(client)
    assert (await recorded(client))["previous_hash"] == made["hash"]


async def test_a_segment_without_a_receipt_says_so(client: httpx2.AsyncClient) -> None:
    await segment(client)
    assert (await status(client))["status"] == "no_receipt"
    answer = await client.get("/api/segments/g1/provenance")
    assert (answer.status_code, answer.json()["code"]) == (404, "receipt-not-found")
    assert answer.json()["detail"] == "The segment 'g1' has no receipt that did not fail."
    for question in ("provenance", "staleness", "receipts"):
        answer = await client.get(f"/api/segments/none/{question}")
        assert (answer.status_code, answer.json()["code"]) == (404, "segment-not-found")


async def test_a_new_version_makes_it_stale_and_a_roll_back_fresh_again(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    first = await version(client, tmp_path, "flux", 1)
    await recorded(
        client, model_asset_id=first["id"], model_hash=first["checksum_sha256"], model_version="v1"
    )
    assert (await status(client))["status"] == "up_to_date"
    second = await version(client, tmp_path, "flux", 2)
    stale = await status(client)
    (reason,) = stale["stale_reason"]
    assert (stale["status"], reason["kind"]) == ("stale", "new_version")
    assert (reason["receipt_version"], reason["current_version"]) == ("v1", "v2")
    assert (reason["receipt_hash"], reason["current_hash"]) == (
        first["checksum_sha256"], second["checksum_sha256"],
    )  # fmt: skip
    await client.post(f"/api/assets/{first['id']}/make-current")
    assert (await status(client))["status"] == "up_to_date"


async def test_the_same_bytes_under_another_version_are_not_stale(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    first = await registered(client, tmp_path / "a", b"same", name="flux", version="v1")
    await registered(client, tmp_path / "b", b"same", name="flux", version="v2")
    await recorded(client, model_asset_id=first["id"], model_hash=first["checksum_sha256"])
    assert (await status(client))["status"] == "up_to_date"


async def test_without_a_recorded_hash_versions_are_compared(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    first = await version(client, tmp_path, "flux", 1)
    await recorded(client, model_asset_id=first["id"])
    assert (await status(client))["status"] == "up_to_date"
    await version(client, tmp_path, "flux", 2)
    assert (await status(client))["stale_reason"][0]["kind"] == "new_version"


async def test_a_version_whose_bytes_were_exchanged_is_a_changed_content(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    first = await version(client, tmp_path, "flux", 1)
    await recorded(client, model_asset_id=first["id"], model_hash=first["checksum_sha256"])
    (tmp_path / "flux1").write_bytes(b"exchanged")
    assert (await client.post(f"/api/assets/{first['id']}/accept-content")).status_code == 200
    assert (await status(client))["stale_reason"][0]["kind"] == "content_changed"


async def test_bytes_that_were_registered_later_stay_linked_when_others_are_accepted(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    await recorded(client, model_hash=sha256(b"1").hexdigest())
    first = await version(client, tmp_path, "flux", 1)
    assert (await status(client))["status"] == "up_to_date"
    (tmp_path / "flux1").write_bytes(b"exchanged")
    assert (await client.post(f"/api/assets/{first['id']}/accept-content")).status_code == 200
    assert [one["kind"] for one in (await status(client))["stale_reason"]] == ["content_changed"]
    report = (await client.get("/api/staleness-report")).json()
    assert [one["asset_id"] for one in report["by_asset"]] == [first["id"]]
    # what the registry has seen once is known, also to what is recorded only now
    await recorded(client, model_hash=sha256(b"1").hexdigest())
    assert [one["asset_id"] for one in (await status(client))["stale_reason"]] == [first["id"]]
    usage = (await client.get(f"/api/assets/{first['id']}/usage")).json()
    assert [one["segment_id"] for one in usage["items"]] == ["g1"]


async def test_a_version_that_a_receipt_had_used_before_it_was_registered_leaves_a_tombstone(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    await recorded(client, model_hash=sha256(b"1").hexdigest())
    first = await version(client, tmp_path, "flux", 1)
    assert (await client.delete(f"/api/assets/{first['id']}")).json()["deleted"] == "tombstoned"
    made_from = (await client.get("/api/segments/g1/provenance")).json()["inputs"]
    assert [(one["asset_id"], one["name"]) for one in made_from] == [(first["id"], "flux")]


async def test_an_input_of_which_only_a_name_is_known_is_listed_in_its_place(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    ink = await version(client, tmp_path, "ink", 1)
    await recorded(
        client,
        model_version="v9",
        lora_configs=[
            {"version": "v1", "hash": None, "weight": 1},
            {"asset_id": ink["id"], "version": None, "hash": None, "weight": 1},
        ],
        other_inputs=[{"role": "image", "name": "a.png", "version": None, "hash": None}],
    )
    verdict = await status(client)
    assert (verdict["status"], verdict["stale_reason"]) == ("unknown", [])
    assert [(one["role"], one["position"], one["name"], one["version"]) for one in verdict["untracked"]] == [
        ("model", 0, None, "v9"), ("lora", 0, None, "v1"), ("image", 0, "a.png", None),
    ]  # fmt: skip
    made_from = (await client.get("/api/segments/g1/provenance")).json()["inputs"]
    assert [(one["role"], one["asset_id"], one["is_current"]) for one in made_from] == [
        ("model", None, None), ("lora", None, None), ("lora", ink["id"], True), ("image", None, None),
    ]  # fmt: skip
