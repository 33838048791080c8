"""docker-compose.yml: reachable from this machine only, no secret in it, set like the embedded server."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from depgraph.embedded import conf
from depgraph.embedded.memory import Budget
from depgraph.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OWN_TO_A_CONTAINER = (
    "address",
    "server.http",
    "server.https",
    "server.memory",
    "db.memory",
    "tx_log",
    "shutdown",
)
"""Settings that have other values in a container, or that its image cares for."""


def service(name: str) -> dict[str, Any]:
    return COMPOSE["services"][name]


@pytest.mark.parametrize("name", ["neo4j", "depgraph"])
def test_every_port_is_published_on_this_machine_only(name: str) -> None:
    assert service(name)["ports"]
    assert all(port.startswith("127.0.0.1:") for port in service(name)["ports"])


@pytest.mark.parametrize("name", ["neo4j", "depgraph"])
def test_every_service_says_whether_it_is_well_and_keeps_its_data(name: str) -> None:
    assert service(name)["healthcheck"]["test"]
    assert {volume.partition(":")[0] for volume in service(name)["volumes"]} <= set(COMPOSE["volumes"])


def test_the_password_has_no_default() -> None:
    for name, variable in (("neo4j", "NEO4J_AUTH"), ("depgraph", "DEPGRAPH_NEO4J_PASSWORD")):
        value = service(name)["environment"][variable].removeprefix("neo4j/")
        assert value.startswith("${DEPGRAPH_NEO4J_PASSWORD:?")


def test_the_image_is_the_release_that_is_embedded_by_default() -> None:
    assert service("neo4j")["image"] == f"neo4j:{Settings.model_fields['neo4j_version'].default}-community"


def test_the_server_is_set_like_the_embedded_one() -> None:
    given = {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): value
        for name, value in service("neo4j")["environment"].items()
    }
    embedded = conf.settings(1, 2, Budget(512, 128, 128))
    for name, value in embedded.items():
        if not any(
            part in name for part in (*OWN_TO_A_CONTAINER, "auth_enabled", "allow_origin", "internal.server")
        ):
            assert given.get(name) == value, name


@pytest.fixture
def compose() -> list[str]:
    """The compose client; it needs no engine for `config`."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if (
            shutil.which(command[0])
            and not subprocess.run([*command, "version"], capture_output=True, check=False).returncode
        ):
            return command
    pytest.skip("DOCKER COMPOSE IS MISSING: docker-compose.yml was read as YAML only, not by its own client")


@pytest.mark.parametrize(("password", "expected"), [("long-enough", 0), ("", 1)])
def test_compose_itself_reads_it_and_insists_on_a_password(
    compose: list[str], password: str, expected: int
) -> None:
    environment = os.environ | {"DEPGRAPH_NEO4J_PASSWORD": password}
    done = subprocess.run(
        [*compose, "-f", str(ROOT / "docker-compose.yml"), "config", "--quiet"],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert min(done.returncode, 1) == expected, done.stderr
