"""Which paths a request may name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from depgraph.errors import FileUnreadable, PathNotAllowed
from depgraph.files import allowed


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An allowed folder, and a sibling whose name begins alike."""
    (tmp_path / "models").mkdir()
    (tmp_path / "models-private").mkdir()
    (tmp_path / "models-private" / "secret").write_text("s")
    return tmp_path / "models"


def test_a_path_below_a_folder_is_allowed_whether_or_not_it_is_there(root: Path) -> None:
    assert allowed.resolve(str(root / "a" / "b.ckpt"), [root]) == root / "a" / "b.ckpt"
    assert allowed.resolve(str(root), [root]) == root


def test_a_relative_path_begins_where_the_service_was_started(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert allowed.resolve("a.ckpt", [Path.cwd()]) == root / "a.ckpt"
    assert allowed.resolve("./x/../a.ckpt", [Path.cwd()]) == root / "a.ckpt"
    with pytest.raises(PathNotAllowed):
        allowed.resolve("../models-private/secret", [Path.cwd()])


@pytest.mark.parametrize("tail", ["../models-private/secret", "../models-private/nothing", "..", "a/../../x"])
def test_a_path_that_climbs_out_is_refused(root: Path, tail: str) -> None:
    with pytest.raises(PathNotAllowed):
        allowed.resolve(f"{root}/{tail}", [root])


def test_a_folder_whose_name_begins_alike_is_another_folder(root: Path) -> None:
    with pytest.raises(PathNotAllowed):
        allowed.resolve(str(root) + "-private/secret", [root])


@pytest.mark.parametrize("target", ["secret", "nothing"])
def test_a_link_that_leads_out_is_refused(root: Path, target: str) -> None:
    (root / "link").symlink_to(root.parent / "models-private" / target)
    (root / "folder").symlink_to(root.parent / "models-private")
    for path in (root / "link", root / "folder" / target):
        with pytest.raises(PathNotAllowed):
            allowed.resolve(str(path), [root])


def test_a_link_that_stays_keeps_its_own_name(root: Path) -> None:
    (root / "blob").write_text("x")
    (root / "model.ckpt").symlink_to(root / "blob")
    assert allowed.resolve(str(root / "model.ckpt"), [root]) == root / "model.ckpt"


def test_a_link_into_another_allowed_folder_is_allowed(root: Path) -> None:
    other = root.parent / "models-private"
    (root / "link").symlink_to(other / "secret")
    assert allowed.resolve(str(root / "link"), [root, other]) == root / "link"


def test_an_allowed_folder_may_itself_be_a_link(root: Path) -> None:
    (root.parent / "shortcut").symlink_to(root)
    shortcut = root.parent / "shortcut"
    assert allowed.resolve(str(shortcut / "a"), [shortcut]) == shortcut / "a"
    assert allowed.resolve(str(root / "a"), [shortcut]) == root / "a"


def test_a_path_outside_is_refused_without_a_look_at_the_disk(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    real = os.path.realpath

    def watched(path: str | os.PathLike[str]) -> str:
        looked.append(str(path))
        return real(path)

    monkeypatch.setattr(os.path, "realpath", watched)
    with pytest.raises(PathNotAllowed):
        allowed.resolve("/etc/hostname", [root])
    assert looked == [str(root)]


def test_a_link_in_a_circle_leads_nowhere(root: Path) -> None:
    (root / "circle").symlink_to(root / "circle")
    assert allowed.resolve(str(root / "circle"), [root]) == root / "circle"


def test_a_zero_character_is_in_no_path(root: Path) -> None:
    with pytest.raises(FileUnreadable):
        allowed.resolve(f"{root}/a\x00b", [root])


def test_a_name_too_long_for_the_system_is_named_as_such(root: Path) -> None:
    with pytest.raises(FileUnreadable, match="longer than a path can be"):
        allowed.resolve(str(root / ("x" * 3000)), [root])


def test_outside_the_folders_a_name_too_long_is_refused_like_any_other(root: Path) -> None:
    with pytest.raises(PathNotAllowed):
        allowed.resolve(str(root.parent / ("x" * 3000)), [root])
