"""Whether something is at a path: an answer, whatever the system says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from depgraph.files.progress import Progress
from depgraph.files.reading import read_if_there
from depgraph.files.there import is_file, is_folder, is_there


def test_a_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path)
    found = {name: _what(tmp_path / name) for name in ("", "file", "link", "gone")}
    assert found == {
        "": (True, True, False),
        "file": (True, False, True),
        "link": (True, True, False),
        "gone": (False, False, False),
    }


@pytest.mark.parametrize("name", ["x" * 300, "link", "circle"])
def test_where_the_system_refuses_to_look_there_is_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to("x" * 300)
    (tmp_path / "circle").symlink_to("circle")
    assert _what(tmp_path / name) == (False, False, False)
    assert read_if_there(tmp_path / name, Progress()) is None


def _what(path: Path) -> tuple[bool, bool, bool]:
    return is_there(path), is_folder(path), is_file(path)
