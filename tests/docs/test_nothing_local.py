"""Nothing in the tree belongs to one machine or one download mirror."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.static.source import ROOT

HOSTS = {
    "127.0.0.1": "the service itself",
    "localhost": "the service itself",
    "graphml.graphdrawing.org": "the name of a format",
    "gexf.net": "the name of a format",
    "www.w3.org": "the name of a format",
    "js.cytoscape.org": "a format's description",
    "mermaid.js.org": "a format's description",
    "graphviz.org": "a format's description",
    "id3.org": "a format's description",
    "www.xiph.org": "a format's description",
    "docs.comfy.org": "a format's description",
    "github.com": "a format's description",
    "neo4j.com": "the database's manual",
    "chromedevtools.github.io": "the protocol that the Browser's test speaks",
    "json-schema.org": "the name of a format",
}
"""Hosts that the tree may name, and why. A package index or mirror is never among them:
which one is used is the machine's own matter, and lock files name files by their digests."""
_URL = re.compile(r"\b(?:https?|bolt|neo4j(?:\+s)?)://([A-Za-z0-9.-]+)")
_LOCAL = re.compile(r"(?<![\w.~{}$])/(?:wor" + r"k|ro" + r"ot|hom" + r"e/[a-z]+|User" + r"s/[a-z]+)/[\w.-]+")
_ASIDE = {"example.org", "example.com", "example.net", "example", "evil.example"}


@cache
def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def _texts() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for path in _tracked():
        data = path.read_bytes()
        if b"\0" not in data[:4096]:
            found.append((path.relative_to(ROOT).as_posix(), data.decode("utf-8", "replace")))
    return found


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    if not (ROOT / ".git").exists():
        pytest.skip("NOT A CHECKOUT: only git knows which files belong to the tree")
    return _texts()


def test_no_host_is_named_without_a_reason(texts: list[tuple[str, str]]) -> None:
    known = HOSTS.keys() | _ASIDE
    found = [
        (name, host)
        for name, text in texts
        for host in _URL.findall(text)
        if host not in known and "." in host.strip(".")
    ]
    assert not found, f"name the host in HOSTS with its reason; a package index never: {found[:10]}"


def test_no_path_of_one_machine_is_named(texts: list[tuple[str, str]]) -> None:
    found = [(name, match) for name, text in texts for match in _LOCAL.findall(text)]
    assert not found, f"these paths are on no other machine: {found[:10]}"


def test_lock_files_name_digests_and_no_addresses(texts: list[tuple[str, str]]) -> None:
    locks = [(name, text) for name, text in texts if name.endswith((".lock", "package-lock.json"))]
    assert locks, "there are lock files"
    for name, text in locks:
        assert "://" not in text, f"{name}: an address in a lock file binds everyone to one mirror"
        if name.startswith("requirements"):
            wanted = len(re.findall(r"^\S+==", text, re.M))
            assert len(re.findall(r"^\S+==.*\\\n    --hash=sha256:", text, re.M)) == wanted, f"{name}: hashes"
