"""A custom node is a folder: its digest, and the version of its project."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from depgraph.errors import FileUnreadable
from depgraph.files import folder as folders
from depgraph.files.folder import digest_folder, project_version
from depgraph.files.progress import Cancelled, Progress
from depgraph.files.reading import read, read_if_there


@pytest.fixture
def node(tmp_path: Path) -> Path:
    """nodes/{b.py, a/x.txt} beside a secret."""
    root = tmp_path / "nodes"
    (root / "a").mkdir(parents=True)
    (root / "b.py").write_bytes(b"print()")
    (root / "a" / "x.txt").write_bytes(b"x")
    (tmp_path / "secret").write_bytes(b"s")
    return root


def digest(folder: Path) -> str:
    return digest_folder(folder, Progress()).sha256


def test_the_digest_is_what_its_docstring_says(node: Path) -> None:
    expected = hashlib.sha256()
    for path, content in ((b"a/x.txt", b"x"), (b"b.py", b"print()")):
        expected.update(b"%d:" % len(path) + path + hashlib.sha256(content).digest())
    progress = Progress()
    found = digest_folder(node, progress)
    assert (found.sha256, found.size_bytes) == (expected.hexdigest(), 8)
    assert (progress.done, progress.total) == (8, 8)


def test_a_copy_elsewhere_has_the_same_digest(node: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "renamed"
    (other / "a").mkdir(parents=True)
    (other / "a" / "x.txt").write_bytes(b"x")
    (other / "b.py").write_bytes(b"print()")
    os.utime(other / "b.py", (0, 0))
    assert digest(other) == digest(node)


def _write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"other")


@pytest.mark.parametrize(
    "left_out",
    [".git/HEAD", "__pycache__/b.pyc", "a/__pycache__/x", "a/b.pyc", ".git"],
)
def test_what_is_made_beside_the_code_does_not_count(node: Path, left_out: str) -> None:
    before = digest(node)
    _write(node / left_out)
    assert digest(node) == before


CHANGES: dict[str, Callable[[Path], object]] = {
    "another content": lambda node: (node / "b.py").write_bytes(b"print(1)"),
    "another name": lambda node: (node / "b.py").rename(node / "c.py"),
    "another file": lambda node: _write(node / ".gitignore"),
    "a file less": lambda node: (node / "a" / "x.txt").unlink(),
    "moved bytes": lambda node: (node / "b.py").rename(node / "a" / "b.py"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_other_change_gives_another_digest(node: Path, change: Callable[[Path], object]) -> None:
    before = digest(node)
    change(node)
    assert digest(node) != before


def test_links_that_leave_the_folder_are_not_followed(node: Path, tmp_path: Path) -> None:
    before = digest(node)
    (node / "out").symlink_to(tmp_path / "secret")
    (node / "folder").symlink_to(tmp_path)
    (node / "round").symlink_to(node)
    (node / "broken").symlink_to(node / "nothing")
    assert digest(node) == before


def test_a_link_that_stays_counts_as_the_file_it_leads_to(node: Path) -> None:
    (node / "link.py").symlink_to(node / "b.py")
    with_link = digest(node)
    (node / "link.py").unlink()
    (node / "link.py").write_bytes(b"print()")
    assert digest(node) == with_link


def test_a_pipe_in_a_folder_is_not_waited_for(node: Path) -> None:
    before = digest(node)
    os.mkfifo(node / "pipe")
    assert digest(node) == before


def test_a_whole_disk_named_by_mistake_is_refused(node: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MAX_FILES", 1)
    with pytest.raises(FileUnreadable, match="more than 1 files"):
        digest_folder(node, Progress())


def test_the_digest_of_a_folder_can_be_cancelled(node: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        digest_folder(node, progress)


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('[project]\nversion = "1.2.3"', "1.2.3"),
        ('[project]\nversion = " 2 "', "2"),
        ('[project]\nversion = ""', None),
        ("[project]\nversion = 1", None),
        ('[project]\nname = "x"', None),
        ('[tool.x]\nversion = "1"', None),
        ("project = 3", None),
        ("[project", None),
        ("\udcff", None),
    ],
)
def test_the_version_of_a_project_is_read_when_there_is_one(
    node: Path, text: str, version: str | None
) -> None:
    (node / "pyproject.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert project_version(node) == version
    assert read(node, Progress()).project_version == version


def test_a_folder_without_a_project_has_no_version(node: Path) -> None:
    found = read(node, Progress())
    assert (found.project_version, found.is_folder) == (None, True)


def test_nothing_there_is_none_only_when_that_is_asked_for(tmp_path: Path) -> None:
    assert read_if_there(tmp_path / "gone", Progress()) is None
    with pytest.raises(FileUnreadable):
        read(tmp_path / "gone", Progress())
