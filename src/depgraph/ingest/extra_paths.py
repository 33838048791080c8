"""ComfyUI's ``extra_model_paths.yaml``: further folders for each kind of model.

Source: https://docs.comfy.org/development/core-concepts/models and the example file in
ComfyUI: a section for each installation, with an optional ``base_path``; a value is one
path or several, one a line. Variables of the environment are not put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import yaml

from depgraph.errors import BadInput
from depgraph.ingest.json_text import as_object

NAME = "extra_model_paths.yaml"
_MAX_BYTES = 1024 * 1024
_MAX_MERGED = 10_000
"""Entries of all sections, those that are merged in (``<<``) counted each time."""
_SETTINGS = ("base_path", "is_default")


class _Loader(yaml.SafeLoader):
    """Merged sections can be merged again, each time doubled: a few lines would fill the memory."""

    _merged = 0

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        super().flatten_mapping(node)
        self._merged += len(node.value)
        if self._merged > _MAX_MERGED:
            raise yaml.MarkedYAMLError(problem_mark=node.start_mark)


def folders_in(file: Path) -> list[tuple[str, Path]]:
    """``(kind of model, folder)`` for each folder that the file names, in its order.

    Raises BadInput when it is no such file.
    """
    folders: list[tuple[str, Path]] = []
    room = _MAX_BYTES
    for kind, base, path in _lines(file):
        room -= len(base) + len(path) + 1
        if room < 0:  # an alias costs a few bytes and can stand for a text as long as the file
            raise BadInput(f"{file} names too many folders for a list of model folders.")
        if path.strip():
            folders.append((kind, file.parent / _expanded(base) / _expanded(path)))
    return folders


def _lines(file: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, base and path of each line of each entry; an entry that is not all text is an empty line."""
    for section in _sections(file).values():
        given = as_object(section) or {}
        base = given.get("base_path") or "."
        for kind, paths in given.items():
            if kind in _SETTINGS or not all(isinstance(one, str) for one in (kind, base, paths)):
                yield "", "", ""
                continue
            for path in paths.splitlines() or ("",):
                yield kind, base, path


def _sections(file: Path) -> dict[str, Any]:
    """Why a file is refused is told by its line alone: whatever file was named, no text of it is shown."""
    try:
        with file.open("rb") as stream:
            text = stream.read(_MAX_BYTES + 1)
        if len(text) > _MAX_BYTES:
            raise BadInput(f"{file} is too large for a list of model folders.")
        return as_object(cast("object", _Loader(text).get_single_data())) or {}
    except OSError as problem:
        why = problem.strerror or "it cannot be opened"
    except yaml.MarkedYAMLError as problem:
        why = f"line {problem.problem_mark.line + 1} is wrong" if problem.problem_mark else "it is no YAML"
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError, yaml.YAMLError):
        why = "it is no YAML"
    raise BadInput(f"{file} cannot be read as a list of model folders: {why}.")


def _expanded(path: str) -> Path:
    """Without what no path holds: zero characters and lone surrogates."""
    plain = Path(path.strip().replace("\0", "").encode("utf-8", "replace").decode())
    try:
        return plain.expanduser()
    except RuntimeError:  # ~somebody who is not a user here
        return plain
