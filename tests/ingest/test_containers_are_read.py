"""Every container, as ComfyUI and its custom nodes write it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from depgraph.ingest.reading import Reading
from tests.ingest.drawn import FIXTURE_PROMPT, FIXTURE_WORKFLOW, FIXTURES, picture, png, text_chunk
from tests.ingest.read import read_bytes, read_file

CONTAINERS = {
    "named_keys.mp4": "mp4", "named_keys.mov": "mp4", "metadata_first.mp4": "mp4",
    "one_comment.mp4": "mp4", "one_comment.mov": "mp4", "one_comment.webm": "webm",
    "named_tags.webm": "webm", "named_tags.mkv": "webm",
    "sound.flac": "flac", "sound.mp3": "mp3", "sound.opus": "ogg",
    "exif.webp": "webp", "exif.jpg": "jpeg", "packed.png": "png",
}  # fmt: skip


def reading(data: bytes, name: str = "x.png") -> Reading:
    found = read_bytes(data, name)
    assert isinstance(found, Reading), found.reason
    return found


@pytest.mark.parametrize(("name", "container"), CONTAINERS.items())
def test_both_graphs_are_found(name: str, container: str) -> None:
    path = FIXTURES / name
    assert read_file(path) == Reading(str(path), container, FIXTURE_PROMPT, FIXTURE_WORKFLOW)


def test_a_text_after_the_pixel_data_is_found() -> None:
    assert reading((FIXTURES / "after_pixels.png").read_bytes()).prompt == FIXTURE_PROMPT


def test_a_picture_under_another_name_is_read_as_what_it_is() -> None:
    assert reading((FIXTURES / "exif.webp").read_bytes(), "x.png").container == "webp"


@pytest.mark.parametrize("keys", [("prompt", "workflow"), ("Prompt", "Workflow"), ("PROMPT", "WORKFLOW")])
@pytest.mark.parametrize("kind", ["WEBP", "JPEG"])
def test_exif_keys_are_met_in_every_case(kind: str, keys: tuple[str, str]) -> None:
    image, stream = Image.new("RGB", (1, 1)), io.BytesIO()
    exif = image.getexif()
    exif[0x0110] = f"{keys[0]}:{json.dumps(FIXTURE_PROMPT)}"
    exif[0x010F] = f"{keys[1]}: {json.dumps(FIXTURE_WORKFLOW)}"
    image.save(stream, kind, exif=exif)
    found = reading(stream.getvalue())
    assert (found.prompt, found.workflow) == (FIXTURE_PROMPT, FIXTURE_WORKFLOW)


@pytest.mark.parametrize(("name", "bare"), [("NaN", "NaN"), ("Infinity", "-Infinity"), ("1e999", "1e999")])
def test_a_bare_number_that_is_none_becomes_null(name: str, bare: str) -> None:
    text = f'{{"1": {{"class_type": "LoadImage", "inputs": {{"x": {bare}}}, "is_changed": [NaN]}}}}'
    assert reading(picture(text)).prompt == {
        "1": {"class_type": "LoadImage", "inputs": {"x": None}, "is_changed": [None]}
    }


def test_a_broken_prompt_leaves_the_workflow() -> None:
    found = reading(picture('{"1": ', FIXTURE_WORKFLOW))
    assert (found.prompt, found.workflow, found.is_output) == (None, FIXTURE_WORKFLOW, False)


def test_a_picture_cut_off_after_its_texts_is_still_read() -> None:
    assert reading(png(text_chunk("prompt", FIXTURE_PROMPT), end=False)).prompt == FIXTURE_PROMPT


def test_one_bad_chunk_does_not_hide_the_others() -> None:
    broken = (b"zTXt", b"workflow\0\0not deflate")
    assert reading(png(broken, text_chunk("prompt", FIXTURE_PROMPT))).prompt == FIXTURE_PROMPT


def test_seeds_are_kept_exactly() -> None:
    seed = 2**64 - 1
    given = {"1": {"class_type": "KSampler", "inputs": {"seed": seed}}}
    found = reading(picture(given)).prompt
    assert found is not None
    assert found["1"]["inputs"]["seed"] == seed


@pytest.mark.parametrize(
    "content",
    [
        FIXTURE_PROMPT,
        FIXTURE_WORKFLOW,
        {"prompt": FIXTURE_PROMPT, "extra_data": {"extra_pnginfo": {"workflow": FIXTURE_WORKFLOW}}},
        {"output": FIXTURE_PROMPT, "workflow": FIXTURE_WORKFLOW},
    ],
    ids=["API", "UI", "queued", "exported"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_json_file_is_a_workflow_in_either_form(tmp_path: Path, content: Any, encoding: str) -> None:
    path = tmp_path / "w.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding=encoding)
    found = read_file(path)
    assert isinstance(found, Reading)
    assert (found.container, found.is_output) == ("json", False)
    assert found.prompt in (None, FIXTURE_PROMPT)
    assert found.workflow in (None, FIXTURE_WORKFLOW)
    assert found.prompt or found.workflow
