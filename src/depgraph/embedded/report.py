"""What a keeper tells the one that started it: a single line of JSON, ready or the error."""

from __future__ import annotations

import json
import os
import select
import subprocess
import time
from collections.abc import Callable

from depgraph import errors
from depgraph.errors import EmbeddedError

_CLASSES = {one.__name__: one for one in (errors.StoreInUse, errors.EmbeddedError)}


def ready_line() -> str:
    return json.dumps({"ready": True})


def error_line(error: EmbeddedError) -> str:
    return json.dumps({"error": type(error).__name__, "detail": error.detail, "hint": error.hint})


def await_report(keeper: subprocess.Popen[bytes], limit: float, given_up: Callable[[], bool]) -> None:
    """Return when the keeper says it is ready.

    Raises the error that it reports, or EmbeddedError when it ends without a
    word or is not ready within `limit` seconds. Returns early when `given_up`.
    """
    assert keeper.stdout is not None  # noqa: S101 - it is started with a pipe there
    deadline, said = time.monotonic() + limit, b""
    while not given_up():
        if time.monotonic() > deadline:
            raise EmbeddedError(f"The embedded Neo4j was not ready within {limit:.0f} s.")
        if select.select([keeper.stdout], [], [], 0.1)[0]:
            chunk = os.read(keeper.stdout.fileno(), 1 << 16)
            said += chunk
            if said.endswith(b"\n") or not chunk:
                _raise_unless_ready(said, keeper)
                return


def _raise_unless_ready(said: bytes, keeper: subprocess.Popen[bytes]) -> None:
    if not said:
        raise EmbeddedError(f"The keeper of the embedded Neo4j (process {keeper.pid}) ended without a word.")
    told = json.loads(said)
    if "error" in told:
        raise _CLASSES.get(told["error"], EmbeddedError)(told["detail"], hint=told["hint"])
