"""The 414 real files, against a plain scan that shares no code with the readers."""

from __future__ import annotations

import json
import re
import struct
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from depgraph.ingest.findings import Output, finding_of
from depgraph.ingest.graph import graph_of_prompt
from depgraph.ingest.plan import ImportPlan
from depgraph.ingest.planning import plan_import
from depgraph.ingest.reading import Reading, Skipped
from depgraph.ingest.references import model_references
from depgraph.ingest.walk import Found
from depgraph.ingest.workflow import graph_of_workflow
from depgraph.naming import UNVERSIONED, split_file_name
from tests.ingest.read import read_file

MODEL_FILE = re.compile(r"\.(safetensors|ckpt|pth?|bin|gguf|onnx|sft)$")


def plain_prompt(path: Path) -> dict[str, Any] | None:
    """The prompt in a PNG's tEXt or a WebP's EXIF, the shortest way."""
    if path.suffix == ".webp":
        with Image.open(path) as image:
            text = image.getexif()[0x0110]
        return json.loads(text.removeprefix("prompt:"))
    data, at = path.read_bytes(), 8
    while path.suffix == ".png" and at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"tEXt" and data[at + 8 :].startswith(b"prompt\0"):
            return json.loads(data[at + 15 : at + 8 + length])
        at += 12 + length
    return None


def plain_names(prompt: dict[str, Any]) -> Iterator[str]:
    for node in prompt.values():
        values = (value for value in node["inputs"].values() if isinstance(value, str))
        yield from (value for value in values if MODEL_FILE.search(value) and "embedding:" not in value)


@pytest.fixture(scope="module")
def real(shared_data: Path) -> Path:
    return shared_data / "comfyui"


@pytest.fixture(scope="module")
def scan(real: Path) -> dict[str, set[str]]:
    """Each output with an executable prompt, and the model names in it as written."""
    prompts = {path: plain_prompt(path) for path in sorted(real.rglob("*.*"))}
    return {
        f"comfyui/{path.relative_to(real).as_posix()}": set(plain_names(prompt))
        for path, prompt in prompts.items()
        if prompt
    }


@pytest.fixture(scope="module")
def plan(real: Path) -> ImportPlan:
    return plan_import([real])


def used_by_segment(plan: ImportPlan) -> dict[str, set[tuple[str, str]]]:
    uses = {one.id: {tuple(use.asset) for use in one.uses} for one in plan.scene_types}
    types = {one.id: one.scene_type_id for one in plan.scenes}
    return {one.path: uses[types[one.scene_id]] for one in plan.segments}


def base(name: str) -> str:
    return re.split(r"[\\/]", name)[-1]


def test_the_plain_scan_finds_what_the_issue_names(scan: dict[str, set[str]]) -> None:
    written = {name for names in scan.values() for name in names}
    pairs = {(path, base(name)) for path, names in scan.items() for name in names}
    assert (len(scan), len(written), len({base(name) for name in written}), len(pairs)) == (
        351,
        182,
        178,
        1784,
    )


def test_the_plan_holds_every_file(plan: ImportPlan) -> None:
    counts = plan.counts
    assert (counts.files_seen, counts.outputs, counts.workflows, plan.skipped) == (414, 351, 63, ())
    assert (len(plan.segments), len({one.id for one in plan.segments}), len(plan.templates)) == (351, 351, 63)
    assert (
        counts.output_references,
        counts.output_file_names,
        counts.output_file_name_pairs,
    ) == (182, 178, 1784)


def test_every_segment_uses_what_the_plain_scan_finds_in_it(
    plan: ImportPlan, scan: dict[str, set[str]]
) -> None:
    def key(name: str) -> tuple[str, str]:
        split = split_file_name(name)
        return split.name, split.version or UNVERSIONED

    assert used_by_segment(plan) == {path: {key(name) for name in names} for path, names in scan.items()}


@pytest.mark.parametrize(("version", "count"), [("v51", 53), ("v53", 159)])
def test_where_fashion_girl_is_used(
    plan: ImportPlan, scan: dict[str, set[str]], version: str, count: int
) -> None:
    named = {
        path
        for path, names in scan.items()
        if any(base(name) == f"fashionGirl_{version}.safetensors" for name in names)
    }
    used = {path for path, uses in used_by_segment(plan).items() if ("fashionGirl", version) in uses}
    assert used == named
    assert len(used) == count


def test_families_are_lines_and_no_two_file_names_fall_together(plan: ImportPlan) -> None:
    versions: defaultdict[str, list[str]] = defaultdict(list)
    for asset in plan.assets:
        versions[asset.key.name].append(asset.key.version)
        assert len({base(name) for name in asset.file_names}) == 1
    assert versions["fashionGirl"] == ["v47", "v51", "v52", "v53"]
    assert versions["lofi"] == ["V2", "V21"]
    assert versions["animatrix"] == ["v20"]


def test_a_second_plan_is_the_same(plan: ImportPlan, real: Path) -> None:
    assert plan_import([real]) == plan


def test_every_scene_type_is_of_one_shape_and_every_scene_of_one_folder(plan: ImportPlan) -> None:
    folders = {scene.id: scene.folder for scene in plan.scenes}
    assert all(one.path.rpartition("/")[0] == folders[one.scene_id] for one in plan.segments)
    assert {scene.scene_type_id for scene in plan.scenes} == {one.id for one in plan.scene_types}


def test_both_forms_of_one_picture_name_the_same_models(real: Path) -> None:
    """The executed prompt and the drawn workflow beside it, muted and unconnected nodes apart."""
    compared = 0
    for path in sorted(real.rglob("*.*")):
        found = read_file(path)
        if isinstance(found, Reading) and found.prompt and found.workflow:
            executed = {one.file_name_as_written for one in model_references(graph_of_prompt(found.prompt))}
            drawn = graph_of_workflow(found.workflow)
            named = {one.file_name_as_written for one in model_references(drawn)}
            assert executed <= named, path
            compared += 1
    assert compared == 351


def test_the_plan_is_made_in_seconds(real: Path) -> None:
    """2 s of one core when this was written; the bound is 10."""
    before = time.process_time()
    plan_import([real])
    assert time.process_time() - before < 10


def test_originals_of_other_programs_are_outputs_and_broken_ones_are_skipped_with_a_reason(
    shared_data: Path,
) -> None:
    plan = plan_import([shared_data / "originals"])
    reasons = {Path(one.path).name: one.reason for one in plan.skipped}
    assert (plan.counts.outputs, plan.counts.receipts) == (21, 21)
    assert reasons["empty_file.png"] == "the file is empty"
    assert "text_after_idat.png" in {one.name for one in plan.segments}
    assert len(reasons) == 3


def test_real_files_cut_off_anywhere_are_read_or_skipped(real: Path, tmp_path: Path) -> None:
    for kind in ("png", "webp", "json"):
        data = next(iter(sorted(real.rglob(f"*.{kind}")))).read_bytes()
        for cut in range(0, len(data), max(1, len(data) // 60)):
            path = tmp_path / f"x.{kind}"
            path.write_bytes(data[:cut])
            assert isinstance(finding_of(Found(path, path.name)), Skipped | Output)
