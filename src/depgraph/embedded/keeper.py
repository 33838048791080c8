"""The process that owns an embedded store: ``python -m depgraph.embedded.keeper`` (see `control`).

It takes the store's lock, starts the server, publishes its addresses, starts it
again when it dies, and ends it when its own standard input ends or a signal
comes. It is the server's only parent: whoever kills it, kills the server.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from filelock import AcquireReturnProxy, FileLock, Timeout

from depgraph.embedded.ending import Ending
from depgraph.embedded.holder import in_use
from depgraph.embedded.jvm import Runtime
from depgraph.embedded.releases import release
from depgraph.embedded.report import error_line, ready_line
from depgraph.embedded.serving import Owner, Serving
from depgraph.embedded.store import Store, clear_state
from depgraph.errors import EmbeddedError

_REPORTS = 1
"""The pipe to the one who started us, at the place of standard output."""
_LOCK_WAIT = 1.0
"""Seconds: one who only looks whether the store is held has the lock for a moment."""


def main() -> int:
    """Keep the store that the command line names. Returns the exit code."""
    given = _arguments()
    if given.detached and os.fork():  # the one who started us has no child to wait for
        os._exit(0)
    store = Store(given.store)
    ending = Ending(None if given.detached else sys.stdin.fileno())
    try:
        store.make_folders()
        with _held(store):
            _keep(Serving(store, _runtime(given), _owner(given), json.loads(given.extra_conf), ending), store)
    except EmbeddedError as error:
        _tell(error_line(error))
        return 1
    return 0


def _held(store: Store) -> AcquireReturnProxy[FileLock]:
    try:
        return FileLock(store.lock_file).acquire(timeout=_LOCK_WAIT)
    except Timeout:
        raise in_use(store) from None


def _keep(serving: Serving, store: Store) -> None:
    try:
        if serving.begin() and _tell(ready_line()):
            serving.go_on()
    finally:
        serving.end()
        clear_state(store)


def _tell(line: str) -> bool:
    """Say it and close the pipe: a detached keeper outlives its reader. False when nobody reads any more."""
    try:
        os.write(_REPORTS, line.encode() + b"\n")
    except OSError:
        return False
    finally:
        os.dup2(os.open(os.devnull, os.O_WRONLY), _REPORTS)
    return True


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="depgraph.embedded.keeper", description=__doc__)
    for name in ("store", "lib", "java"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--owner", default="")
    parser.add_argument("--owner-pid", type=int, default=0)
    parser.add_argument("--extra-conf", default="{}")
    parser.add_argument("--detached", action="store_true")
    return parser.parse_args()


def _runtime(given: argparse.Namespace) -> Runtime:
    return Runtime(release(given.version), given.lib, given.java)


def _owner(given: argparse.Namespace) -> Owner:
    return Owner(given.owner_pid, given.owner, given.detached)


if __name__ == "__main__":
    sys.exit(main())
