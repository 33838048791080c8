"""The jars of a release in the user's cache: fetched once, side by side, for every data folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import platformdirs
from filelock import AcquireReturnProxy, FileLock, Timeout

from depgraph.embedded.locked import Lock, LockedJar, read_lock
from depgraph.embedded.progress import Cancelled, Progress, Silent
from depgraph.embedded.releases import Release

if TYPE_CHECKING:
    from depgraph.embedded.sources import Source

_STAMP = "complete"


def cache_folder() -> Path:
    """The user's cache of server files, shared by all data folders."""
    return platformdirs.user_cache_path("depgraph") / "neo4j"


def ensure_jars(
    release: Release,
    *,
    progress: Progress | None = None,
    cancelled: Event | None = None,
    cache: Path | None = None,
    lock: Lock | None = None,
    source: Source | None = None,
) -> Path:
    """The folder with exactly the jars of this release's lock; what lacks is fetched first.

    A second process that wants them at the same time waits for the first. A
    complete folder is stamped with its lock's digest, so later calls only look
    whether each file is there with its size. Raises JarsUnavailable, Cancelled.
    """
    lock = lock or read_lock(release)
    folder = (cache or cache_folder()) / release.version / "lib"
    if _complete(folder, lock):
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    progress, cancelled = progress or Silent(), cancelled or Event()
    with _turn(folder.parent / "fetch.lock", progress, cancelled):
        if not _complete(folder, lock):
            _drop_strangers(folder, lock)
            _fetch(_lacking(folder, lock), folder, source, progress, cancelled)
            (folder.parent / _STAMP).write_text(lock.digest, encoding="utf-8")
    return folder


def _fetch(
    jars: Sequence[LockedJar], folder: Path, source: Source | None, progress: Progress, cancelled: Event
) -> None:
    from depgraph.embedded.fetching import fetch_all  # noqa: PLC0415 - half a second that only a download needs
    from depgraph.embedded.sources import maven_source  # noqa: PLC0415 - the same

    fetch_all(jars, folder, source or maven_source(), progress, cancelled)


def jars_complete(release: Release) -> bool:
    """Whether a start of this release needs no network."""
    return _complete(cache_folder() / release.version / "lib", read_lock(release))


def _complete(folder: Path, lock: Lock) -> bool:
    stamp = folder.parent / _STAMP
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != lock.digest:
        return False
    return not _lacking(folder, lock)


def _lacking(folder: Path, lock: Lock) -> Sequence[LockedJar]:
    sizes = {path.name: path.stat().st_size for path in folder.glob("*.jar")}
    return [jar for jar in lock.jars if sizes.get(jar.name) != jar.size]


def _turn(path: Path, progress: Progress, cancelled: Event) -> AcquireReturnProxy[FileLock]:
    told = False
    while not cancelled.is_set():
        try:
            return FileLock(path).acquire(timeout=0.2)
        except Timeout:
            if not told:
                progress.say("Another process is fetching the Neo4j server; waiting for it …")
            told = True
    raise Cancelled


def _drop_strangers(folder: Path, lock: Lock) -> None:
    """The server takes every jar of the folder: none may lie there that the lock does not name."""
    names = {jar.name for jar in lock.jars}
    for path in folder.glob("*.jar"):
        if path.name not in names:
            path.unlink()
