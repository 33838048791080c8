"""Java's archive of the server's classes: a start takes half as long with it.

Reading and verifying 14,000 classes out of 226 jars is half of a start. Java can keep them as it
has them in memory (application class data sharing, JEP 310) and map them at the next start. The
archive belongs to one Java and to these very jars; it is made once, beside the jars, by a server
that runs on an empty store for a moment (see `training`). Without it everything works, slower.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

from filelock import FileLock, Timeout

from depgraph.embedded.jvm import Runtime
from depgraph.embedded.progress import Progress, Silent

_PATTERN = "classes-*.jsa"
_POLL = 0.2


def archive_of(runtime: Runtime) -> Path:
    """Where the archive of this Java and these jars lies, or will lie."""
    release_file = runtime.java.parents[1] / "release"
    about = hashlib.sha256(f"{runtime.java.resolve()}\0".encode())
    about.update(release_file.read_bytes() if release_file.is_file() else b"")
    for jar in sorted(runtime.lib.glob("*.jar")):  # Java itself looks at sizes and times too
        found = jar.stat()
        about.update(f"{jar}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return runtime.lib.parent / f"classes-{about.hexdigest()[:16]}.jsa"


def options(runtime: Runtime) -> Sequence[str]:
    """The options that make a start use the archive; none where there is none."""
    archive = archive_of(runtime)
    # An archive that Java refuses is no reason not to start, and its complaints help nobody.
    return [f"-XX:SharedArchiveFile={archive}", "-Xshare:auto", "-Xlog:disable"] if archive.is_file() else []


def ensure_archive(
    runtime: Runtime, *, progress: Progress | None = None, cancelled: Event | None = None
) -> bool:
    """Make the archive unless it is there; another process that does so is not waited for.

    True when it is there afterwards. A failure is told, and not tried again: the server starts without it.
    """
    archive, progress = archive_of(runtime), progress or Silent()
    if archive.is_file() or _failed_before(archive).exists():
        return archive.is_file()
    try:
        with FileLock(archive.with_name("classes.lock")).acquire(timeout=0):
            progress.say("Preparing Java for faster starts (once, about a minute) …")
            trouble = _make(runtime, archive, cancelled or Event())
    except Timeout:
        return False
    except OSError as error:
        trouble = str(error)
    if trouble and not (cancelled and cancelled.is_set()):
        with suppress(OSError):  # the jars lie where nothing can be written: each start tells it
            _failed_before(archive).touch()
        progress.say(f"That did not work ({trouble}); starts are slower, and nothing else.")
    return not trouble


def _failed_before(archive: Path) -> Path:
    """Says that this Java cannot make an archive of these jars, so that no start waits for it again."""
    return archive.with_suffix(".none")


def _make(runtime: Runtime, archive: Path, cancelled: Event) -> str:
    """In a process of its own, which ends with its input, however this one ends. Answers what went wrong."""
    command = [sys.executable, "-P", "-m", "depgraph.embedded.training"]
    given = {"version": runtime.release.version, "lib": runtime.lib, "java": runtime.java, "archive": archive}
    with subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
        [*command, *(f"--{name}={value}" for name, value in given.items())],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        while process.poll() is None and not cancelled.wait(_POLL):
            pass
        _, said = process.communicate()  # closes its input
    if process.returncode:
        return said.decode(errors="replace").strip()[-300:] or f"exit code {process.returncode}"
    _drop_others(archive)
    return ""


def _drop_others(archive: Path) -> None:
    """A server that has mapped one keeps it until it ends."""
    for other in archive.parent.glob(_PATTERN):
        if other != archive:
            other.unlink(missing_ok=True)
