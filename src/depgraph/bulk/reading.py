"""The lines of a folder's files, each as its model; the first wrong one ends the import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from depgraph.errors import BadInput
from depgraph.files.there import is_folder

L = TypeVar("L", bound=BaseModel)

FILES = (
    "assets", "projects", "characters", "scene_types", "scenes", "segments", "templates", "jobs",
    "dependencies", "receipts",
)  # fmt: skip
"""Their names, without the ending ``.ndjson``; one that is not there is empty."""


def lines(folder: Path, name: str, model: type[L]) -> Iterator[L]:
    """The lines of one file. Raises BadInput with the file and line of the first that is not understood."""
    path = folder / f"{name}.ndjson"
    if not path.exists():
        return
    with path.open("rb") as stream:
        for number, text in enumerate(stream, 1):
            if not text.strip():
                continue
            try:
                yield model.model_validate_json(text)
            except ValidationError as error:
                raise wrong(path, number, _first(error)) from None


def wrong(path: Path, number: int, why: str) -> BadInput:
    """What is wrong on one line."""
    return BadInput(f"{path}, line {number}: {why}.", hint="Correct this line. Nothing was loaded.")


def known_files(folder: Path) -> list[Path]:
    """The files that are there. Raises BadInput where there is none, or one that nobody reads."""
    if not is_folder(folder):
        raise BadInput(f"{folder} is no folder.", hint="Name the folder that holds the *.ndjson files.")
    there = sorted(folder.glob("*.ndjson"))
    strange = [path.name for path in there if path.stem not in FILES]
    if strange:
        raise BadInput(f"{folder} holds {strange[0]}, which is none of {', '.join(FILES)}.")
    if not there:
        raise BadInput(
            f"{folder} holds no *.ndjson.", hint="docs/commands.md says what goes into which file."
        )
    return there


def _first(error: ValidationError) -> str:
    found = error.errors()[0]
    place = ".".join(str(part) for part in found["loc"])
    return f"{place}: {found['msg']}" if place else found["msg"]
