"""One streaming read of a file."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from depgraph.errors import FileUnreadable
from depgraph.files.hashing import CHUNK, digest_file
from depgraph.files.progress import Cancelled, Progress
from depgraph.files.safetensors import MAX_KEPT
from tests.files.made import WhileItGrows, safetensors

MEASURE = """
import resource, sys
from pathlib import Path
from depgraph.files.progress import Progress
from depgraph.files.reading import read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = read(Path(sys.argv[1]), Progress())
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(found.size_bytes, (after - before) // 1024)
"""


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_size_and_checksum_are_those_of_the_bytes(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    (tmp_path / "a.ckpt").write_bytes(content)
    progress = Progress()
    found = digest_file(tmp_path / "a.ckpt", progress)
    assert (found.size_bytes, found.sha256) == (size, hashlib.sha256(content).hexdigest())
    assert (found.tensor_sha256, found.header) == (None, None)
    assert (progress.done, progress.total, progress.started) == (size, size, True)


def test_a_reading_ends_when_it_is_cancelled(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * (2 * CHUNK))
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        digest_file(tmp_path / "a", progress)
    assert progress.done == 0


def test_a_file_that_is_still_being_written_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    with pytest.raises(FileUnreadable, match="changed while it was read"):
        digest_file(path, WhileItGrows(path))


@pytest.mark.parametrize("kind", ["absent", "folder", "pipe"])
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a"
    if kind == "folder":
        path.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(FileUnreadable, match="cannot be read"):
        digest_file(path, Progress())


@pytest.mark.parametrize("name", ["large.ckpt", "large.safetensors"])
def test_a_large_file_costs_little_memory(tmp_path: Path, prove: bool, name: str) -> None:
    """Sparse files: what counts is the memory of the reader, in a process of its own."""
    size = 3_000_000_000 if prove else 300_000_000
    path = tmp_path / name
    # the largest header that the format allows: 100 MB, of which only the start may be kept
    start = (100_000_000).to_bytes(8, "little") + b"{" if name.endswith("safetensors") else b""
    with path.open("wb") as file:
        file.write(start)
        file.truncate(size)
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True, timeout=300
    )
    read, megabytes = map(int, ran.stdout.split())
    assert read == size
    assert megabytes < 64


def test_a_header_full_of_metadata_costs_little_memory(tmp_path: Path) -> None:
    """As much header as is kept, all of it metadata in characters that need four bytes each."""
    content = safetensors({f"ss_{n}": "\U0001f600" * 500 for n in range(1900)}, b"tensors")
    path = tmp_path / "a.safetensors"
    path.write_bytes(content)
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert 3_800_000 < len(content) < MAX_KEPT
    assert int(ran.stdout.split()[1]) < 64
