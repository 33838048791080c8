"""Imports of ComfyUI's outputs, written to a real graph."""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.errors import FileUnreadable
from depgraph.graph import Graph
from depgraph.importing import model_files
from depgraph.models.dependencies import UseFilter
from depgraph.paging import window
from depgraph.queries import dependencies, invariants
from depgraph.queries.asset_resolve import resolve
from tests.api.asset_graph import registered
from tests.importing.pictures import MODEL, png, prompt, studio
from tests.importing.running import import_comfyui
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def test_a_folder_becomes_a_project_with_its_scene_types_scenes_and_segments(
    graph: Graph, tmp_path: Path
) -> None:
    summary = await import_comfyui(graph, paths=[studio(tmp_path / "rain")])
    assert (summary.project_id, summary.files_seen, summary.outputs, summary.workflows) == ("rain", 5, 3, 1)
    assert summary.created.model_dump() == {
        "segments": 3,
        "scenes": 2,
        "scene_types": 2,
        "templates": 1,
        "assets": 3,
        "placeholders": 3,
        "dependencies": 5,
        "receipts": 3,
    }
    assert [Path(one.path).name for one in summary.skipped] == ["torn.png"]
    assert await invariants.broken(graph) == []


async def test_a_second_import_changes_nothing(graph: Graph, tmp_path: Path) -> None:
    await import_comfyui(graph, paths=[studio(tmp_path / "rain")])
    before = await snapshot(graph)
    again = await import_comfyui(graph, paths=[tmp_path / "rain"])
    assert (again.created.total, again.filled) == (0, 0)
    assert await snapshot(graph) == before


async def test_a_dry_run_writes_nothing(graph: Graph, tmp_path: Path) -> None:
    before = await snapshot(graph)
    summary = await import_comfyui(graph, paths=[studio(tmp_path / "rain")], dry_run=True)
    assert (summary.outputs, summary.dry_run, summary.created.total) == (3, True, 0)
    assert await snapshot(graph) == before


async def test_of_newly_seen_versions_the_highest_becomes_current_and_later_ones_never_move_it(
    graph: Graph, tmp_path: Path
) -> None:
    png(tmp_path / "x" / "1.png", prompt=prompt(lora="mist_v9.safetensors"))
    png(tmp_path / "x" / "2.png", prompt=prompt(lora="mist_v10.safetensors"))
    await import_comfyui(graph, paths=[tmp_path / "x"])
    assert await current_version(graph, "mist") == "v10"
    png(tmp_path / "x" / "3.png", prompt=prompt(lora="mist_v11.safetensors"))
    await import_comfyui(graph, paths=[tmp_path / "x"])
    assert await current_version(graph, "mist") == "v10"
    assert await invariants.broken(graph) == []


async def test_a_model_file_that_turns_up_becomes_the_asset_and_keeps_its_edges(
    graph: Graph, tmp_path: Path
) -> None:
    await import_comfyui(graph, paths=[studio(tmp_path / "rain")])
    placeholder = (await resolve(graph, reference="mist@v2")).id
    models = tmp_path / "models" / "loras" / "weather"
    models.mkdir(parents=True)
    (models / "mist_v2.safetensors").write_bytes(b"weights")
    again = await import_comfyui(graph, paths=[tmp_path / "rain"], models_dir=tmp_path / "models")
    assert (again.filled, again.created.total) == (1, 0)
    rows = await run(
        graph,
        "MATCH (a:Asset {id: $id}) RETURN a.placeholder AS placeholder, a.file_size_bytes AS size, "
        "COUNT { (a)<-[:USES]-() } AS uses",
        id=placeholder,
    )
    assert rows == [{"placeholder": False, "size": 7, "uses": 1}]
    assert await invariants.broken(graph) == []


async def test_a_name_without_version_means_its_file_whose_version_is_its_content(
    graph: Graph, tmp_path: Path
) -> None:
    png(tmp_path / "x" / "1.png", prompt=prompt(model="base.safetensors"))
    (tmp_path / "models" / "checkpoints").mkdir(parents=True)
    (tmp_path / "models" / "checkpoints" / "base.safetensors").write_bytes(b"weights")
    first = await import_comfyui(graph, paths=[tmp_path / "x"], models_dir=tmp_path / "models")
    assert (first.filled, first.created.assets, first.created.placeholders) == (1, 2, 1)
    before = await snapshot(graph)
    again = await import_comfyui(graph, paths=[tmp_path / "x"], models_dir=tmp_path / "models")
    assert (again.filled, again.created.total) == (0, 0)
    assert await snapshot(graph) == before
    assert re.fullmatch(r"[0-9a-f]{12}", await current_version(graph, "base.safetensors"))


