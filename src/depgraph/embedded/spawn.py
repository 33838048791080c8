"""Starts a keeper and waits until its server answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from depgraph.embedded.jvm import Runtime
from depgraph.embedded.report import await_report
from depgraph.embedded.serving import START_LIMIT, STOP_GRACE
from depgraph.embedded.store import Store

_MARGIN = 5.0


@dataclass(frozen=True)
class Keeper:
    """A keeper that this process started; unless it is detached it ends with us."""

    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End the server and its keeper; returns when both are gone."""
        if self.process.stdin:  # its end tells the keeper that we are done
            self.process.stdin.close()
        try:
            self.process.wait(STOP_GRACE + _MARGIN)
        except subprocess.TimeoutExpired:  # the system takes its server along
            self.process.kill()
            self.process.wait()


def spawn(
    store: Store,
    runtime: Runtime,
    *,
    detached: bool,
    extra_conf: Mapping[str, str],
    given_up: Callable[[], bool],
) -> Keeper:
    """Start a keeper; it has its own session, so that Ctrl-C reaches only the one who started it.

    Raises what the keeper reports (StoreInUse, EmbeddedError).
    """
    store.make_folders()
    with (store.logs / "keeper.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
            _command(store, runtime, extra_conf, detached),
            stdin=subprocess.DEVNULL if detached else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    keeper = Keeper(process)
    try:
        await_report(process, START_LIMIT + _MARGIN, given_up)
    except BaseException:  # a detached one sees that nobody reads its report
        keeper.stop()
        raise
    finally:
        if process.stdout:
            process.stdout.close()
    if detached:
        process.wait()  # it has left its store to a child that is nobody's
    return keeper


def _command(store: Store, runtime: Runtime, extra_conf: Mapping[str, str], detached: bool) -> list[str]:
    values = {
        "store": str(store.root),
        "version": runtime.release.version,
        "lib": str(runtime.lib),
        "java": str(runtime.java),
        "owner": _own_command(),
        "owner-pid": str(os.getpid()),
        "extra-conf": json.dumps(dict(extra_conf)),
    }
    options = [f"--{name}={value}" for name, value in values.items()]
    # -P: a file in the current folder is not taken for one of ours
    return [sys.executable, "-P", "-m", "depgraph.embedded.keeper", *options, *["--detached"] * detached]


def _own_command() -> str:
    """The command that this process is, for the message to the next one."""
    return " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:200]
