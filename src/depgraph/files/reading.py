"""What a registration, a verification or an acceptance wants to know of a path on the disk."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from depgraph.files.folder import digest_folder, project_version
from depgraph.files.hashing import digest_file, unreadable
from depgraph.files.progress import Progress
from depgraph.files.safetensors import described
from depgraph.files.there import is_there


@dataclass(frozen=True, slots=True)
class Reading:
    """A file or a folder, read once."""

    size_bytes: int
    sha256: str
    tensor_sha256: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict[str, Any])
    is_folder: bool = False
    project_version: str | None = None


def read(path: Path, progress: Progress) -> Reading:
    """Read what lies at ``path``. Blocking: for a thread. Raises FileUnreadable and Cancelled."""
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:
        raise unreadable(path, OSError(getattr(error, "strerror", None) or str(error))) from None
    return _folder(path, progress) if is_folder else _file(path, progress)


def read_if_there(path: Path, progress: Progress) -> Reading | None:
    """Like read, but None when nothing is at ``path``."""
    return read(path, progress) if is_there(path) else None


def _file(path: Path, progress: Progress) -> Reading:
    digest = digest_file(path, progress)
    header = described(digest.header)
    metadata = {"safetensors": header} if header else {}
    return Reading(digest.size_bytes, digest.sha256, digest.tensor_sha256, metadata)


def _folder(path: Path, progress: Progress) -> Reading:
    digest = digest_folder(path, progress)
    version = project_version(path)
    return Reading(digest.size_bytes, digest.sha256, is_folder=True, project_version=version)
