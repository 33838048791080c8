"""`depgraph regenerate`: jobs go to a ComfyUI server, are followed and completed."""

from __future__ import annotations

import json
from pathlib import Path

import anyio
import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.asset_graph import registered
from tests.cli.conftest import Command
from tests.importing.pictures import MODEL, png, prompt
from tests.importing.running import import_comfyui
from tests.importing.test_regeneration_prompts import project
from tests.support.comfy import Comfy, serving
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

NEW = "weather\\mist_v2.safetensors"


async def opened(client: httpx2.AsyncClient, graph: Graph, folder: Path) -> None:
    """Two jobs of one segment each."""
    await project(graph, folder)
    answer = await client.post("/api/projects/p1/regenerate-stale", json={})
    assert len(answer.json()["jobs"]) == 2


async def twins(client: httpx2.AsyncClient, graph: Graph, folder: Path) -> list[str]:
    """Two segments that were made from the same, known bytes; of its LoRA there is a newer version."""
    models = folder / "models"
    for name, content in (("checkpoints/dreamscape_v1", b"c"), ("loras/mist_v1", b"1")):
        (models / name).parent.mkdir(parents=True)
        (models / f"{name}.safetensors").write_bytes(content)
    for name in ("a_1.png", "a_2.png"):
        png(folder / "out" / name, prompt=prompt(lora="mist_v1.safetensors"))
    await import_comfyui(graph, paths=[folder / "out"], project_id="p1", models_dir=models)
    newer = models / "loras" / "mist_v2.safetensors"
    await registered(client, newer, b"2", name="mist", version="v2", asset_type="lora")
    return [str(row["id"]) for row in await run(graph, "MATCH (s:Segment) RETURN s.id AS id ORDER BY id")]


async def statuses(client: httpx2.AsyncClient) -> list[tuple[str, str | None]]:
    found = (await client.get("/api/regeneration-jobs")).json()["items"]
    return sorted((job["status"], job["reason"]) for job in found)


async def test_what_is_stale_is_made_anew_by_the_server_and_is_stale_no_more(
    command: Command, client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await opened(client, graph, tmp_path / "out")
    with serving(Comfy({MODEL, NEW})) as comfy:
        ran = await command("regenerate", "--submit", comfy.url, "--poll", "0.05", "--json")
    assert (ran.code, json.loads(ran.out)) == (0, {"done": 2, "lost": 0, "failed": []})
    assert [sent["10"]["inputs"]["lora_name"] for sent in comfy.prompts] == [NEW, NEW]
    assert await statuses(client) == [("done", None), ("done", None)]
    stale = await client.get("/api/projects/p1/staleness-report")
    assert (stale.json()["total_segments"], stale.json()["total_stale_segments"]) == (3, 0)
    job = (await client.get("/api/regeneration-jobs")).json()["items"][0]
    made = (await client.get(f"/api/receipts/{job['segments'][0]['receipt_id']}")).json()
    assert (made["succeeded"], made["inputs_hash"]) == (True, job["inputs_hash"])


async def test_a_prompt_that_is_refused_or_fails_says_why(
    command: Command, client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await opened(client, graph, tmp_path / "out")
    with serving(Comfy({MODEL})) as comfy:
        ran = await command("regenerate", "--submit", comfy.url)
    why = "ComfyUI answered 400: Prompt outputs failed validation (nodes 10)"
    assert (ran.code, why in ran.err) == (3, True)
    assert await statuses(client) == [("failed", why)] * 2
    await client.post("/api/projects/p1/regenerate-stale", json={})
    with serving(Comfy({MODEL, NEW}, problem="out of memory")) as comfy:
        ran = await command("regenerate", "--submit", comfy.url, "--poll", "0.05")
    assert ran.code == 3
    assert ("failed", "ComfyUI: out of memory") in await statuses(client)
    assert (await client.get("/api/projects/p1/staleness-report")).json()["total_stale_segments"] == 2


async def test_a_prompt_that_left_the_queue_without_running_fails_at_once(
    command: Command, client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await opened(client, graph, tmp_path / "out")
    with serving(Comfy({MODEL, NEW}, forgets=True)) as comfy, anyio.fail_after(60):
        ran = await command("regenerate", "--submit", comfy.url, "--poll", "0.05")
    assert ran.code == 3
    assert (
        await statuses(client)
        == [("failed", "ComfyUI: it is not in its queue any more, and did not run")] * 2
    )


async def test_a_segment_that_joins_a_job_while_it_runs_is_made_with_it(
    command: Command, client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first, second = await twins(client, graph, tmp_path)
    path = "/api/projects/p1/regenerate-stale"
    await client.post(path, json={"segment_ids": [first]})
    with serving(Comfy({MODEL, "mist_v2.safetensors"}, looks=10**9)) as comfy, anyio.fail_after(60):
        async with anyio.create_task_group() as beside:
            beside.start_soon(command, "regenerate", "--submit", comfy.url, "--poll", "0.05")
            while (await statuses(client))[0][0] != "submitted":  # noqa: ASYNC110 -- by another process' clock
                await anyio.sleep(0.05)
            joined = (await client.post(path, json={"segment_ids": [second]})).json()["jobs"]
            assert [one["status"] for one in joined] == ["submitted"]
            comfy.looks = 0
    job = (await client.get("/api/regeneration-jobs")).json()["items"][0]
    assert job["status"] == "done"
    assert [one["segment_id"] for one in job["segments"]] == sorted([first, second])
    assert all(one["receipt_id"] for one in job["segments"])


async def test_a_server_that_is_not_there_leaves_the_jobs_open(
    command: Command, client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await opened(client, graph, tmp_path / "out")
    ran = await command("regenerate", "--submit", "http://127.0.0.1:9")
    assert (ran.code, "cannot be reached" in ran.err) == (1, True)
    assert await statuses(client) == [("claimed", None), ("queued", None)]
