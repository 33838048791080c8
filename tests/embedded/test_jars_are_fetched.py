"""Jars come side by side, are checked against the lock, resumed, and never half there."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from depgraph.embedded import download
from depgraph.embedded.jars import ensure_jars
from depgraph.embedded.locked import Lock
from depgraph.embedded.progress import Cancelled
from depgraph.embedded.releases import RELEASES
from depgraph.errors import JarsUnavailable
from tests.embedded.repository import Repository, serving

RELEASE = RELEASES[0]
ALPHA, BETA = b"alpha" * 50_000, b"beta" * 10


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving({"alpha": ALPHA, "beta": BETA}) as repository:
        yield repository


def fetch(repository: Repository, cache: Path, lock: Lock | None = None) -> Path:
    return ensure_jars(RELEASE, cache=cache, lock=lock or repository.lock(), source=repository.source)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_jars_of_the_lock_are_fetched_and_nothing_else_is_there(
    repository: Repository, tmp_path: Path
) -> None:
    folder = fetch(repository, tmp_path)
    assert names(folder) == ["alpha-1.0.jar", "beta-1.0.jar"]
    assert (folder / "alpha-1.0.jar").read_bytes() == ALPHA


def test_a_second_start_asks_for_nothing(repository: Repository, tmp_path: Path) -> None:
    fetch(repository, tmp_path)
    repository.asked.clear()
    fetch(repository, tmp_path)
    assert repository.asked == []


def test_a_jar_that_was_lost_is_fetched_alone(repository: Repository, tmp_path: Path) -> None:
    (fetch(repository, tmp_path) / "beta-1.0.jar").unlink()
    repository.asked.clear()
    fetch(repository, tmp_path)
    assert repository.asked == [("beta", None)]


def test_a_new_lock_replaces_jars_and_drops_those_it_does_not_name(
    repository: Repository, tmp_path: Path
) -> None:
    fetch(repository, tmp_path)
    del repository.files["beta"]
    repository.files["gamma"] = b"gamma"
    assert names(fetch(repository, tmp_path)) == ["alpha-1.0.jar", "gamma-1.0.jar"]


def test_a_jar_with_another_checksum_is_refused_and_not_left_behind(
    repository: Repository, tmp_path: Path
) -> None:
    expected = "0" * 64
    with pytest.raises(JarsUnavailable) as refused:
        fetch(repository, tmp_path, repository.lock(beta=expected))
    found = hashlib.sha256(BETA).hexdigest()
    assert f"SHA-256 {found} of 40 bytes, expected {expected} of 40 bytes" in refused.value.detail
    assert not list(tmp_path.rglob("*beta*"))
    assert not (tmp_path / RELEASE.version / "complete").exists()


def test_a_torn_download_goes_on_where_it_broke(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "PAUSE", 0.01)
    repository.tear_after["alpha"] = 1 << 17
    folder = fetch(repository, tmp_path)
    asked = [wanted for name, wanted in repository.asked if name == "alpha"]
    assert asked == [None, f"bytes={1 << 17}-"]
    assert (folder / "alpha-1.0.jar").read_bytes() == ALPHA


def test_a_torn_download_begins_again_where_the_server_knows_no_ranges(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "PAUSE", 0.01)
    repository.ranges = False
    repository.tear_after["alpha"] = 1 << 17
    assert (fetch(repository, tmp_path) / "alpha-1.0.jar").read_bytes() == ALPHA


def test_a_left_over_part_of_other_bytes_is_fetched_anew(repository: Repository, tmp_path: Path) -> None:
    folder = tmp_path / RELEASE.version / "lib"
    folder.mkdir(parents=True)
    (folder / "alpha-1.0.jar.part").write_bytes(b"something else")
    fetch(repository, tmp_path)
    assert (folder / "alpha-1.0.jar").read_bytes() == ALPHA
    assert names(folder) == ["alpha-1.0.jar", "beta-1.0.jar"]


def test_a_part_that_was_complete_already_needs_no_network(repository: Repository, tmp_path: Path) -> None:
    folder = tmp_path / RELEASE.version / "lib"
    folder.mkdir(parents=True)
    (folder / "alpha-1.0.jar.part").write_bytes(ALPHA)
    fetch(repository, tmp_path)
    assert repository.asked == [("beta", None)]


def test_a_jar_that_no_repository_has_is_named(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "PAUSE", 0.01)
    lock = repository.lock()
    del repository.files["beta"]
    with pytest.raises(JarsUnavailable, match=r"beta-1\.0\.jar could not be fetched .*answered 404"):
        fetch(repository, tmp_path, lock)


def test_a_start_that_is_given_up_ends_its_downloads(repository: Repository, tmp_path: Path) -> None:
    cancelled = Event()
    cancelled.set()
    with pytest.raises(Cancelled):
        ensure_jars(
            RELEASE, cache=tmp_path, lock=repository.lock(), source=repository.source, cancelled=cancelled
        )


def test_two_processes_at_once_fetch_each_jar_once(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "jars.lock").write_text("".join(f"{jar.line()}\n" for jar in repository.lock().jars))
    program = textwrap.dedent(f"""
        from pathlib import Path
        from depgraph.embedded.jars import ensure_jars
        from depgraph.embedded.locked import parse_lock
        from depgraph.embedded.releases import RELEASES
        lock = parse_lock(Path({str(tmp_path / "jars.lock")!r}).read_text())
        source = lambda coordinate: ["{repository.base}/" + coordinate.split(":")[1] + ".jar"]
        ensure_jars(RELEASES[0], cache=Path({str(tmp_path)!r}), lock=lock, source=source)
    """)
    both = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert sorted(name for name, _ in repository.asked) == ["alpha", "beta"]


def test_a_resumed_part_of_another_file_is_refused_only_after_a_whole_try(
    repository: Repository, tmp_path: Path
) -> None:
    folder = tmp_path / RELEASE.version / "lib"
    folder.mkdir(parents=True)
    (folder / "beta-1.0.jar.part").write_bytes(b"no")
    lock = repository.lock()
    wrong = [replace(jar, sha256="1" * 64) if "beta" in jar.name else jar for jar in lock.jars]
    with pytest.raises(JarsUnavailable):
        fetch(repository, tmp_path, Lock(wrong, lock.digest))
    assert [wanted for name, wanted in repository.asked if name == "beta"] == ["bytes=2-", None]
