"""Whatever the bytes, reading ends with a Reading or a reason, and never reads or unpacks without bound."""

from __future__ import annotations

import json
import os
import struct
import tracemalloc
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depgraph.errors import BadInput
from depgraph.ingest.containers import exif
from depgraph.ingest.findings import Output, Template, finding_of
from depgraph.ingest.limits import MAX_TEXT_BYTES
from depgraph.ingest.reading import Reading, Skipped
from depgraph.ingest.walk import Found
from tests.ingest.drawn import FIXTURE_PROMPT, FIXTURES, picture, png, text_chunk
from tests.ingest.read import read_bytes, read_file

FILES = sorted(path.name for path in FIXTURES.iterdir() if path.suffix != ".md")
KINDS = [".png", ".webp", ".jpg", ".flac", ".opus", ".mp3", ".mp4", ".webm", ".json"]
BOMB = zlib.compress(b"\0" * (MAX_TEXT_BYTES + 1))


def reason(data: bytes, name: str = "x.png") -> str:
    found = read_bytes(data, name)
    assert isinstance(found, Skipped)
    return found.reason


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "x.png", "the file is empty"),
        (b"", "x.json", "the file is empty"),
        (b"GIF89a", "x.png", "it is not a PNG file, although its name says so"),
        (png(), "x.png", "it holds no ComfyUI metadata"),
        (png(end=False), "x.png", "the file ends before its last chunk"),
        (png(end=False) + b"\0" * 99, "x.png", "one of its chunks has no valid head"),
        (png()[:-20], "x.png", "the file ends in the middle of a chunk"),
        (
            png(text_chunk("parameters", "a duck")),
            "x.png",
            "it holds no ComfyUI metadata, but that of AUTOMATIC1111 or one of its kind",
        ),
        (png(text_chunk("Software", "NovelAI")), "x.png", "it holds no ComfyUI metadata, but NovelAI's"),
        (png((b"zTXt", b"prompt\0\0" + BOMB)), "x.png", "a text chunk unpacks to more than 16 MB"),
        (b'{"name": "package"}', "x.json", "it is no ComfyUI workflow"),
        (b"[1, 2]", "x.json", "it is no ComfyUI workflow"),
        (b"x", "x.txt", "files of this kind carry no ComfyUI metadata that depgraph reads"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_the_reason_says_what_is_wrong(data: bytes, name: str, expected: str) -> None:
    assert reason(data, name) == expected


def test_broken_json_says_where_it_breaks() -> None:
    assert reason(picture('{"1": ')).startswith("the prompt in it cannot be read: it is not valid JSON")


@pytest.mark.parametrize("open_", ["[", '{"a":'])
def test_deep_nesting_is_refused(open_: str) -> None:
    assert "nested too deeply" in reason(('{"nodes":' + open_ * 100_000).encode(), "x.json")


@pytest.mark.parametrize("depth", [90, 400, 900, 990])
def test_nesting_below_the_parsers_limit_never_raises(tmp_path: Path, depth: int) -> None:
    value = "[" * depth + '"x.pt"' + "]" * depth
    path = tmp_path / "x.png"
    path.write_bytes(picture(f'{{"1": {{"class_type": "A", "inputs": {{"v": {value}}}}}}}'))
    assert isinstance(finding_of(Found(path, "x.png")), Output | Skipped)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.png")
    assert read_file(tmp_path / "x.png") == Skipped(str(tmp_path / "x.png"), "it is no regular file")


def test_a_file_that_is_gone_is_skipped(tmp_path: Path) -> None:
    assert isinstance(read_file(tmp_path / "x.png"), Skipped)


@pytest.mark.parametrize("head", [b"\0\0\0\x14ftypisom\0\0\0\0isom", b"\x89PNG\r\n\x1a\n"])
def test_a_film_of_20_gb_is_not_read_whole(tmp_path: Path, head: bytes) -> None:
    """Sparse: 20 GB in name. What is read of it is a few heads."""
    path = tmp_path / "x.mp4"
    with path.open("wb") as file:
        file.write(head)
        if head.startswith(b"\0"):
            file.write(b"\0\0\0\x01mdat" + (20 * 1024**3).to_bytes(8, "big"))
        file.truncate(20 * 1024**3 + 20)
    tracemalloc.start()
    try:
        assert isinstance(read_file(path), Skipped)
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024**2
    finally:
        tracemalloc.stop()


def test_a_json_file_larger_than_any_workflow_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as file:
        file.truncate(20 * 1024**3)
    assert read_file(path) == Skipped(str(path), "the file is larger than 16 MB")


def test_many_texts_are_given_up_together() -> None:
    bombs = [(b"zTXt", b"prompt\0\0" + zlib.compress(b"\0" * MAX_TEXT_BYTES))] * 1000
    assert reason(png(*bombs)) == "its texts are larger than 48 MB"


@given(data=st.binary(max_size=400), kind=st.sampled_from(KINDS))
def test_random_bytes_never_raise(data: bytes, kind: str) -> None:
    read_bytes(data, f"x{kind}")


@given(data=st.data(), name=st.sampled_from(FILES))
def test_files_cut_off_or_altered_never_raise(data: st.DataObject, name: str) -> None:
    whole = bytearray((FIXTURES / name).read_bytes())
    cut = data.draw(st.integers(0, len(whole)), "cut")
    for _ in range(data.draw(st.integers(0, 6), "changes")):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    read_bytes(bytes(whole[:cut]), name)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.just("a_v1.pt"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=5,
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("id", "type", "mode", "title", "widgets_values", "properties"), VALUES),
        "inputs": VALUES
        | st.lists(st.fixed_dictionaries({"name": VALUES, "link": VALUES, "widget": VALUES}), max_size=2),
        "class_type": VALUES | st.just("LoraLoader"),
        "_meta": VALUES,
    },
)
WORKFLOWS = st.fixed_dictionaries(
    {
        "nodes": st.lists(FIELDS, max_size=4) | VALUES,
        "links": st.lists(st.lists(VALUES, max_size=6), max_size=2) | VALUES,
    },
    optional={
        "definitions": st.fixed_dictionaries({"subgraphs": st.lists(FIELDS | VALUES, max_size=2)}) | VALUES
    },
)
PROMPTS = st.dictionaries(st.text(max_size=3), FIELDS | VALUES, max_size=4)


