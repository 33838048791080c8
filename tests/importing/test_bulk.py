"""A whole studio from files into an empty store: what was loaded is what the routes would have made."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph import schema
from depgraph.bulk.lines import AssetLine
from depgraph.bulk.load import Loaded, load
from depgraph.bulk.registry import registry
from depgraph.embedded import running
from depgraph.errors import BadInput, DepgraphError
from depgraph.graph import Graph, connect
from depgraph.queries import invariants
from depgraph.settings import Settings
from tests.support.client import client_of

pytestmark = pytest.mark.anyio

A, B, C, D = (letter * 64 for letter in "abcd")
WHEN = "2026-11-20T09:00:00Z"
STUDIO: dict[str, list[dict[str, Any]]] = {
    "assets": [
        {"id": "flux-1", "name": "flux", "version": "v1", "asset_type": "model", "checksum_sha256": A},
        {"id": "flux-2", "name": "flux", "version": "v2", "asset_type": "model", "checksum_sha256": B,
         "tags": ["photo", "night"], "metadata": {"base": "flux"}},
        {"id": "ink-1", "name": "ink", "version": "v1", "asset_type": "lora", "is_current": True,
         "checksum_sha256": C},
        {"id": "ink-2", "name": "ink", "version": "v2", "asset_type": "lora"},
    ],
    "projects": [{"id": "p", "name": "Harbour"}, {"id": "q", "name": "Empty"}],
    "characters": [{"id": "c", "name": "Fox", "project_id": "p"}],
    "scene_types": [{"id": "t", "name": "Street", "assets": [{"asset_id": "flux-1", "role": "model"}]}],
    "scenes": [
        {"id": "s", "name": "One", "scene_type_id": "t", "character_id": "c"},
        {"id": "u", "name": "Two", "scene_type_id": "t", "active": False},
    ],
    "segments": [
        {"id": f"g{number}", "scene_id": "u" if number == 3 else "s", "sequence_index": number}
        for number in range(5)
    ],
    "templates": [
        {"id": "w", "name": "Basic", "assets": [{"asset_id": "ink-1", "role": "lora", "weight": 0.5}]},
    ],
    "jobs": [{"id": "j", "name": "Night run", "status": "queued"}],
    "dependencies": [{"entity_type": "scene", "entity_id": "s", "asset_id": "ink-1", "role": "lora"}],
    "receipts": [
        {"segment_id": "g0", "model_asset_id": "flux-1", "model_hash": A, "prompt_text": "a \"fox\",\nred"},
        {"segment_id": "g0", "model_asset_id": "flux-2", "negative_prompt": "", "steps": 20,
         "cfg_scale": 7.0},
        {"segment_id": "g1", "model_hash": A, "source_image_hash": "1" * 64,
         "lora_configs": [{"version": "v1", "hash": C, "weight": 0.8}]},
        {"segment_id": "g1", "model_asset_id": "flux-2", "generation_completed_at": WHEN, "succeeded": False},
        {"segment_id": "g2", "model_hash": D},
        {"segment_id": "g3", "seed": "18446744073709551615"},
    ],
}  # fmt: skip


def written(folder: Path, studio: dict[str, list[dict[str, Any]]]) -> Path:
    """The files of a studio, one line for each thing."""
    folder.mkdir(exist_ok=True)
    least = {"lora_configs": [], "prompt_text": "fox", "generation_started_at": WHEN}
    for name, rows in studio.items():
        whole = [least | row if name == "receipts" else row for row in rows]
        (folder / f"{name}.ndjson").write_text("".join(json.dumps(row) + "\n" for row in whole))
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Loaded]:
    """A data folder into which the studio was loaded."""
    folder = tmp_path_factory.mktemp("bulk")
    settings = Settings(data_dir=folder / "data")
    return settings, load(settings, written(folder / "files", STUDIO), say=lambda _text: None)


@pytest.fixture(scope="module")
async def loaded(home: tuple[Settings, Loaded], anyio_backend: str) -> AsyncIterator[Graph]:
    async with (
        running(home[0]) as server,
        connect(server.bolt_uri, user=server.user, password=server.password) as driver,
    ):
        graph = Graph(driver, deadline=60)
        await schema.apply(graph)
        yield graph


@pytest.fixture
async def asked(home: tuple[Settings, Loaded], loaded: Graph) -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(loaded, home[0]) as client:
        yield client


async def answer(client: httpx2.AsyncClient, path: str) -> dict[str, Any]:
    answered = await client.get(f"/api/{path}")
    assert answered.is_success, answered.text
    return answered.json()


async def test_what_was_loaded_breaks_no_rule(home: tuple[Settings, Loaded], loaded: Graph) -> None:
    assert (home[1].assets, home[1].segments, home[1].receipts) == (4, 5, 6)
    assert await invariants.broken(loaded) == []


async def test_a_loaded_studio_knows_what_is_stale(asked: httpx2.AsyncClient) -> None:
    report = await answer(asked, "projects/p/staleness-report")
    totals = {name: value for name, value in report.items() if name.startswith("total_") and value}
    assert totals == {
        "total_segments": 4, "total_stale_segments": 1, "total_stale_scenes": 1, "total_assets": 1,
        "total_unknown_segments": 1, "total_segments_without_receipt": 1,
    }  # fmt: skip
    assert report["by_asset"][0]["summary"] == "1 segment across 1 scene used flux_v1 — you are on v2"
    statuses = [(await answer(asked, f"segments/g{number}/staleness"))["status"] for number in range(5)]
    assert statuses == ["up_to_date", "stale", "unknown", "unknown", "no_receipt"]


async def test_loaded_receipts_are_read_back_as_they_were_written(asked: httpx2.AsyncClient) -> None:
    second, first = (await answer(asked, "segments/g0/receipts"))["items"]
    assert (first["prompt_text"], first["negative_prompt"]) == ('a "fox",\nred', None)
    assert (second["negative_prompt"], second["steps"], second["cfg_scale"]) == ("", 20, 7.0)
    assert second["previous_hash"] == first["hash"]
    assert (await answer(asked, "segments/g3/receipts"))["items"][0]["seed"] == "18446744073709551615"


async def test_loaded_dependencies_and_usages_are_found(asked: httpx2.AsyncClient) -> None:
    used = (await answer(asked, "assets/flux-1/dependencies?depth=transitive"))["by_type"]
    assert used == {"scene_type": 1, "scene": 2, "segment": 5}
    usage = await answer(asked, "assets/flux-1/usage?versions=all")
    assert {(row["segment_id"], row["version"], row["role"]) for row in usage["items"]} == {
        ("g0", "v2", "model"), ("g1", "v1", "model"),
    }  # fmt: skip
    flux = await answer(asked, "assets/flux-2")
    assert (flux["tags"], flux["metadata"]) == (["photo", "night"], {"base": "flux"})
    assert (await answer(asked, "assets/ink-2"))["tags"] == []


async def test_receipts_go_on_where_the_loaded_ones_end(asked: httpx2.AsyncClient, loaded: Graph) -> None:
    body = {
        "lora_configs": [],
        "prompt_text": "owl",
        "generation_started_at": WHEN,
        "model_asset_id": "flux-2",
    }
    made = await asked.post("/api/segments/g1/receipts", json=body)
    assert (made.status_code, made.json()["number"]) == (201, 3)
    assert (await answer(asked, "segments/g1/staleness"))["status"] == "up_to_date"
    assert await invariants.broken(loaded) == []


@pytest.mark.parametrize(
    ("ids", "meant"),
    [
        (("old-1", "now-2"), "now-2"),
        (("b-2", "c-2"), "b-2"),
        (("young-2", "b-2"), "b-2"),
        (("old-1", "young-1"), "young-1"),
    ],
    ids=["the current one", "the first by its id", "one without a time is new", "the youngest"],
)
def test_bytes_that_several_have_mean_the_same_asset_as_for_the_service(
    ids: tuple[str, ...], meant: str
) -> None:
    times = {"old": "2026-01-01T00:00:00Z", "young": "2026-02-01T00:00:00Z"}
    lines = [
        AssetLine.model_validate(
            {
                "id": f"{name}-{number}", "name": name, "version": f"v{number}", "asset_type": "model",
                "created_at": times.get(name), "checksum_sha256": A if f"{name}-{number}" in ids else None,
            }
        )
        for name in ("now", "b", "c", "old", "young")
        for number in (1, 2)
    ]  # fmt: skip
    for order in (lines, lines[::-1]):
        in_order = sorted(order, key=lambda one: one.version)
        assert registry(in_order).by_hash[A].id == meant


def test_a_folder_with_a_graph_is_left_alone(home: tuple[Settings, Loaded], tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds a graph already"):
        load(home[0], written(tmp_path / "again", STUDIO), say=lambda _text: None)


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        ("assets", STUDIO["assets"][0], "Two assets have the id 'flux-1'"),
        ("scenes", {"id": "x", "name": "X", "scene_type_id": "gone"}, "no scene type with the id 'gone'"),
        ("segments", {"id": "g9", "scene_id": "gone", "sequence_index": 0}, "no scene with the id 'gone'"),
        ("receipts", {"segment_id": "gone"}, "segment 'gone', which is not in segments.ndjson"),
        ("receipts", {"segment_id": "g4", "model_asset_id": "gone"}, "asset 'gone', which is not in"),
        ("receipts", {"segment_id": "g4", "steps": "many"}, "receipts.ndjson, line 7: steps"),
        ("strange", {"id": "x"}, "strange.ndjson, which is none of"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_loaded(
    tmp_path: Path, name: str, row: dict[str, Any], said: str
) -> None:
    studio = {**STUDIO, name: [*STUDIO.get(name, []), row]}
    settings = Settings(data_dir=tmp_path / "data")
    with pytest.raises(DepgraphError, match=said):
        load(settings, written(tmp_path / "files", studio), say=lambda _text: None)
    assert not (tmp_path / "data" / "neo4j" / "data" / "databases" / "neo4j").exists()
    assert list((tmp_path / "data").glob("bulk-*")) == []
