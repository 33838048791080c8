"""The server's Java process: its command line, its start, its end, and that it never outlives its keeper."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from depgraph.embedded.releases import Release
from depgraph.embedded.store import Store

_PR_SET_PDEATHSIG = 1
_OPENED = ("java.nio", "java.io", "sun.nio.ch")


@dataclass(frozen=True)
class Runtime:
    """What a start needs beside the store: the release, its jars' folder and a Java command."""

    release: Release
    lib: Path
    java: Path


def java_options(heap: int) -> Sequence[str]:
    """Options for the Java machine, after those that Neo4j's own start script gives; `heap` in megabytes."""
    return [
        f"-Xmx{heap}m",
        # Else Java shrinks the heap to little more than is in use, and while receipts are written marks it
        # whole again every two seconds: 0.08 ms a receipt for collecting, 0.03 with this.
        f"-Xms{heap // 2}m",
        # Bulk requests need objects of megabytes, which begin a marking of the whole heap where a region is
        # smaller than two of them: 0.65 ms of collecting a receipt in regions of 1 MB, 0.06 to 0.13 in these.
        "-XX:G1HeapRegionSize=16m",
        "-XX:+ExitOnOutOfMemoryError",  # a server without memory is worse than one that starts again
        "-XX:-OmitStackTraceInFastThrow",
        "-Djava.awt.headless=true",
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Dlog4j2.disable.jmx=true",
        "--enable-native-access=ALL-UNNAMED",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),
    ]


def command(runtime: Runtime, store: Store, heap: int, more: Sequence[str] = ()) -> Sequence[str]:
    """The whole command line of the server; `more` are further options for Java."""
    return [
        str(runtime.java),
        *java_options(heap),
        *more,
        *("-cp", f"{runtime.lib}{os.sep}*"),
        runtime.release.main_class,
        f"--home-dir={store.root}",
        f"--config-dir={store.conf.parent}",
    ]


def start(runtime: Runtime, store: Store, heap: int, more: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """Start the server; what it says goes to logs/console.log, anew each time."""
    with (store.logs / "console.log").open("wb") as console:
        return subprocess.Popen(  # noqa: S603 - the command is made above, of our own parts
            command(runtime, store, heap, more),
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            preexec_fn=_dies_with(os.getpid()),  # noqa: PLW1509 - the keeper has one thread
        )


def write_archive(runtime: Runtime, classes: Path, archive: Path) -> subprocess.Popen[bytes]:
    """Have Java write the listed classes of the server's jars into an archive (see `class_archive`)."""
    options = ["-Xshare:dump", f"-XX:SharedClassListFile={classes}", f"-XX:SharedArchiveFile={archive}"]
    return subprocess.Popen(  # noqa: S603 - the command is made of our own parts
        [str(runtime.java), *options, "-Xlog:disable", "-cp", f"{runtime.lib}{os.sep}*"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=_dies_with(os.getpid()),  # noqa: PLW1509 - the process that does this has one thread
    )


def end(process: subprocess.Popen[bytes], grace: float) -> None:
    """Ask it to stop, wait `grace` seconds, then kill it. Returns when it is gone."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _dies_with(keeper: int) -> Callable[[], None] | None:
    """On Linux the kernel kills the server when its keeper dies, however it dies (prctl(2))."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl  # looked up before the fork

    def in_child() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != keeper:  # it died before the line above
            os._exit(1)

    return in_child
