"""What has to last is written whole, or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from depgraph.files.lasting import write_lasting


def test_new_content_takes_the_place_of_the_old_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    for content in (b"old", b"new"):
        write_lasting(path, content)
        assert path.read_bytes() == content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_has_its_name_only_when_it_is_on_the_disk_and_then_the_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seen, really = tmp_path / "store.json", list[tuple[bool, bool]](), os.fsync

    def looking(handle: int) -> None:
        really(handle)
        seen.append((stat.S_ISDIR(os.fstat(handle).st_mode), path.exists()))

    monkeypatch.setattr(os, "fsync", looking)
    write_lasting(path, b"content")
    assert seen == [(False, False), (True, True)]


def test_one_who_died_half_way_is_not_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "store.json.new").write_bytes(b"half")
    write_lasting(tmp_path / "store.json", b"whole")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("store.json", b"whole")]
