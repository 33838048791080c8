"""Paths as given and as text: the same folder has the same name on every machine."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path


def absolute(path: Path) -> Path:
    """From the root and without ``..``, its links kept: resolve() would lose the name of a linked folder."""
    return Path(os.path.abspath(path))  # noqa: PTH100 -- Path.absolute() keeps ".." as a name


def path_text(path: Path | str) -> str:
    """A path as text that JSON and a database take: NFC, and bytes that are no UTF-8 spelled out."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", text)