async def test_a_file_without_outputs_makes_no_project(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "hostname").write_text("studio")
    told = await import_comfyui(graph, paths=[tmp_path / "hostname"])
    assert (told.outputs, told.created.total) == (0, 0)
    assert await run(graph, "MATCH (p:Project) RETURN p.id AS id") == []


async def test_new_placeholders_are_counted_beside_former_ones_that_got_their_file(
    graph: Graph, tmp_path: Path
) -> None:
    png(tmp_path / "x" / "1.png", prompt=prompt(model="base.safetensors"))
    await import_comfyui(graph, paths=[tmp_path / "x"])
    png(tmp_path / "x" / "2.png", prompt=prompt(model="other.safetensors"))
    (tmp_path / "models" / "checkpoints").mkdir(parents=True)
    (tmp_path / "models" / "checkpoints" / "base.safetensors").write_bytes(b"weights")
    again = await import_comfyui(graph, paths=[tmp_path / "x"], models_dir=tmp_path / "models")
    assert (again.filled, again.created.assets, again.created.placeholders) == (1, 1, 1)


async def test_a_model_file_that_cannot_be_read_is_told_and_the_rest_goes_on(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "models" / "checkpoints").mkdir(parents=True)
    torn = tmp_path / "models" / "checkpoints" / MODEL
    torn.write_bytes(b"weights")

    def read(path: Path, _progress: object) -> None:
        raise FileUnreadable(f"{path} cannot be read.")

    monkeypatch.setattr(model_files, "read", read)
    told = await import_comfyui(graph, paths=[studio(tmp_path / "rain")], models_dir=tmp_path / "models")
    assert (told.filled, told.created.receipts, told.created.placeholders) == (0, 3, 3)
    assert (str(torn), f"{torn} cannot be read.") in [(one.path, one.reason) for one in told.skipped]


