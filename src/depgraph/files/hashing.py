"""One streaming read of a file: size, SHA-256, and what a safetensors file says beside its tensors.

A file of any size costs one buffer, and for safetensors a header of bounded size.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from depgraph.errors import FileUnreadable
from depgraph.files.progress import Progress
from depgraph.files.safetensors import HeaderReader, is_safetensors

CHUNK = 2**20
"""Bytes of one read: large enough for the disk, small enough for many threads."""


@dataclass(frozen=True, slots=True)
class FileDigest:
    """What one read of a file gives. ``tensor_sha256`` covers the bytes behind a safetensors header."""

    size_bytes: int
    sha256: str
    tensor_sha256: str | None = None
    header: bytes | None = None


def digest_file(path: Path, progress: Progress) -> FileDigest:
    """Read ``path`` once, to its end. Raises FileUnreadable, also for a file that changes meanwhile."""
    try:
        with open_regular(path) as file:
            before = os.fstat(file.fileno())
            progress.begin(before.st_size)
            digest = _read(file, path, progress)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise unreadable(path, error) from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise FileUnreadable(
            f"{str(path)!r} changed while it was read.", hint="Repeat when the file is completely written."
        )
    return digest


def open_regular(path: Path) -> FileIO:
    """Open a regular file; a pipe or device would block or never end. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError("it is not a regular file")
    return os.fdopen(descriptor, "rb", buffering=0)


def unreadable(path: Path, error: OSError) -> FileUnreadable:
    """The error for a path that cannot be read, in the system's own words."""
    reason = error.strerror or str(error) or type(error).__name__
    return FileUnreadable(f"{str(path)!r} cannot be read: {reason}.", pointer="/file_path")


def parts(file: FileIO, progress: Progress) -> Iterator[memoryview]:
    """The bytes of a file in turn, in one buffer that is used again for each part."""
    buffer = memoryview(bytearray(CHUNK))
    while count := file.readinto(buffer):
        progress.add(count)
        yield buffer[:count]


def _read(file: FileIO, path: Path, progress: Progress) -> FileDigest:
    whole = hashlib.sha256()
    header = HeaderReader() if is_safetensors(path.name) else None
    size = 0
    for part in parts(file, progress):
        whole.update(part)
        if header is not None:
            header.feed(part)
        size += len(part)
    return FileDigest(
        size,
        whole.hexdigest(),
        tensor_sha256=header.tensor_sha256() if header else None,
        header=header.text() if header else None,
    )
