"""`depgraph demo`: its studio is loaded, or it says why not and ends."""

from __future__ import annotations

from pathlib import Path

import anyio
import anyio.to_thread
import httpx2
import pytest

from depgraph import demo
from depgraph.cli.serve import serve_until_stopped
from depgraph.graph import Graph
from depgraph.queries import staleness
from depgraph.settings import Settings
from tests.cli.conftest import Command

pytestmark = pytest.mark.anyio


class Enough(Exception):
    """Ends a service from within."""


@pytest.fixture(autouse=True)
def _free_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPGRAPH_PORT", "0")


async def test_a_folder_that_takes_no_files_ends_the_demo_and_is_named(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "taken").touch()
    monkeypatch.setenv("DEPGRAPH_ASSETS_ROOT", str(tmp_path / "taken"))
    with anyio.fail_after(120):
        ran = await command("demo")
    assert ran.code == 1
    assert f"{tmp_path / 'taken' / 'demo'}" in ran.err
    assert "DEPGRAPH_ASSETS_ROOT" in ran.err


async def test_a_name_of_the_demo_that_is_of_another_type_ends_it_and_is_named(
    command: Command, client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    (tmp_path / "mist").write_bytes(b"weights")
    body = {"name": "mist", "version": "v1", "asset_type": "model", "file_path": str(tmp_path / "mist")}
    assert (await client.post("/api/assets", json=body)).status_code == 201
    with anyio.fail_after(120):
        ran = await command("demo")
    assert ran.code == 1
    assert "'mist' is a line of type 'model'" in ran.err
    assert "DEPGRAPH_DATA_DIR" in ran.err


async def test_what_fails_beside_a_service_ends_it(graph: Graph, settings: Settings) -> None:
    async def when_up(_: str) -> None:
        raise Enough

    with pytest.raises(Enough), anyio.fail_after(120):
        await serve_until_stopped(settings.model_copy(update={"port": 0}), when_up)


async def test_a_second_load_of_the_demo_changes_nothing(graph: Graph, settings: Settings) -> None:
    loaded: list[dict[str, str]] = []

    async def when_up(address: str) -> None:
        for _ in range(2):
            loaded.append(await anyio.to_thread.run_sync(demo.load, address, settings.assets_root))
        raise Enough

    with pytest.raises(Enough), anyio.fail_after(120):
        await serve_until_stopped(settings.model_copy(update={"port": 0}), when_up)
    assert loaded[0] == loaded[1]
    report = await staleness.report_of_project(graph, project_id="demo")
    said = ["12 segments across 3 scenes used mist_v1 — you are on v2"]
    assert ([group.summary for group in report.by_asset], report.total_segments) == (said, 16)
    assert report.total_segments_without_receipt == 0
    assert set(loaded[0]) >= {"mist", "dreamscape"}
