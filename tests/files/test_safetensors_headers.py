"""What the header of a safetensors file says, and what a broken one does not do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depgraph.files.hashing import digest_file
from depgraph.files.progress import Progress
from depgraph.files.reading import read
from depgraph.files.safetensors import MAX_HEADER, MAX_KEPT, MAX_KEY, MAX_KEYS, HeaderReader, described
from tests.files.made import framed, safetensors


def said(tmp_path: Path, content: bytes) -> dict[str, Any]:
    """The metadata that a file of these bytes gets."""
    (tmp_path / "a.safetensors").write_bytes(content)
    return read(tmp_path / "a.safetensors", Progress()).metadata


def test_what_trainers_write_is_read(tmp_path: Path) -> None:
    header = {
        "modelspec.title": "Dream",
        "modelspec.architecture": "stable-diffusion-xl-v1-base/lora",
        "modelspec.thumbnail": "data:image/png;base64,AAAA",
        "modelspec.description": "x" * 3000,
        "ss_base_model_version": "sdxl_base_v1-0",
        "ss_sd_model_name": "sd_xl_base_1.0.safetensors",
        "ss_network_dim": "32",
        "ss_network_alpha": "16.0",
        "ss_tag_frequency": json.dumps({"10_a": {"cat": 3, "dog ": 1}, "5_b": {"cat": 2, "ant": 1}}),
        "ss_dataset_dirs": "{}",
        "format": "pt",
    }
    assert said(tmp_path, safetensors(header, b"x")) == {
        "safetensors": {
            "modelspec.architecture": "stable-diffusion-xl-v1-base/lora",
            "modelspec.title": "Dream",
            "ss_base_model_version": "sdxl_base_v1-0",
            "ss_network_alpha": "16.0",
            "ss_network_dim": "32",
            "ss_sd_model_name": "sd_xl_base_1.0.safetensors",
            "trained_words": ["cat", "ant", "dog"],
        }
    }


def test_the_metadata_is_found_behind_the_tensors_and_not_inside_a_text() -> None:
    trap = {"ss_training_comment": '{"__metadata__": {"ss_network_dim": "1"}}', "ss_network_dim": "8"}
    header = json.dumps({"weight": {"dtype": "F16"}, "__metadata__": trap}).encode()
    assert described(header)["ss_network_dim"] == "8"


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"{",
        b"{}",
        b"null",
        b'{"__metadata__": null}',
        b'{"__metadata__": {"ss_network_dim": 32}}',
        b'{"__metadata__": {"ss_network_dim": "3',
        b'{"__metadata__": ' + b'{"a":' * 5000,
        b'{"__metadata__": {"ss_tag_frequency": "{"}}',
        b'{"__metadata__": {"ss_tag_frequency": "[1]"}}',
        b'{"__metadata__": {"ss_tag_frequency": "{\\"a\\": 3}"}}',
        b"\xff\xfe",
    ],
)
def test_a_broken_header_says_nothing(tmp_path: Path, header: bytes) -> None:
    assert said(tmp_path, framed(header, b"tensors")) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"1234567",
        b"\xff" * 20,
        (50).to_bytes(8, "little") + b"{}",
        (MAX_HEADER + 1).to_bytes(8, "little"),
    ],
)
def test_what_is_no_safetensors_file_has_no_tensors(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.safetensors").write_bytes(content)
    found = digest_file(tmp_path / "a.safetensors", Progress())
    assert (found.tensor_sha256, found.header) == (None, None)
    assert found.sha256 == hashlib.sha256(content).hexdigest()


def test_a_lone_surrogate_in_a_header_is_replaced(tmp_path: Path) -> None:
    header = b'{"__metadata__": {"modelspec.title\\ud800\\u0000": "a\\ud800b\\u0000c"}}'
    assert said(tmp_path, framed(header)) == {"safetensors": {"modelspec.title?": "a?bc"}}


def test_keys_are_kept_up_to_a_length_and_a_number() -> None:
    flood = {f"modelspec.{n:04}": "x" for n in range(2 * MAX_KEYS)}
    given = {**flood, "modelspec." + "x" * MAX_KEY: "x", "ss_network_dim": "8"}
    kept = described(json.dumps({"__metadata__": given}).encode())
    assert kept == {"ss_network_dim": "8", **dict(list(flood.items())[: MAX_KEYS - 1])}


def test_equal_tensors_under_other_metadata_have_one_hash(tmp_path: Path) -> None:
    hashes: set[str | None] = set()
    for dim in ("8", "16"):
        (tmp_path / "a.sft").write_bytes(safetensors({"ss_network_dim": dim}, b"weights"))
        hashes.add(digest_file(tmp_path / "a.sft", Progress()).tensor_sha256)
    assert hashes == {hashlib.sha256(b"weights").hexdigest()}


def test_a_header_longer_than_is_kept_still_gives_the_tensors(tmp_path: Path) -> None:
    header = b'{"a": "' + b"x" * MAX_KEPT + b'"}'
    (tmp_path / "a.safetensors").write_bytes(framed(header, b"weights"))
    found = digest_file(tmp_path / "a.safetensors", Progress())
    assert (found.tensor_sha256, found.header) == (hashlib.sha256(b"weights").hexdigest(), None)


@given(st.binary(max_size=40), st.binary(max_size=40), st.integers(1, 17))
def test_the_parts_in_which_a_file_comes_make_no_difference(header: bytes, tensors: bytes, step: int) -> None:
    content = framed(b"{" + header + b"}", tensors)
    reader = HeaderReader()
    for start in range(0, len(content), step):
        reader.feed(memoryview(content)[start : start + step])
    assert reader.text() == b"{" + header + b"}"
    assert reader.tensor_sha256() == hashlib.sha256(tensors).hexdigest()


@given(st.binary(max_size=60))
def test_no_bytes_are_more_than_nothing_said(header: bytes) -> None:
    assert described(b'{"__metadata__":' + header) is not None
