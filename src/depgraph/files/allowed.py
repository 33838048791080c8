"""Which paths a request may name: those below the allowed folders, and no others.

A path outside is refused before the disk is touched, so neither the answer nor the time
it takes tells whether there is a file. A path inside that leads out through a symbolic
link is refused in the same words.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

import anyio.to_thread

from depgraph.errors import FileUnreadable, PathNotAllowed
from depgraph.files.there import LOOKUPS

_NOT_A_PATH = "\x00"


async def resolved(named: str, roots: Iterable[Path]) -> Path:
    """As ``resolve``, in a thread: a folder may be on a disk that does not answer, and others are waiting."""
    return await anyio.to_thread.run_sync(resolve, named, tuple(roots), limiter=LOOKUPS)


def resolve(named: str, roots: Iterable[Path]) -> Path:
    """The absolute path that a request names; relative ones begin where the service was started.

    Links in it are kept as they were named, because a link's target often has a meaningless
    name (a download cache names files by their hash). Raises PathNotAllowed.
    """
    if _NOT_A_PATH in named:
        raise FileUnreadable("A path cannot hold a zero character.", pointer="/file_path")
    folders = [folder.absolute() for folder in roots]
    path = Path(os.path.normpath(Path(named).absolute()))
    real_folders = [_real(folder) for folder in folders]
    if not _below(path, [*folders, *real_folders]) or not _below(_real(path), real_folders):
        raise PathNotAllowed(f"{named!r} is not below a folder that this service may read.")
    if _is_too_long(path):
        raise FileUnreadable("This path is longer than a path can be.", pointer="/file_path")
    return path


def is_allowed(path: Path, roots: Iterable[Path]) -> bool:
    """Whether a file that was found by following an allowed path may be read itself."""
    return _below(_real(path), [_real(folder.absolute()) for folder in roots])


def _is_too_long(path: Path) -> bool:
    """Whether the system refuses to look; asked only of paths that are allowed."""
    try:
        path.lstat()
    except OSError as error:
        return error.errno == errno.ENAMETOOLONG
    return False


def _real(path: Path) -> Path:
    """Every link followed, whether or not something is there."""
    try:
        return Path(os.path.realpath(path))
    except OSError:  # a name too long for the system: nothing can be there
        return path


def _below(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
