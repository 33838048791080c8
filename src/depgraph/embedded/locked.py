"""The committed lists of jars: one text file per release, one line per jar.

A line is ``sha256  size  group:artifact:version[:classifier]  file-name``; the
repository's address is not in it, so a mirror can stand in (see `sources`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from depgraph.embedded.releases import Release
from depgraph.errors import JarsUnavailable


@dataclass(frozen=True)
class LockedJar:
    """One jar: its SHA-256 (lower-case hex), its size in bytes, its Maven coordinate and file name."""

    sha256: str
    size: int
    coordinate: str
    name: str

    def line(self) -> str:
        return f"{self.sha256}  {self.size}  {self.coordinate}  {self.name}"


@dataclass(frozen=True)
class Lock:
    """All jars of one release; `digest` names this very list."""

    jars: Sequence[LockedJar]
    digest: str

    @property
    def size(self) -> int:
        """Bytes of all jars together."""
        return sum(jar.size for jar in self.jars)


def parse_lock(text: str) -> Lock:
    """A lock from the text of its file; lines that begin with # are remarks."""
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    jars = [LockedJar(sha256, int(size), coordinate, name) for sha256, size, coordinate, name in lines]
    return Lock(jars, hashlib.sha256(text.encode()).hexdigest())


def read_lock(release: Release) -> Lock:
    """The committed lock of a release. Raises JarsUnavailable when the package lacks it."""
    file = resources.files("depgraph.embedded") / release.lock_name
    if not file.is_file():
        raise JarsUnavailable(
            f"The list of jars of Neo4j {release.version} ({release.lock_name}) is not in the package.",
            hint=f"Make it: python -m depgraph.embedded.lock {release.version}",
        )
    return parse_lock(file.read_text(encoding="utf-8"))
