"""The prompt of a regeneration: that of the imported output, with the current file names put in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph import prompt_filling
from depgraph.graph import Graph
from depgraph.models.receipts import Receipt
from depgraph.prompt_filling import NoPrompt
from depgraph.provenance.regenerating import body_of
from tests.api.asset_graph import registered
from tests.api.test_receipts import recorded
from tests.importing.pictures import png, prompt
from tests.importing.running import import_comfyui
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def project(graph: Graph, folder: Path) -> dict[str, str]:
    """Outputs of two versions of a LoRA, of which mist_v2 is current; the segments' ids by the seed."""
    png(folder / "a_1.png", prompt=prompt(seed=1, lora="weather\\mist_v1.safetensors"))
    png(folder / "a_2.png", prompt=prompt(seed=2, lora="weather\\mist_v1.safetensors"))
    png(folder / "b_3.png", prompt=prompt(seed=3, lora="weather\\mist_v2.safetensors"))
    await import_comfyui(graph, paths=[folder], project_id="p1")
    rows = await run(graph, "MATCH (r:Receipt)-[:OF_SEGMENT]->(s) RETURN r.seed AS seed, s.id AS id")
    return {str(row["seed"]): str(row["id"]) for row in rows}


async def jobs(client: httpx2.AsyncClient) -> list[dict[str, Any]]:
    """The jobs of all that is stale, each with its prompt, by the old segment."""
    answer = await client.post("/api/projects/p1/regenerate-stale", json={})
    assert answer.status_code == 202, answer.text
    assert answer.json()["skipped"] == []
    found = [await client.get(f"/api/regeneration-jobs/{job['job_id']}") for job in answer.json()["jobs"]]
    assert all(one.status_code == 200 for one in found)
    return [one.json() for one in found]


async def test_a_placeholder_is_called_as_another_output_calls_it(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    ids = await project(graph, tmp_path / "out")
    found = {job["segments"][0]["segment_id"]: job for job in await jobs(client)}
    assert found.keys() == {ids["1"], ids["2"]}
    for seed in (1, 2):
        job = found[ids[str(seed)]]
        assert job["prompt"] == prompt(seed=seed, lora="weather\\mist_v2.safetensors")
        assert job["prompt_problem"] is None


async def test_a_file_is_called_by_its_path_below_the_model_folder(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await project(graph, tmp_path / "out")
    file = tmp_path / "models" / "loras" / "sky" / "mist_v3.safetensors"
    file.parent.mkdir(parents=True)
    await registered(client, file, b"3", name="mist", version="v3", asset_type="lora")
    found = await jobs(client)
    assert {job["prompt"]["10"]["inputs"]["lora_name"] for job in found} == {"sky\\mist_v3.safetensors"}
    assert len(found) == 3


async def test_a_segment_that_was_regenerated_before_goes_back_to_the_imported_output(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await project(graph, tmp_path / "out")
    for job in await jobs(client):
        await recorded(client, job["segments"][0]["new_segment_id"], **job["inputs"])
    file = tmp_path / "models" / "loras" / "mist_v3.safetensors"
    file.parent.mkdir(parents=True)
    await registered(client, file, b"3", name="mist", version="v3", asset_type="lora")
    found = await jobs(client)
    names = [job["prompt"]["10"]["inputs"]["lora_name"] for job in found]
    assert names == ["mist_v3.safetensors"] * 3
    assert sorted(job["prompt"]["3"]["inputs"]["seed"] for job in found) == [1, 2, 3]


async def test_a_file_that_is_gone_or_another_gives_no_prompt(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    ids = await project(graph, tmp_path / "out")
    (tmp_path / "out" / "a_1.png").unlink()
    png(tmp_path / "out" / "a_2.png", prompt=prompt(seed=4))
    found = {job["segments"][0]["segment_id"]: job for job in await jobs(client)}
    assert [job["prompt"] for job in found.values()] == [None, None]
    assert found[ids["1"]]["prompt_problem"] == "a_1.png: it is no regular file."
    assert "another file" in found[ids["2"]]["prompt_problem"]


def receipt(lora: str, **fields: Any) -> Receipt:
    written = [{
        "role": "lora", "position": 0, "file_name": "sub\\ink_v1.safetensors", "hash": None,
        "confidence": "path",
    }]  # fmt: skip
    return Receipt.model_validate({
        "id": "r", "segment_id": "g", "number": 1, "prompt_text": "t", "inputs_hash": "h", "hash": "h",
        "lora_configs": [{"asset_id": lora, "version": "v1", "hash": None, "weight": 1.0}],
        "generation_started_at": "2026-11-20T09:00:00.000000Z", "created_at": "2026-11-20T09:00:00.000000Z",
        "inputs_as_written": written, **fields,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("assets", "why"),
    [
        ({}, "no version of its own"),
        (
            {"b": {"name": "ink", "version": "v2", "file_path": None, "written": None}},
            "No file name is known",
        ),
    ],
)
def test_without_a_file_name_there_is_no_prompt(assets: dict[str, Any], why: str) -> None:
    with pytest.raises(NoPrompt, match=why):
        prompt_filling.new_names(receipt("a"), body_of(receipt("b")), assets)


def test_other_texts_or_numbers_than_the_outputs_give_no_prompt() -> None:
    with pytest.raises(NoPrompt, match="texts or numbers"):
        prompt_filling.new_names(receipt("a", seed="1"), body_of(receipt("a", seed="2")), {})


def test_the_same_version_keeps_its_name() -> None:
    assert prompt_filling.new_names(receipt("a"), body_of(receipt("a")), {}) == {}


def test_a_name_that_stands_nowhere_in_the_prompt_is_told() -> None:
    with pytest.raises(NoPrompt, match=r"no input that is x\.safetensors"):
        prompt_filling.filled({"1": {"inputs": {"a": "y"}}, "2": "odd"}, {"x.safetensors": "z"})