@given(value=WORKFLOWS | PROMPTS)
def test_json_of_any_form_never_raises(tmp_path: Path, value: object) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(picture(json.dumps(value), json.dumps(value)))
    assert isinstance(finding_of(Found(path, "x.png")), Output | Template | Skipped)


def exif_of_one_place(count: int, length: int) -> bytes:
    """A TIFF block whose entries all name the same zeros."""
    entries = b"".join(struct.pack("<HHII", 0x010F, 2, length, 10 + 12 * count) for _ in range(count))
    return b"II*\0" + struct.pack("<IH", 8, count) + entries + b"\0" * length


def test_entries_of_exif_that_all_name_one_place_are_given_up() -> None:
    read: list[tuple[str, str]] = []
    with pytest.raises(BadInput, match="the same text too many times"):
        read.extend(exif.texts(exif_of_one_place(1000, 100_000)))
    assert len(read) <= 5


def test_entries_of_exif_that_share_a_short_text_are_read() -> None:
    assert len(list(exif.texts(exif_of_one_place(1000, 5)))) == 1000


@pytest.mark.parametrize(
    "chunks",
    [
        [(b"tEXt", b"x" * 600)] * 2,
        [(b"tEXt", b"k\0")] * 20,
        [(b"tEXt", b"k" * 600 + b"\0" + b"x" * 600)],
    ],
    ids=["keys alone", "empty texts", "keys and texts"],
)
def test_keys_and_empty_texts_count_too(
    monkeypatch: pytest.MonkeyPatch, chunks: list[tuple[bytes, bytes]]
) -> None:
    monkeypatch.setattr("depgraph.ingest.metadata.MAX_TEXTS_BYTES", 1000)
    assert reason(png(*chunks)).startswith("its texts are larger than")


def test_a_flac_of_blocks_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depgraph.ingest.containers.flac.MAX_PARTS", 3)
    blocks = b"\x01\0\0\0" * 3
    assert reason(b"fLaC" + blocks[4:] + b"\x81\0\0\0", "x.flac") == "it holds no ComfyUI metadata"
    assert reason(b"fLaC" + blocks + b"\x81\0\0\0", "x.flac") == "it has more than 3 blocks"


def test_of_an_mp3_as_many_frames_are_read_as_of_other_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depgraph.ingest.containers.mp3.MAX_PARTS", 3)
    prompt = json.dumps(FIXTURE_PROMPT).encode()
    frames = [b"TPE1" + b"\0\0\0\x01" + b"\0\0" + b"\0"] * 3
    told = b"TXXX" + len(prompt + b"\0prompt\0").to_bytes(4, "big") + b"\0\0" + b"\0prompt\0" + prompt
    assert isinstance(read_bytes(id3(*frames[1:], told), "x.mp3"), Reading)
    assert reason(id3(*frames, told), "x.mp3") == "it holds no ComfyUI metadata"


def id3(*frames: bytes) -> bytes:
    """An ID3 tag of version 2.3."""
    length = sum(len(frame) for frame in frames)
    size = bytes((length >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + b"".join(frames)
