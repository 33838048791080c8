"""One jar from its addresses to its place: streamed, resumed, checked, tried again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from depgraph.embedded.locked import LockedJar
from depgraph.embedded.part import Part
from depgraph.embedded.progress import Cancelled
from depgraph.embedded.sources import Client, Response
from depgraph.errors import JarsUnavailable

_CLIENT = Client()
CHUNK = 1 << 16
ATTEMPTS = 4
PAUSE = 1.0
"""Seconds before the second round over the addresses; it doubles with each."""


class Torn(OSError):
    """A download ended early or was refused; what came is kept and it can be tried again."""


def fetch(
    jar: LockedJar,
    folder: Path,
    addresses: Sequence[str],
    *,
    advance: Callable[[int], None],
    cancelled: Event,
) -> None:
    """Put `jar` into `folder`, continuing a part that is there already.

    Raises JarsUnavailable when no address gives the jar or its bytes are not
    those of the lock, and Cancelled.
    """
    part = Part(jar, folder, advance)
    resumed = part.size > 0
    _fill(part, addresses, cancelled)
    try:
        part.finish()
    except JarsUnavailable:
        if not resumed:
            raise
        _fill(part, addresses, cancelled)  # the old part may have been another file's: once more, whole
        part.finish()


def _fill(part: Part, addresses: Sequence[str], cancelled: Event) -> None:
    reason = "no repository is set up"
    for attempt in range(ATTEMPTS):
        if attempt and cancelled.wait(PAUSE * 2 ** (attempt - 1)):
            raise Cancelled
        for address in addresses:
            try:
                return _stream(address, part, cancelled)
            except OSError as error:  # the HTTP client's errors are OSErrors too
                reason = f"{address}: {error}"
    raise JarsUnavailable(f"{part.jar.name} could not be fetched ({reason}).")


def _stream(address: str, part: Part, cancelled: Event) -> None:
    if part.complete:
        return
    response = _CLIENT.open(address, offset=part.size)
    try:
        _take(response, part, cancelled)
    finally:
        response.close()
    if not part.complete:
        raise Torn(f"the connection ended after {part.size} of {part.jar.size} bytes")


def _take(response: Response, part: Part, cancelled: Event) -> None:
    if response.status_code not in (200, 206):
        raise Torn(f"the server answered {response.status_code}")
    if part.size and response.status_code == 200:  # it knows no ranges: all of it comes again
        part.restart()
    for chunk in response.iter_content(CHUNK):
        if cancelled.is_set():
            raise Cancelled
        part.add(chunk)
