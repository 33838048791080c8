"""`import receipts`: a line for each receipt, recorded once however often the file is sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from depgraph import importing
from depgraph.errors import FileUnreadable, OutcomeUnknown
from depgraph.graph import Graph, Transaction
from depgraph.importing import receipt_file
from depgraph.models.imported_receipts import ReceiptImport
from tests.cli.conftest import Command, command  # noqa: F401 -- a fixture
from tests.importing.pictures import png, prompt
from tests.importing.running import KEY, import_comfyui
from tests.support.wipe import run

pytestmark = pytest.mark.anyio
LEAST = {"lora_configs": [], "prompt_text": "rain", "generation_started_at": "2026-11-20T09:00:00Z"}


@pytest.fixture
async def segments(graph: Graph, tmp_path: Path) -> list[str]:
    """Three segments, each with the receipt of its file."""
    for number in range(3):
        png(tmp_path / "rain" / f"{number}.png", prompt=prompt(seed=number))
    await import_comfyui(graph, paths=[tmp_path / "rain"])
    rows = await run(graph, "MATCH (s:Segment) RETURN s.id AS id ORDER BY s.sequence_index")
    return [str(row["id"]) for row in rows]


def written(path: Path, *lines: Any) -> Path:
    text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    path.write_text(text, encoding="utf-8")
    return path


async def imported(graph: Graph, path: Path) -> ReceiptImport:
    return await importing.import_receipts(graph, path=path, key=KEY, on_progress=lambda _done, _total: None)


async def seeds(graph: Graph, segment_id: str) -> list[object]:
    rows = await run(
        graph,
        "MATCH (r:Receipt {segment_id: $id}) WHERE r.program IS NULL RETURN r.seed AS seed ORDER BY r.number",
        id=segment_id,
    )
    return [row["seed"] for row in rows]


async def test_lines_become_receipts_in_their_order(
    graph: Graph, segments: list[str], tmp_path: Path
) -> None:
    first, second, _third = segments
    lines = [LEAST | {"segment_id": one, "seed": n} for n, one in enumerate((first, second, first))]
    done = await imported(graph, written(tmp_path / "r.ndjson", *lines, ""))
    assert (done.lines, done.recorded, done.repeated, done.skipped) == (3, 3, 0, [])
    assert await seeds(graph, first) == ["0", "2"]
    assert await seeds(graph, second) == ["1"]


async def test_a_file_sent_again_records_nothing_and_a_longer_one_only_what_is_new(
    graph: Graph, segments: list[str], tmp_path: Path
) -> None:
    line = LEAST | {"segment_id": segments[0], "seed": 7}
    path = written(tmp_path / "r.ndjson", line, line)
    assert (await imported(graph, path)).recorded == 2
    again = await imported(graph, path)
    assert (again.recorded, again.repeated) == (0, 2)
    spelled = json.dumps(dict(reversed(line.items())), indent=None, separators=(" , ", " : "))
    longer = await imported(graph, written(path, line, spelled, line, LEAST | {"segment_id": segments[1]}))
    assert (longer.recorded, longer.repeated) == (2, 2)
    assert await seeds(graph, segments[0]) == ["7"] * 3


async def test_a_key_of_ones_own_stands_for_its_line_whatever_its_place(
    graph: Graph, segments: list[str], tmp_path: Path
) -> None:
    mine = LEAST | {"segment_id": segments[0], "request_key": "run-1"}
    by_id = LEAST | {"segment_id": segments[1], "id": 5}
    await imported(graph, written(tmp_path / "r.ndjson", mine, by_id))
    again = await imported(graph, written(tmp_path / "r.ndjson", by_id, mine, mine))
    assert (again.recorded, again.repeated) == (0, 3)
    other = await imported(graph, written(tmp_path / "r.ndjson", mine | {"seed": 8}))
    assert (other.skipped_total, other.skipped[0].reason) == (1, "its key is that of another receipt")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not valid JSON"),
        ("[]", "no JSON object"),
        ('{"cfg_scale": NaN}', "NaN is no number"),
        ("[" * 100_000, "not valid JSON"),
        (LEAST, "segment_id: Field required"),
        (LEAST | {"segment_id": "none"}, "there is no segment 'none'"),
        (LEAST | {"segment_id": "S", "model_asset_id": "gone"}, "there is no asset 'gone'"),
        (LEAST | {"segment_id": "S", "seed": -1}, "seed: "),
        (LEAST | {"segment_id": "S", "program": "ComfyUI"}, "program: "),
        (LEAST | {"segment_id": "S", "id": "1", "request_key": "1"}, "send one of them"),
        (LEAST | {"segment_id": "S", "prompt_text": "x" * (8 * 1024 * 1024)}, "longer than 8 MB"),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_a_line_that_cannot_be_recorded_is_named_and_the_others_are_recorded(
    graph: Graph, segments: list[str], tmp_path: Path, line: Any, reason: str
) -> None:
    if isinstance(line, dict) and line.get("segment_id") == "S":
        line = line | {"segment_id": segments[0]}
    good = [LEAST | {"segment_id": segments[n], "seed": n} for n in (0, 1)]
    done = await imported(graph, written(tmp_path / "r.ndjson", good[0], "", line, good[1]))
    assert (done.recorded, done.skipped_total) == (2, 1)
    assert (done.skipped[0].line, reason in done.skipped[0].reason) == (3, True), done.skipped[0]


async def test_after_a_break_in_the_middle_the_file_is_sent_again(
    graph: Graph, segments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt_file, "BATCH", 2)
    path = written(
        tmp_path / "r.ndjson", *[LEAST | {"segment_id": segments[n % 2], "seed": n} for n in range(7)]
    )
    record, batches = receipt_file.record_new, 0

    async def breaks(tx: Transaction, **given: Any) -> Any:
        nonlocal batches
        batches += 1
        if batches == 3:
            raise OutcomeUnknown("The line broke.")
        return await record(tx, **given)

    monkeypatch.setattr(receipt_file, "record_new", breaks)
    with pytest.raises(OutcomeUnknown):
        await imported(graph, path)
    assert len(await seeds(graph, segments[0]) + await seeds(graph, segments[1])) == 4
    done = await imported(graph, path)
    assert (done.recorded, done.repeated) == (3, 4)
    assert await seeds(graph, segments[0]) == ["0", "2", "4", "6"]


async def test_a_file_that_is_not_there_is_named(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="gone"):
        await imported(graph, tmp_path / "gone.ndjson")


async def test_the_command_says_which_lines_were_skipped(
    command: Command,  # noqa: F811
    segments: list[str],
    tmp_path: Path,
) -> None:
    path = written(tmp_path / "r.ndjson", LEAST | {"segment_id": segments[0]}, "{")
    ran = await command("import", "receipts", str(path))
    assert ran.code == 3
    assert "2 lines: 1 recorded, 0 there before." in ran.out
    assert "not valid JSON" in ran.out
    told = json.loads((await command("import", "receipts", str(path), "--json")).out)
    assert (told["recorded"], told["repeated"], told["skipped"][0]["line"]) == (0, 1, 2)
