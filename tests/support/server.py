"""One Neo4j for the tests of a worker: yours, Docker's, or the embedded one."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from anyio.from_thread import start_blocking_portal
from pydantic import SecretStr

from depgraph.embedded import Server, running
from depgraph.errors import EmbeddedError
from depgraph.settings import Settings

_URI = "DEPGRAPH_TEST_NEO4J_URI"
_CONF = {
    # every test begins with an empty graph: whoever plans anew when counts have changed does nothing else
    "dbms.cypher.min_replan_interval": "1h",
    # a plan that was made once stays, whatever else the tests ask
    "server.memory.query_cache.per_db_cache_num_entries": "10000",
}


@contextlib.contextmanager
def test_server(worker: str) -> Iterator[Server]:
    """A Neo4j with an empty store for one worker of the test run ("gw0", "master").

    In this order: the server that DEPGRAPH_TEST_NEO4J_URI names (with _USER and
    _PASSWORD; it must be empty and is shared by all workers: run with one),
    testcontainers where a Docker engine answers, else the embedded server in a
    temporary folder. DEPGRAPH_NEO4J_VERSION chooses the version of the last two.
    """
    version = os.environ.get("DEPGRAPH_NEO4J_VERSION") or "2026.08.1"
    if uri := os.environ.get(_URI):
        yield _named(uri, os.environ)
    elif _docker_answers():
        with _container(version) as server:
            yield server
    else:
        with _embedded(version, worker) as server:
            yield server


def _named(uri: str, environment: Mapping[str, str]) -> Server:
    user = environment.get(f"{_URI.removesuffix('URI')}USER", "neo4j")
    password = environment.get(f"{_URI.removesuffix('URI')}PASSWORD", "")
    return Server(bolt_uri=uri, http_uri="", user=user, password=SecretStr(password), version="")


def _docker_answers() -> bool:
    docker = shutil.which("docker")
    if not docker:
        return False
    try:
        return subprocess.run([docker, "info"], capture_output=True, check=False, timeout=10).returncode == 0
    except subprocess.TimeoutExpired:
        return False


@contextlib.contextmanager
def _container(version: str) -> Iterator[Server]:
    from testcontainers.neo4j import Neo4jContainer  # noqa: PLC0415 - only where Docker is

    password = secrets.token_urlsafe(12)
    with Neo4jContainer(f"neo4j:{version}-community", password=password) as container:
        host = container.get_container_host_ip()
        yield Server(
            bolt_uri=f"bolt://{host}:{container.get_exposed_port(7687)}",
            http_uri=f"http://{host}:{container.get_exposed_port(7474)}",
            user="neo4j",
            password=SecretStr(password),
            version=version,
        )


@contextlib.contextmanager
def _embedded(version: str, worker: str) -> Iterator[Server]:
    with contextlib.ExitStack() as kept:
        try:
            server = kept.enter_context(_embedded_once(version, worker))
        except EmbeddedError as problem:  # without it, half of the run would have no database
            sys.stderr.write(f"\nTHE SERVER OF {worker} DID NOT START, AND IS STARTED ONCE MORE: {problem}\n")
            server = kept.enter_context(_embedded_once(version, worker))
        yield server


@contextlib.contextmanager
def _embedded_once(version: str, worker: str) -> Iterator[Server]:
    with (
        tempfile.TemporaryDirectory(prefix=f"depgraph-{worker}-", ignore_cleanup_errors=True) as folder,
        start_blocking_portal() as portal,
        _log_kept(Path(folder)),
        # tied to this process: a killed test run leaves no server behind
        portal.wrap_async_context_manager(
            running(Settings(neo4j_version=version, data_dir=Path(folder)), extra_conf=_CONF)
        ) as server,
    ):
        yield server


@contextlib.contextmanager
def _log_kept(folder: Path) -> Iterator[None]:
    """The folder goes with the server; the log of one that did not start stays."""
    try:
        yield
    except EmbeddedError:
        kept = Path(tempfile.gettempdir()) / f"{folder.name}-did-not-start.log"
        for log in folder.rglob("console.log"):
            shutil.copy(log, kept)
        raise
