"""The key of the receipts: made once, the same for all, never replaced."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from depgraph.errors import DepgraphError
from depgraph.provenance.key import load_or_make_key


def test_the_first_start_makes_a_key_that_only_its_owner_reads(data_dir: Path) -> None:
    key = load_or_make_key(data_dir)
    assert len(key) == 32
    file = data_dir / "receipts.key"
    assert file.read_bytes() == key
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in data_dir.iterdir()} <= {"receipts.key", "receipts.lock"}


def test_a_second_start_has_the_same_key(data_dir: Path) -> None:
    assert load_or_make_key(data_dir) == load_or_make_key(data_dir)


def test_two_data_folders_have_two_keys(tmp_path: Path) -> None:
    assert load_or_make_key(tmp_path / "a") != load_or_make_key(tmp_path / "b")


def test_threads_that_start_at_once_have_one_key(data_dir: Path) -> None:
    together = Barrier(8)

    def start(_: int) -> bytes:
        together.wait()
        return load_or_make_key(data_dir)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(start, range(8)))) == 1


def test_processes_that_start_at_once_have_one_key(data_dir: Path) -> None:
    code = (
        "import sys, pathlib; from depgraph.provenance.key import load_or_make_key as load; "
        "sys.stdin.read(); print(load(pathlib.Path(sys.argv[1])).hex())"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(data_dir)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in started:  # each waits for the end of its input, so both go on at nearly the same time
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
    keys = {process.communicate(timeout=60)[0] for process in started}
    assert keys == {load_or_make_key(data_dir).hex() + "\n"}


def test_a_start_that_died_half_way_leaves_nothing_in_the_way(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "receipts.key.new").write_bytes(b"half")
    assert len(load_or_make_key(data_dir)) == 32


def test_a_key_that_cannot_be_read_is_said_and_not_replaced(data_dir: Path) -> None:
    (data_dir / "receipts.key").mkdir(parents=True)
    with pytest.raises(DepgraphError, match=r"receipts\.key, cannot be read") as raised:
        load_or_make_key(data_dir)
    assert "backup" in raised.value.hint
    assert (data_dir / "receipts.key").is_dir()


def test_a_data_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(DepgraphError, match="cannot be read"):
        load_or_make_key(tmp_path / "data")


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33])
def test_a_damaged_key_is_said_and_not_replaced(data_dir: Path, content: bytes) -> None:
    data_dir.mkdir()
    (data_dir / "receipts.key").write_bytes(content)
    with pytest.raises(DepgraphError, match="is damaged"):
        load_or_make_key(data_dir)
    assert (data_dir / "receipts.key").read_bytes() == content
