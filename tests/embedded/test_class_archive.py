"""Java's archive of the server's classes: made once, never in the way (its use: test_a_running_server)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from depgraph.embedded.class_archive import archive_of, ensure_archive, options
from depgraph.embedded.jvm import Runtime
from depgraph.embedded.progress import Silent
from depgraph.embedded.releases import release


class Listening(Silent):
    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)


@pytest.fixture
def runtime(tmp_path: Path) -> Runtime:
    """A Java that does nothing but fail, and one jar."""
    java = tmp_path / "java" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text("#!/bin/sh\necho no such option >&2\nexit 1\n")
    java.chmod(0o755)
    lib = tmp_path / "lib"
    lib.mkdir()
    (lib / "a.jar").write_bytes(b"jar")
    return Runtime(release("2026.08.1"), lib, java)


def test_without_an_archive_a_start_is_as_it_always_was(runtime: Runtime) -> None:
    assert options(runtime) == []


def test_an_archive_that_is_there_is_used(runtime: Runtime) -> None:
    archive_of(runtime).touch()
    assert f"-XX:SharedArchiveFile={archive_of(runtime)}" in options(runtime)
    assert ensure_archive(runtime)


def test_a_changed_jar_and_another_java_have_archives_of_their_own(runtime: Runtime) -> None:
    first = archive_of(runtime)
    os.utime(runtime.lib / "a.jar", (1, 1))
    second = archive_of(runtime)
    (runtime.java.parents[1] / "release").write_text('JAVA_VERSION="99"')
    assert len({first, second, archive_of(runtime)}) == 3


def test_an_archive_that_cannot_be_made_is_told_and_leaves_nothing_behind(runtime: Runtime) -> None:
    told = Listening()
    assert not ensure_archive(runtime, progress=told)
    assert "did not start" in told.said[-1]
    assert options(runtime) == []
    left = {path.name for path in runtime.lib.parent.iterdir()} - {"java", "lib", "classes.lock"}
    assert left == {archive_of(runtime).with_suffix(".none").name}


def test_an_archive_that_could_not_be_made_is_not_tried_at_every_start(runtime: Runtime) -> None:
    ensure_archive(runtime)
    told = Listening()
    assert not ensure_archive(runtime, progress=told)
    assert told.said == []


def test_jars_that_lie_where_nothing_can_be_written_are_no_reason_not_to_start(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", refuse)
    monkeypatch.setattr(Path, "touch", refuse)
    told = Listening()
    assert not ensure_archive(runtime, progress=told)
    assert "starts are slower" in told.said[-1]


def test_nobody_waits_for_another_process_that_makes_it(runtime: Runtime) -> None:
    told = Listening()
    with FileLock(runtime.lib.parent / "classes.lock"):
        assert not ensure_archive(runtime, progress=told)
    assert told.said == []
