"""What is written to the data folder is there after a loss of power."""

from __future__ import annotations

import os
from pathlib import Path


def keep_name(folder: Path) -> None:
    """Make the names of a folder's files last, where folders can be told to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
