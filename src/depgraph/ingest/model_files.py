"""The model files of a ComfyUI installation, and which of them a reference means. Nothing is hashed here."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from depgraph.errors import FileUnreadable
from depgraph.files.there import is_file, is_folder, is_there
from depgraph.ingest import extra_paths
from depgraph.ingest.loaders import FOLDER_ALIASES
from depgraph.naming import base_name, model_extension, posix_path, stem

Status = Literal["exact", "by_name", "ambiguous", "missing"]
Allowed = Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model file: its folder of the first level (loras, vae …) and its path below that, with slashes."""

    path: Path
    folder: str
    relative: str


@dataclass(frozen=True, slots=True)
class Match:
    """Which file a reference means; ``files`` has one, several when ambiguous, none when missing."""

    status: Status
    files: tuple[ModelFile, ...]


MISSING = Match("missing", ())


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """An index over model files; made by `find_models`."""

    files: tuple[ModelFile, ...]
    by_path: dict[str, tuple[ModelFile, ...]]
    by_name: dict[str, tuple[ModelFile, ...]]
    by_stem: dict[str, tuple[ModelFile, ...]]

    def match(self, file_name: str, folder: str) -> Match:
        """First by the path as written below its folder, then by the file's name.

        Case is ignored, as on the machines where such names are written. A folder that is
        known narrows the choice, but a file in another one is better than none. A name without
        a model extension, as programs other than ComfyUI write it, is that of a file with any.
        """
        if not model_extension(file_name):
            return _match("by_name", self.of_stem(file_name, folder)) or MISSING
        written = self.by_path.get(posix_path(file_name).casefold(), ())
        named = self.by_name.get(base_name(file_name).casefold(), ())
        return (
            _match("exact", _narrowed(written, folder))
            or _match("by_name", _narrowed(named, folder))
            or MISSING
        )

    def of_stem(self, name: str, folder: str) -> tuple[ModelFile, ...]:
        """The files that are called so but for their extension."""
        return _narrowed(self.by_stem.get(base_name(name).casefold(), ()), folder)


def find_models(models_dir: Path, allowed: Allowed | None = None) -> ModelFiles:
    """Walk a models folder, a ComfyUI folder, or what an ``extra_model_paths.yaml`` lists.

    Links are followed, since model folders are often links to another disk; ``allowed`` is
    asked for every folder and file, the list too, by its real path, and what it refuses is left out.
    Raises FileUnreadable when ``models_dir`` is not there.
    """
    if not is_there(models_dir):
        raise FileUnreadable(f"There is no models folder at {str(models_dir)!r}.")
    found: dict[Path, ModelFile] = {}
    may = allowed or _anything
    for kind, folder in _roots(models_dir, may):
        for file in _walk(folder, kind, may):
            found.setdefault(file.path.resolve(), file)
    return _index(found.values())


def no_models() -> ModelFiles:
    """An index over nothing: every reference is missing."""
    return _index(())


def _roots(models_dir: Path, allowed: Allowed) -> Iterator[tuple[str, Path]]:
    """``(kind, folder)``; an empty kind is a folder whose folders are the kinds.

    A listed folder can lie inside the models folder, so the list comes first: it knows the kind.
    """
    if is_file(models_dir):
        yield from extra_paths.folders_in(models_dir) if allowed(models_dir.resolve()) else ()
        return
    lists = (place / extra_paths.NAME for place in (models_dir, models_dir.parent))
    listed = next((file for file in lists if is_file(file) and allowed(file.resolve())), None)
    yield from extra_paths.folders_in(listed) if listed else ()
    inner = models_dir / "models"
    yield "", inner if is_folder(inner) and is_folder(models_dir / "custom_nodes") else models_dir


def _walk(root: Path, kind: str, allowed: Allowed) -> Iterator[ModelFile]:
    seen: set[Path] = set()
    for folder, folders, files in os.walk(root, followlinks=True):
        real = Path(folder).resolve()
        if real in seen or not allowed(real):
            folders.clear()
            continue
        seen.add(real)
        folders.sort()
        for name in sorted(files):
            path = Path(folder) / name
            if model_extension(name) and is_file(path) and allowed(path.resolve()):
                yield _model_file(path, root, kind)


def _model_file(path: Path, root: Path, kind: str) -> ModelFile:
    parts = path.relative_to(root).parts
    if not kind and len(parts) > 1:
        kind, parts = parts[0], parts[1:]
    return ModelFile(path, FOLDER_ALIASES.get(kind, kind), posix_path("/".join(parts)))


def _index(files: Iterable[ModelFile]) -> ModelFiles:
    listed = tuple(files)
    by_path: defaultdict[str, tuple[ModelFile, ...]] = defaultdict(tuple)
    by_name: defaultdict[str, tuple[ModelFile, ...]] = defaultdict(tuple)
    by_stem: defaultdict[str, tuple[ModelFile, ...]] = defaultdict(tuple)
    for file in listed:
        by_path[file.relative.casefold()] += (file,)
        by_name[base_name(file.relative).casefold()] += (file,)
        by_stem[stem(file.relative).casefold()] += (file,)
    return ModelFiles(listed, dict(by_path), dict(by_name), dict(by_stem))


def _narrowed(files: tuple[ModelFile, ...], folder: str) -> tuple[ModelFile, ...]:
    inside = tuple(file for file in files if file.folder == folder)
    return inside or files


def _match(status: Status, files: tuple[ModelFile, ...]) -> Match | None:
    if not files:
        return None
    return Match(status if len(files) == 1 else "ambiguous", files)


def _anything(_path: Path) -> bool:
    return True
