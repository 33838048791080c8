"""The provenance bench at a tiny size: it runs, and all sides give the same answers. Nothing is judged."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from bench.provenance.made import SIZES, Studio
from bench.provenance.made.registry import VERSIONS
from bench.provenance.made.size import CLEAN, STALE

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that another user may enter: PostgreSQL does not run as root."""
    with tempfile.TemporaryDirectory(prefix="depgraph-bench-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


def test_a_quick_provenance_bench_finds_equal_answers_on_all_sides(
    relational_peer: None, folder: Path
) -> None:
    told = ["--size", "quick", "--cache", str(folder / "cache"), "--results", str(folder / "results")]
    command = [sys.executable, "-m", "bench", "provenance", *told]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=900)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-3000:]
    assert "questions have the same answer from depgraph and plain and built" in said
    (path,) = (folder / "results").glob("*.json")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert all(row["built_http_ms"] and row["plain_ms"] and row["db_hits"] for row in found["questions"])
    assert {row["unit"] for row in found["writes"]} == {"ms", "receipts a second"}
    by_sender = {row["write"].rpartition(", ")[2]: bool(row["bars"]) for row in found["writes"]}
    assert (by_sender["packed"], by_sender["by the driver"]) == (True, False)


def rows(size: str) -> list[dict[str, object]]:
    """The receipts of the two projects that every size begins with."""
    both = (CLEAN.id, STALE.id)
    stream = Studio(SIZES[size]).receipts()
    return list(takewhile(lambda row: str(row["segment_id"]).startswith(both), stream))


def test_a_project_has_the_same_rows_in_every_size_and_at_every_making() -> None:
    assert rows("quick") == rows("quick") == rows("small") == rows("full")
    assert list(Studio(SIZES["small"]).assets()) == list(Studio(SIZES["full"]).assets())


def test_the_sizes_have_the_promised_counts() -> None:
    assert [SIZES[name].segments for name in ("quick", "small", "full")] == [2_400, 10_000, 1_000_000]
    assert len(SIZES["full"].projects) == 806
    assert sum(1 for _ in Studio(SIZES["quick"]).assets()) == VERSIONS == 6_165


def test_what_the_latest_receipts_used_makes_exactly_the_promised_share_stale() -> None:
    current = {one.hash for one in Studio(SIZES["quick"]).registry.versions if one.is_current}
    known = {one.hash for one in Studio(SIZES["quick"]).registry.versions}
    latest = {row["segment_id"]: row for row in rows("quick")}
    stale = Counter(
        str(row["segment_id"]).rpartition("-g")[0] for row in latest.values() if (used(row) & known) - current
    )
    assert stale == {STALE.id: round(STALE.segments * STALE.stale)}


def used(row: dict[str, Any]) -> set[str]:
    """The contents of the assets that a receipt names."""
    listed = [*row["lora_configs"], *row["other_inputs"]]
    return {row["model_hash"], *(one["hash"] for one in listed)}


def test_the_base_model_is_under_two_of_five_receipts() -> None:
    base = {one.hash for one in Studio(SIZES["quick"]).registry.base.versions}
    made = rows("quick")
    assert 0.33 < sum(row["model_hash"] in base for row in made) / len(made) < 0.4
