"""A file that is on its way: its bytes so far, their digest, and whether it is what the lock names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from depgraph.embedded.locked import LockedJar
from depgraph.errors import JarsUnavailable

_BLOCK = 1 << 20


class Part:
    """``NAME.part`` beside the place of a jar; it takes the jar's name only when its SHA-256 is right."""

    def __init__(self, jar: LockedJar, folder: Path, advance: Callable[[int], None]) -> None:
        self.jar = jar
        self.size = 0
        self._target = folder / jar.name
        self._path = folder / f"{jar.name}.part"
        self._digest = hashlib.sha256()
        self._advance = advance
        self._take_up()

    @property
    def complete(self) -> bool:
        return self.size >= self.jar.size

    def add(self, chunk: bytes) -> None:
        """Append bytes."""
        with self._path.open("ab") as file:
            file.write(chunk)
        self._count(chunk)

    def restart(self) -> None:
        """Forget what came so far."""
        self._path.unlink(missing_ok=True)
        self._advance(-self.size)
        self._digest, self.size = hashlib.sha256(), 0

    def finish(self) -> None:
        """Give it its name. Raises JarsUnavailable, leaving nothing, when it is not what the lock names."""
        found = self._digest.hexdigest()
        if found != self.jar.sha256:
            size = self.size
            self.restart()
            raise JarsUnavailable(
                f"{self.jar.name} is not what the lock names: SHA-256 {found} of {size} bytes, "
                f"expected {self.jar.sha256} of {self.jar.size} bytes. It was thrown away.",
                hint="Try again; if it stays, something between here and the repository changes files.",
            )
        self._path.replace(self._target)

    def _take_up(self) -> None:
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            while block := file.read(_BLOCK):
                self._count(block)

    def _count(self, chunk: bytes) -> None:
        self._digest.update(chunk)
        self.size += len(chunk)
        self._advance(len(chunk))
