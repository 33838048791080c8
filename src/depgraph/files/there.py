"""What lies at a path, asked so that the answer is yes or no.

``Path.exists``, ``is_dir`` and ``is_file`` raise for a folder that may not be entered and for a name, or a
link's target, that is too long. Nothing can be read there, so nothing is there.
"""

from __future__ import annotations

import os
from pathlib import Path

import anyio

LOOKUPS = anyio.CapacityLimiter(8)
"""Threads that look for a path: on a disk that does not answer they stay, and all else has other threads."""


def is_there(path: Path) -> bool:
    """Whether something lies there that a link, if it is one, really leads to."""
    return os.path.exists(path)  # noqa: PTH110 -- Path.exists raises


def is_folder(path: Path) -> bool:
    """Whether it is a folder, or a link to one."""
    return os.path.isdir(path)  # noqa: PTH112 -- Path.is_dir raises


def is_file(path: Path) -> bool:
    """Whether it is a regular file, or a link to one."""
    return os.path.isfile(path)  # noqa: PTH113 -- Path.is_file raises
