"""What is written to the data folder is there after a loss of power, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write_lasting(path: Path, content: bytes) -> None:
    """Readers see the old content or the new one, never half of it; only its owner can read it.

    For one writer at a time: what one who died half way left is thrown away.
    """
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    keep_name(path.parent)


def keep_name(folder: Path) -> None:
    """Make the names of a folder's files last, where folders can be told to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
