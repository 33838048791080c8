"""The bench at a tiny size: it runs, and both databases give the same answers. Nothing is judged by time."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from bench.made import QUICK, make

from depgraph.graph import Graph
from tests.support.server import Server

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.anyio


def _environment(server: Server) -> dict[str, str]:
    told = {"URI": server.bolt_uri, "USER": server.user, "PASSWORD": server.password.get_secret_value()}
    return {**os.environ, **{f"DEPGRAPH_TEST_NEO4J_{name}": value for name, value in told.items()}}


def _result(folder: Path) -> dict[str, Any]:
    (path,) = folder.glob("*.json")
    return json.loads(path.read_text("utf-8"))


async def test_a_quick_bench_finds_equal_answers_on_both_sides(
    graph: Graph, server: Server, relational_peer: None, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "bench", "--quick", "--results", str(tmp_path)]
    with anyio.fail_after(600):
        done = await anyio.run_process(command, check=False, cwd=ROOT, env=_environment(server))
    said = done.stdout.decode() + done.stderr.decode()
    assert done.returncode == 0, said[-3000:]
    assert "questions have the same answer on both sides" in said
    assert all(row["sql_ms"] and row["ms"] and row["db_hits"] for row in _result(tmp_path)["questions"])


def test_two_makings_are_the_same_studio_and_have_the_promised_counts() -> None:
    one, other = make(QUICK), make(QUICK)
    assert one == other
    assert (len(one.lines), len(one.assets), len(one.uses)) == (QUICK.lines, QUICK.versions, QUICK.uses)
    assert (len(one.notes), len(one.ratings)) == (QUICK.pair_notes + QUICK.single_notes, QUICK.ratings)
    assert tuple(one.dependents(probe) for probe in one.probes) == QUICK.probes
    assert len({(use["key"], use["asset_id"], use["role"]) for use in one.uses}) == QUICK.uses
