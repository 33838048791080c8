"""A folder's digest: a custom node is a folder of code, and its content is its files.

The digest is SHA-256 over, for each file in the order of its path's UTF-8 bytes: the path's
length in decimal, ``:``, the path with ``/``, and the file's own SHA-256 (32 bytes). Left out
are ``.git``, ``__pycache__`` and ``*.pyc``, whatever is no file, and links that leave the folder
or lead to another folder (inside, its files count once, where they are).
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from depgraph.errors import FileUnreadable
from depgraph.files.hashing import FileDigest, open_regular, parts, unreadable
from depgraph.files.progress import Progress

MAX_FILES = 200_000
"""Files of one folder; more is a whole disk named by mistake."""
MAX_PYPROJECT = 2**20
MAX_VERSION = 100
_LEFT_OUT = frozenset({".git", "__pycache__"})


def digest_folder(folder: Path, progress: Progress) -> FileDigest:
    """The digest and the summed size of a folder's files. Raises FileUnreadable."""
    try:
        files = sorted(_files(folder), key=lambda file: _inside(file, folder))
        progress.begin(sum(file.stat().st_size for file in files))
        return _digest(folder, files, progress)
    except OSError as error:
        raise unreadable(Path(error.filename or folder), error) from None


def project_version(folder: Path) -> str | None:
    """``[project].version`` of the folder's pyproject.toml (PyPA's specification), if it has one."""
    try:
        with open_regular(folder / "pyproject.toml") as file:
            text = (file.read(MAX_PYPROJECT) or b"").decode("utf-8")
        project: Any = tomllib.loads(text).get("project")
    except (OSError, ValueError, RecursionError):
        return None
    version: Any = cast("dict[str, Any]", project).get("version") if isinstance(project, dict) else None
    return version.strip()[:MAX_VERSION] or None if isinstance(version, str) else None


def _files(folder: Path) -> list[Path]:
    files: list[Path] = []
    for file in _walk(folder, Path(os.path.realpath(folder))):
        files.append(file)
        if len(files) > MAX_FILES:
            raise FileUnreadable(f"{str(folder)!r} holds more than {MAX_FILES} files.", pointer="/file_path")
    return files


def _walk(folder: Path, real_root: Path) -> Iterator[Path]:
    folders = [folder]  # a list, not recursion: folders may be nested deeper than calls
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name in _LEFT_OUT or entry.name.endswith(".pyc"):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                elif entry.is_file() and _stays(entry, real_root):
                    yield Path(entry.path)


def _stays(entry: os.DirEntry[str], real_root: Path) -> bool:
    return not entry.is_symlink() or Path(os.path.realpath(entry.path)).is_relative_to(real_root)


def _inside(file: Path, folder: Path) -> bytes:
    return os.fsencode(file.relative_to(folder).as_posix())


def _digest(folder: Path, files: list[Path], progress: Progress) -> FileDigest:
    whole = hashlib.sha256()
    size = 0
    for path in files:
        name = _inside(path, folder)
        one = hashlib.sha256()
        with open_regular(path) as file:
            for part in parts(file, progress):
                one.update(part)
                size += len(part)
        whole.update(str(len(name)).encode() + b":" + name + one.digest())
    return FileDigest(size, whole.hexdigest())
