"""The receipts that an import writes: what went into each output, linked to the assets that it names."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from depgraph.importing import receipts as batches
from depgraph.importing import spool
from depgraph.ingest.fingerprint import print_of
from depgraph.models.imports import ImportSummary
from depgraph.models.receipts import NewReceipt
from depgraph.provenance.inputs_hash import inputs_hash
from depgraph.queries import invariants
from tests.api.asset_graph import registered
from tests.importing.pictures import png, prompt, studio
from tests.importing.running import import_comfyui
from tests.importing.test_import_comfyui import snapshot
from tests.ingest.drawn import png as picture_of
from tests.ingest.drawn import text_chunk
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def latest(client: httpx2.AsyncClient, graph: Graph) -> list[dict[str, Any]]:
    """The provenance of every segment, in the order of their files' names."""
    rows = await run(graph, "MATCH (s:Segment) RETURN s.id AS id ORDER BY s.name")
    answers = [await client.get(f"/api/segments/{row['id']}/provenance") for row in rows]
    assert all(answer.status_code == 200 for answer in answers)
    return [answer.json() for answer in answers]


def found(receipt: dict[str, Any]) -> list[tuple[str, str, str, str | None]]:
    """Role, name, version and confidence of each input."""
    return [(one["role"], one["name"], one["version"], one["confidence"]) for one in receipt["inputs"]]


def parameters(path: Path, settings: str, text: str = "a fox") -> Path:
    """A picture of AUTOMATIC1111."""
    path.parent.mkdir(parents=True, exist_ok=True)
    said = f"{text}\nNegative prompt: blurry\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 5, {settings}"
    path.write_bytes(picture_of(text_chunk("parameters", said)))
    return path


def safetensors(weights: bytes) -> bytes:
    tensor = {"dtype": "U8", "shape": [len(weights)], "data_offsets": [0, len(weights)]}
    head = json.dumps({"weight": tensor}).encode()
    return struct.pack("<Q", len(head)) + head + weights


