"""The committed lists of jars are whole and name no repository."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from depgraph.embedded.locked import parse_lock, read_lock
from depgraph.embedded.releases import RELEASES, Release, release
from depgraph.embedded.sources import maven_context, maven_source
from depgraph.errors import EmbeddedError

ROOT = Path(__file__).parents[2]
every_release = pytest.mark.parametrize("known", RELEASES, ids=lambda known: known.version)


@every_release
def test_each_jar_has_a_checksum_a_size_and_a_name_of_its_own(known: Release) -> None:
    jars = read_lock(known).jars
    assert len(jars) > 200
    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) and jar.size > 0 for jar in jars)
    assert len({jar.name for jar in jars}) == len(jars)


@every_release
def test_what_a_release_starts_from_is_locked(known: Release) -> None:
    locked = {jar.coordinate for jar in read_lock(known).jars}
    assert {root for root in known.roots if ":neo4j-community-standalone:" not in root} <= locked


@every_release
def test_a_file_name_is_the_one_that_the_coordinate_gives(known: Release) -> None:
    address = maven_source(maven_context())
    for jar in read_lock(known).jars:
        assert all(one.endswith(f"/{jar.name}") for one in address(jar.coordinate)), jar


@pytest.mark.parametrize("name", [known.lock_name for known in RELEASES])
def test_a_list_of_jars_names_no_repository(name: str) -> None:
    assert "://" not in (resources.files("depgraph.embedded") / name).read_text()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_python_requirements_have_hashes_and_name_no_registry(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    pinned = re.findall(r"^([a-z0-9-]+)==[^\\]+\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 40


def test_what_is_developed_with_runs_on_the_versions_that_are_served_with() -> None:
    pins = [
        dict(re.findall(r"^([a-z0-9-]+)==([^ \\]+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert {name: pins[1].get(name) for name in pins[0]} == pins[0]


def test_another_list_has_another_digest() -> None:
    line = f"{'a' * 64}  1  org.example:one:1  one-1.jar\n"
    assert parse_lock(line).digest != parse_lock(line.replace("  1  ", "  2  ")).digest
    assert parse_lock(f"# remark\n{line}").jars == parse_lock(line).jars


def test_an_unknown_version_names_the_known_ones() -> None:
    with pytest.raises(
        EmbeddedError, match=r"no embedded Neo4j 4\.4; the known ones are 2026\.08\.1, 5\.26\.30"
    ):
        release("4.4")