async def test_a_segment_that_was_moved_keeps_its_place(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await import_comfyui(graph, paths=[studio(tmp_path / "rain")])
    scenes = await run(graph, "MATCH (s:Scene) RETURN s.id AS id, s.name AS name ORDER BY s.name")
    found = await run(
        graph, "MATCH (s:Segment {scene_id: $id}) RETURN s.id AS id ORDER BY id", id=scenes[0]["id"]
    )
    to = {"scene_id": scenes[1]["id"], "sequence_index": 7}
    assert (await client.put(f"/api/segments/{found[0]['id']}", json=to)).is_success
    await import_comfyui(graph, paths=[tmp_path / "rain"])
    kept = (await client.get(f"/api/segments/{found[0]['id']}")).json()
    assert (kept["scene_id"], kept["sequence_index"]) == (scenes[1]["id"], 7)


async def test_the_route_answers_the_same_summary(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    studio(tmp_path / "rain")
    answer = await client.post(
        "/api/import/comfyui", json={"paths": [str(tmp_path / "rain")], "project_id": 7}
    )
    summary = await finished(client, answer)
    assert summary["project_id"] == "7"
    assert summary["created"]["segments"] == 3


async def test_the_route_reads_nothing_outside_the_allowed_folders(client: httpx2.AsyncClient) -> None:
    for path in ("/etc", "/etc/not-there"):
        answer = await client.post("/api/import/comfyui", json={"paths": [path]})
        assert (answer.status_code, answer.json()["code"]) == (403, "path-not-allowed")


async def test_a_path_that_is_not_there_is_named(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    answer = await client.post("/api/import/comfyui", json={"paths": [str(tmp_path / "gone")]})
    assert (answer.status_code, answer.json()["code"]) == (422, "file-not-found")


async def test_one_file_is_described_without_a_write(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await import_comfyui(graph, paths=[studio(tmp_path / "rain")])
    (tmp_path / "mist_v2.safetensors").write_bytes(b"weights")
    registered = await client.post(
        "/api/assets",
        json={
            "name": "mist",
            "version": "v2",
            "asset_type": "lora",
            "file_path": str(tmp_path / "mist_v2.safetensors"),
        },
    )
    assert registered.status_code == 200, registered.text
    before = await snapshot(graph)
    picture = png(tmp_path / "new.png", prompt=prompt(lora="mist_v3.safetensors"))
    answer = await client.post(
        "/api/import/comfyui/file", files={"file": (picture.name, picture.read_bytes())}
    )
    assert answer.status_code == 200, answer.text
    found = {one["name"]: one for one in answer.json()["references"]}
    assert (found["dreamscape"]["status"], found["mist"]["status"]) == ("missing", "by_name")
    assert found["mist"]["current_version"] == "v2"
    assert await snapshot(graph) == before


async def test_a_described_file_means_no_model_of_another_type(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await registered(client, tmp_path / "mist_v1", b"1", name="mist", version="v1", asset_type="model")
    picture = png(tmp_path / "new.png", prompt=prompt(lora="mist_v1.safetensors"))
    files = {"file": (picture.name, picture.read_bytes())}
    answer = await client.post("/api/import/comfyui/file", files=files)
    found = {one["name"]: one for one in answer.json()["references"]}
    assert (found["mist"]["status"], found["mist"]["asset_id"]) == ("missing", None)


async def test_a_file_without_a_workflow_is_refused(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/api/import/comfyui/file", files={"file": ("x.png", b"no picture")})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


async def test_where_used_of_a_real_import_is_what_a_plain_scan_of_the_files_gives(
    graph: Graph, shared_data: Path
) -> None:
    folder = shared_data / "comfyui"
    summary = await import_comfyui(graph, paths=[folder])
    assert (summary.files_seen, summary.outputs, summary.workflows) == (414, 351, 63)
    assert summary.created.segments == 351
    scanned = plain_scan(folder)
    for version, count in (("v51", 53), ("v53", 159)):
        wanted = scanned[f"fashionGirl_{version}.safetensors"]
        found = await segments_using(graph, f"fashionGirl@{version}")
        assert len(found) == count
        assert found == wanted
    again = await import_comfyui(graph, paths=[folder])
    assert (again.created.total, again.unchanged) == (
        0,
        summary.created.total - summary.created.dependencies - summary.created.placeholders,
    )
    assert await invariants.broken(graph) == []


async def finished(client: httpx2.AsyncClient, answer: httpx2.Response) -> dict[str, Any]:
    """The summary: at once, or from the task when this machine is slow."""
    if answer.status_code == 200:
        return answer.json()
    assert answer.status_code == 202, answer.text
    for _ in range(300):
        task = (await client.get(answer.headers["Location"])).json()
        if task["status"] in {"done", "failed"}:
            assert task["status"] == "done", task
            return task["result"]
        await asyncio.sleep(0.1)
    raise AssertionError("the task did not end within 30 s")


def plain_scan(folder: Path) -> dict[str, set[str]]:
    """Which files name which model, by looking for names in the raw bytes of PNG prompts alone."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in folder.rglob("*.png"):
        data = path.read_bytes()
        place = data.find(b"tEXtprompt\0")
        if place < 0:
            continue
        size = int.from_bytes(data[place - 4 : place], "big")
        text = data[place + 11 : place + 4 + size].decode("latin-1")
        for name in re.findall(r'"((?:[^"\\]|\\.)*\.safetensors)"', text):
            found[json.loads(f'"{name}"').replace("\\", "/").rpartition("/")[2]].add(str(path))
    return found


async def segments_using(graph: Graph, reference: str) -> set[str]:
    answer = await dependencies.where_used_segments(
        graph,
        asset_id=(await resolve(graph, reference=reference)).id,
        which=UseFilter(entity_type="segment"),
        window=window(limit=500, offset=0, cursor=None, scope={}),
    )
    ids = [item.entity_id for item in answer.items]
    rows = await run(
        graph, "UNWIND $ids AS id MATCH (s:Segment {id: id}) RETURN s.file_path AS path", ids=ids
    )
    assert answer.by_type["segment"] == len(set(ids)) == len(rows)
    return {str(row["path"]) for row in rows}


async def current_version(graph: Graph, name: str) -> str:
    rows = await run(graph, "MATCH (a:Asset {current_of: $name}) RETURN a.version AS version", name=name)
    return str(rows[0]["version"])


async def snapshot(graph: Graph) -> list[dict[str, object]]:
    """Every node and edge with its properties, in a stable order; answers kept for repeats left out."""
    return await run(
        graph,
        "MATCH (n) WHERE NOT n:SchemaStep AND NOT n:Request AND NOT n:Task "
        "WITH n ORDER BY elementId(n) "
        "RETURN labels(n) AS labels, properties(n) AS properties, "
        "COLLECT { MATCH (n)-[r]->(m) RETURN [type(r), properties(r), elementId(m)] "
        "ORDER BY elementId(r) } AS edges",
    )
