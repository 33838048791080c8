"""ComfyUI's ``extra_model_paths.yaml``: further folders for each kind of model.

Source: https://docs.comfy.org/development/core-concepts/models and the example file in
ComfyUI: a section for each installation, with an optional ``base_path``; a value is one
path or several, one a line. Variables of the environment are not put in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import yaml

from depgraph.errors import BadInput
from depgraph.ingest.json_text import as_object

NAME = "extra_model_paths.yaml"
_MAX_BYTES = 1024 * 1024
_SETTINGS = ("base_path", "is_default")


def folders_in(file: Path) -> list[tuple[str, Path]]:
    """``(kind of model, folder)`` for each folder that the file names, in its order.

    Raises BadInput when it is no such file.
    """
    folders: list[tuple[str, Path]] = []
    for section in _sections(file).values():
        given = as_object(section) or {}
        base = file.parent / _expanded(str(given.get("base_path") or "."))
        for kind, paths in given.items():
            if kind not in _SETTINGS and isinstance(paths, str):
                folders += [(str(kind), base / _expanded(one)) for one in paths.splitlines() if one.strip()]
    return folders


def _sections(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            text = stream.read(_MAX_BYTES + 1)
        if len(text) > _MAX_BYTES:
            raise BadInput(f"{file} is too large for a list of model folders.")
        content = cast("object", yaml.safe_load(text))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as problem:
        raise BadInput(f"{file} cannot be read as a list of model folders: {problem}") from None
    return as_object(content) or {}


def _expanded(path: str) -> Path:
    plain = Path(path.strip().replace("\0", ""))
    try:
        return plain.expanduser()
    except RuntimeError:  # ~somebody who is not a user here
        return plain
