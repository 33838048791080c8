"""The files of an import: each folder in sorted order, each file once, no link followed out of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from depgraph.errors import FileUnreadable
from depgraph.files.there import is_file, is_folder
from depgraph.ingest.paths import absolute, path_text
from depgraph.ingest.reading import Skipped, is_known_kind
from depgraph.naming import natural_key


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a known kind. ``key`` is its path from the imported folder's name on, with slashes:
    the same on every machine that has the folder under this name."""

    path: Path
    key: str

    @property
    def folder(self) -> str:
        """The key of the folder that the file is in."""
        return self.key.rpartition("/")[0]

    @property
    def name(self) -> str:
        """The file's name."""
        return self.key.rpartition("/")[2]


@dataclass(slots=True)
class Walk:
    """What a walk over the imported paths met."""

    files: list[Found] = field(default_factory=list[Found])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    ignored: int = 0


def walk(paths: Iterable[Path]) -> Walk:
    """Find the files of known kinds; a path given twice, or inside another one, counts once.

    Hidden files and folders, and kinds that carry no metadata, are only counted.
    Raises FileUnreadable when a given path is not there.
    """
    seen: set[Path] = set()
    found = Walk()
    for given in paths:
        start = absolute(given)
        if is_folder(start):
            _folder(start, path_text(start.name), found, seen)
        elif is_file(start):
            _file(start, path_text(f"{start.parent.name}/{start.name}"), found, seen)
        else:
            raise FileUnreadable(f"There is nothing to import at {str(given)!r}.")
    return found


def _folder(start: Path, name: str, found: Walk, seen: set[Path]) -> None:
    waiting = [(start, name)]
    while waiting:
        folder, key = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: natural_key(entry.name))
        except OSError as problem:
            found.skipped.append(
                Skipped(path_text(folder), f"the folder cannot be opened: {problem.strerror}")
            )
            continue
        inner: list[tuple[Path, str]] = []
        for entry in entries:
            path, entry_key = Path(entry.path), f"{key}/{path_text(entry.name)}"
            if entry.name.startswith("."):
                found.ignored += 1
            elif entry.is_symlink():
                _link(path, start, found)
            elif entry.is_dir():
                inner.append((path, entry_key))
            else:
                _file(path, entry_key, found, seen)
        waiting.extend(reversed(inner))


def _file(path: Path, key: str, found: Walk, seen: set[Path]) -> None:
    if not is_known_kind(path):
        found.ignored += 1
        return
    real = path.resolve()
    if real not in seen:
        seen.add(real)
        found.files.append(Found(path, key.lstrip("/")))


def _link(path: Path, start: Path, found: Walk) -> None:
    """A link to a place in the same tree is met there; one that leads out is not followed."""
    try:
        inside = path.resolve().is_relative_to(start.resolve())
    except (OSError, RuntimeError):
        inside = False
    if inside or not (is_folder(path) or is_known_kind(path)):
        found.ignored += 1
    else:
        found.skipped.append(
            Skipped(path_text(path), "it is a link out of the imported folder, not followed")
        )