async def test_a_receipt_says_what_went_in_and_links_it_to_the_placeholders(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    path = png(tmp_path / "rain" / "1.png", prompt=prompt(seed=2**64 - 1))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    summary = await import_comfyui(graph, paths=[tmp_path / "rain"])
    assert summary.receipts.model_dump() == {
        "read": 1, "new": 1, "with_model_seed_and_steps": 1, "inputs": {"unresolved": 2},
    }  # fmt: skip
    (receipt,) = await latest(client, graph)
    assert (receipt["seed"], receipt["steps"], receipt["cfg_scale"]) == ("18446744073709551615", 20, 7.0)
    assert (receipt["prompt_text"], receipt["program"]) == ("rain", "ComfyUI")
    assert receipt["model_version"] == "v1"
    assert [(one["version"], one["weight"]) for one in receipt["lora_configs"]] == [("v2", 0.8)]
    assert found(receipt) == [
        ("model", "dreamscape", "v1", "unresolved"),
        ("lora", "mist", "v2", "unresolved"),
    ]
    assert receipt["generation_started_at"] == receipt["generation_completed_at"]
    assert receipt["generation_started_at"] == "2023-11-14T22:13:20.000000Z"
    assert (await client.get(f"/api/receipts/{receipt['id']}")).json()["inputs_as_written"][1] == {
        "role": "lora", "position": 0, "file_name": "weather\\mist_v2.safetensors", "hash": None,
        "confidence": "unresolved",
    }  # fmt: skip
    edges = await run(graph, "MATCH (:Receipt)-[e:GENERATED_FROM]->(:Asset) RETURN e.confidence AS how")
    assert [row["how"] for row in edges] == ["unresolved"] * 2
    assert await invariants.broken(graph) == []


async def test_how_an_input_was_found_is_no_part_of_the_inputs_hash(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    png(tmp_path / "rain" / "1.png", prompt=prompt())
    await import_comfyui(graph, paths=[tmp_path / "rain"])
    (receipt,) = await latest(client, graph)
    plain = NewReceipt.model_validate({name: receipt[name] for name in NewReceipt.model_fields})
    assert inputs_hash(plain) == receipt["inputs_hash"]


async def test_a_dry_run_says_which_receipts_it_would_write(graph: Graph, tmp_path: Path) -> None:
    folder = studio(tmp_path / "rain")
    dry = await import_comfyui(graph, paths=[folder], dry_run=True)
    assert (dry.receipts.read, dry.receipts.new, dry.created.receipts) == (3, 3, 0)
    await import_comfyui(graph, paths=[folder])
    png(folder / "street" / "z.png", prompt=prompt(seed=9))
    before = await snapshot(graph)
    dry = await import_comfyui(graph, paths=[folder], dry_run=True)
    assert (dry.receipts.read, dry.receipts.new) == (4, 1)
    assert await snapshot(graph) == before
    assert (await import_comfyui(graph, paths=[folder])).created.receipts == 1


async def test_a_copy_with_other_times_is_the_same_and_other_content_is_a_further_generation(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    path = png(tmp_path / "rain" / "1.png", prompt=prompt())
    await import_comfyui(graph, paths=[tmp_path / "rain"])
    before = await snapshot(graph)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    copied = shutil.copytree(tmp_path / "rain", tmp_path / "elsewhere" / "rain")
    for folder in (tmp_path / "rain", copied):
        assert (await import_comfyui(graph, paths=[folder])).created.total == 0
    assert await snapshot(graph) == before
    path.write_bytes(path.read_bytes() + b"other pixels")
    assert (await import_comfyui(graph, paths=[tmp_path / "rain"])).created.model_dump() == {
        "segments": 0, "scenes": 0, "scene_types": 0, "templates": 0, "assets": 0, "placeholders": 0,
        "dependencies": 0, "receipts": 1,
    }  # fmt: skip
    (receipt,) = await latest(client, graph)
    assert receipt["number"] == 2


async def test_segments_of_an_import_before_there_were_receipts_get_theirs(
    graph: Graph, tmp_path: Path
) -> None:
    folder = studio(tmp_path / "rain")
    await import_comfyui(graph, paths=[folder])
    await run(graph, "MATCH (n:Receipt|ReceiptChain) DETACH DELETE n")
    again = await import_comfyui(graph, paths=[folder])
    assert (again.created.total, again.created.receipts) == (3, 3)


async def test_an_import_that_broke_between_two_batches_is_repeated(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH", 1)
    monkeypatch.setattr(spool, "IN_MEMORY", 1)  # so that it is a file
    folder = studio(tmp_path / "rain")
    record, calls = batches.record_new, 0

    async def breaks(*given: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise RuntimeError("the line broke")
        return await record(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(batches, "record_new", breaks)
        with pytest.raises(RuntimeError):
            await import_comfyui(graph, paths=[folder])
    again = await import_comfyui(graph, paths=[folder])
    assert (again.created.total, again.created.receipts) == (2, 2)
    assert await invariants.broken(graph) == []


async def test_a_file_below_the_models_folder_is_found_by_its_path_or_its_name(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    png(tmp_path / "x" / "1.png", prompt=prompt(model="base_v1.safetensors"))
    png(tmp_path / "x" / "2.png", prompt=prompt(lora="twice_v1.safetensors"))
    models = tmp_path / "models"
    for name in ("checkpoints/old/base_v1", "loras/weather/mist_v2", "loras/a/twice_v1", "loras/b/twice_v1"):
        (models / name).parent.mkdir(parents=True, exist_ok=True)
        (models / f"{name}.safetensors").write_bytes(name.encode())
    summary = await import_comfyui(graph, paths=[tmp_path / "x"], models_dir=models)
    first, second = await latest(client, graph)
    assert [one[3] for one in found(first)] == ["unique_name", "path"]
    assert [one[3] for one in found(second)] == ["unresolved", "ambiguous"]
    assert [one["hash"] for one in first["inputs"]] == [None, None], "nobody knows the bytes of then"
    assert summary.receipts.inputs == {"unique_name": 1, "path": 1, "unresolved": 1, "ambiguous": 1}


async def test_a_registered_asset_of_the_name_is_found_by_it(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await registered(client, tmp_path / "m", b"m", name="mist", version="v2", asset_type="lora")
    png(tmp_path / "x" / "1.png", prompt=prompt())
    await import_comfyui(graph, paths=[tmp_path / "x"])
    (receipt,) = await latest(client, graph)
    assert found(receipt)[1] == ("lora", "mist", "v2", "unique_name")


async def test_a_picture_of_another_program_becomes_a_segment_and_its_models_are_found_by_hash(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    model = await registered(client, tmp_path / "m", b"model", name="realistic", version="v2")
    lora = await registered(
        client,
        tmp_path / "l.safetensors",
        safetensors(b"weights"),
        name="ink",
        version="v1",
        asset_type="lora",
    )
    model_hash, tensors = hashlib.sha256(b"model").hexdigest(), hashlib.sha256(b"weights").hexdigest()
    parameters(
        tmp_path / "x" / "1.png",
        f'Model hash: {model_hash[:10]}, Model: renamed, Lora hashes: "brush: {tensors[:12]}"',
        text="a fox <lora:brush:0.5>",
    )
    summary = await import_comfyui(graph, paths=[tmp_path / "x"])
    assert (summary.outputs, summary.skipped_total, summary.created.assets) == (1, 0, 0)
    (receipt,) = await latest(client, graph)
    assert found(receipt) == [("model", "realistic", "v2", "hash"), ("lora", "ink", "v1", "hash")]
    assert (receipt["model_asset_id"], receipt["model_hash"]) == (model["id"], model_hash)
    assert receipt["lora_configs"] == [
        {"asset_id": lora["id"], "version": "v1", "hash": lora["checksum_sha256"], "weight": 0.5}
    ]
    assert (receipt["program"], receipt["negative_prompt"], receipt["seed"]) == (
        "AUTOMATIC1111",
        "blurry",
        "5",
    )
    used = await client.get(f"/api/assets/{lora['id']}/dependencies")
    assert used.json()["total"] == 1, "its scene type uses what the hash says"
    assert (await import_comfyui(graph, paths=[tmp_path / "x"])).created.total == 0
    assert await invariants.broken(graph) == []


async def test_a_hash_of_other_bytes_speaks_against_the_name(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await registered(client, tmp_path / "m", b"model", name="base", version="v1")
    parameters(tmp_path / "x" / "1.png", "Model hash: 0123456789, Model: base_v1")
    await import_comfyui(graph, paths=[tmp_path / "x"])
    (receipt,) = await latest(client, graph)
    assert found(receipt) == [("model", "base", "v1", "ambiguous")]
    assert receipt["model_hash"] is None


async def test_a_name_without_extension_is_that_of_the_line_that_has_one(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    png(tmp_path / "x" / "1.png", prompt=prompt(model="plain.safetensors"))
    parameters(tmp_path / "x" / "2.png", "Model: plain")
    parameters(tmp_path / "x" / "3.png", "Model: lonely")
    summary = await import_comfyui(graph, paths=[tmp_path / "x"])
    assert summary.created.assets == 3, "plain.safetensors, mist, lonely"
    _first, second, third = await latest(client, graph)
    assert found(second) == [("model", "plain.safetensors", "unversioned", "unresolved")]
    assert found(third) == [("model", "lonely", "unversioned", "unresolved")]
    parameters(tmp_path / "y" / "4.png", "Model: plain")
    assert (await import_comfyui(graph, paths=[tmp_path / "y"])).created.assets == 0, "a line that was there"


async def test_two_lines_that_differ_in_their_extension_are_ambiguous(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    png(tmp_path / "x" / "1.png", prompt=prompt(model="plain.ckpt"))
    png(tmp_path / "x" / "2.png", prompt=prompt(model="plain.safetensors"))
    parameters(tmp_path / "x" / "3.png", "Model: plain")
    await import_comfyui(graph, paths=[tmp_path / "x"])
    receipt = (await latest(client, graph))[2]
    assert found(receipt) == [("model", "plain.safetensors", "unversioned", "ambiguous")]


async def test_a_model_file_of_another_programs_name_is_found_without_its_extension(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    parameters(tmp_path / "x" / "1.png", "Model: plain")
    parameters(
        tmp_path / "x" / "2.png", f"Model: plain, Model hash: {hashlib.sha256(b'weights').hexdigest()[:10]}"
    )
    (tmp_path / "models" / "checkpoints").mkdir(parents=True)
    (tmp_path / "models" / "checkpoints" / "plain.safetensors").write_bytes(b"weights")
    summary = await import_comfyui(graph, paths=[tmp_path / "x"], models_dir=tmp_path / "models")
    assert summary.filled == 1
    first, second = await latest(client, graph)
    assert [one[1::2] for one in found(first)] == [("plain.safetensors", "unique_name")]
    assert [one[1::2] for one in found(second)] == [("plain.safetensors", "hash")]
    again = await import_comfyui(graph, paths=[tmp_path / "x"], models_dir=tmp_path / "models")
    assert (again.created.total, again.filled) == (0, 0)


async def test_what_no_receipt_can_hold_is_told_and_its_segment_stays(graph: Graph, tmp_path: Path) -> None:
    nodes, last = prompt(), ["4", 0]
    for number in range(100, 201):
        told = {"lora_name": f"many_v{number}.pt", "strength_model": 1.0, "model": last}
        nodes[str(number)] = {"class_type": "LoraLoader", "inputs": told}
        last = [str(number), 0]
    nodes["10"]["inputs"]["model"] = last
    png(tmp_path / "x" / "1.png", prompt=nodes)
    png(tmp_path / "x" / "2.png", prompt=prompt())
    summary = await import_comfyui(graph, paths=[tmp_path / "x"])
    assert (summary.created.segments, summary.created.receipts, summary.skipped_total) == (2, 1, 1)
    assert summary.skipped[0].path.endswith("1.png")
    assert summary.skipped[0].reason.startswith("no receipt: lora_configs:")


async def test_a_new_current_version_makes_what_was_imported_stale(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    png(tmp_path / "x" / "1.png", prompt=prompt())
    await import_comfyui(graph, paths=[tmp_path / "x"])
    (receipt,) = await latest(client, graph)
    path = f"/api/segments/{receipt['segment_id']}/staleness"
    assert (await client.get(path)).json()["status"] == "up_to_date"
    await registered(client, tmp_path / "m", b"m", name="mist", version="v3", asset_type="lora")
    stale = (await client.get(path)).json()
    assert [
        (one["kind"], one["receipt_version"], one["current_version"]) for one in stale["stale_reason"]
    ] == [("new_version", "v2", "v3")]


def test_a_file_is_told_from_another_by_its_length_and_three_places(tmp_path: Path) -> None:
    whole = bytearray(os.urandom(1_000_000))

    def print_now() -> str:
        (tmp_path / "f").write_bytes(whole)
        with (tmp_path / "f").open("rb") as stream:
            return print_of(stream).digest

    first = print_now()
    assert print_now() == first
    for place in (0, 500_000, 999_999):
        whole[place] ^= 1
        assert print_now() != first
        whole[place] ^= 1
    assert print_now() == first
    whole.append(0)
    assert print_now() != first


@pytest.fixture
async def real(graph: Graph, shared_data: Path) -> ImportSummary:
    return await import_comfyui(graph, paths=[shared_data / "comfyui"])


async def test_a_real_folder_has_its_receipts_and_a_second_import_none(
    graph: Graph, real: ImportSummary, shared_data: Path
) -> None:
    assert (real.created.receipts, real.receipts.read) == (351, 351)
    assert real.receipts.with_model_seed_and_steps >= 0.95 * 351
    stored = await run(
        graph,
        "MATCH (s:Segment)-[:LATEST]->(r:Receipt) WHERE r.model_asset_id IS NOT NULL AND r.seed IS NOT NULL "
        "AND r.steps IS NOT NULL RETURN count(DISTINCT s) AS count",
    )
    assert stored == [{"count": real.receipts.with_model_seed_and_steps}]
    for version, count in (("v51", 53), ("v53", 159)):
        rows = await run(
            graph,
            "MATCH (s:Segment)-[:LATEST]->(:Receipt)-[:GENERATED_FROM {role: 'lora'}]->"
            "(:Asset {name: 'fashionGirl', version: $version}) RETURN count(DISTINCT s) AS count",
            version=version,
        )
        assert rows == [{"count": count}]
    before = await snapshot(graph)
    again = await import_comfyui(graph, paths=[shared_data / "comfyui"])
    assert (again.created.total, again.receipts.new) == (0, 0)
    assert await snapshot(graph) == before
    assert await invariants.broken(graph) == []


async def test_real_pictures_of_other_programs_have_their_receipts(graph: Graph, shared_data: Path) -> None:
    summary = await import_comfyui(graph, paths=[shared_data / "originals" / "sd-parsers"])
    rows = await run(
        graph, "MATCH (r:Receipt) RETURN r.program AS program, count(*) AS count ORDER BY program"
    )
    assert [(row["program"], row["count"]) for row in rows] == [
        ("AUTOMATIC1111", 4), ("ComfyUI", 4), ("Fooocus", 1), ("InvokeAI", 3), ("NovelAI", 1),
    ]  # fmt: skip
    assert summary.created.receipts == summary.outputs == 13
    assert (await import_comfyui(graph, paths=[shared_data / "originals" / "sd-parsers"])).created.total == 0
