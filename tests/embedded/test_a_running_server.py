"""One detached server and what may happen to it; the tests share it, in this order."""

from __future__ import annotations

import http.server
import os
import signal
import stat
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import AuthError, Neo4jError

from depgraph.embedded import Server, find, restart, running, start_detached, store_of
from depgraph.embedded.answers import bolt_answers, http_answers
from depgraph.embedded.class_archive import archive_of
from depgraph.embedded.control import runtime_of
from depgraph.settings import Settings
from tests.embedded.processes import alive, detached, seconds_until, state_of

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("studio of one"))


@pytest.fixture(scope="module")
def server(settings: Settings) -> Iterator[Server]:
    with detached(settings):
        server = find(settings)
        assert server is not None
        yield server


@pytest.fixture(scope="module")
def driver(server: Server) -> Iterator[neo4j.Driver]:
    auth = (server.user, server.password.get_secret_value())
    with neo4j.GraphDatabase.driver(server.bolt_uri, auth=auth, telemetry_disabled=True) as driver:
        yield driver


def both_answer(settings: Settings) -> bool:
    state = state_of(settings)
    ports = [int(uri.rpartition(":")[2]) for uri in (state.bolt_uri, state.http_uri)]
    return bolt_answers(ports[0]) and http_answers(ports[1]) and state.state == "running"


def test_it_lets_in_who_has_the_password_and_nobody_else(server: Server, driver: neo4j.Driver) -> None:
    driver.verify_connectivity()
    with (
        neo4j.GraphDatabase.driver(server.bolt_uri, auth=("neo4j", "neo4j")) as stranger,
        pytest.raises(AuthError),
    ):
        stranger.verify_connectivity()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="ONLY LINUX SAYS WHAT A PROCESS HAS MAPPED")
def test_it_has_mapped_the_archive_of_its_classes(settings: Settings, server: Server) -> None:
    archive = archive_of(runtime_of(settings))
    if not archive.is_file():
        pytest.skip("THIS JAVA MADE NO ARCHIVE OF THE SERVER'S CLASSES: starts are slower, and nothing else")
    maps = Path(f"/proc/{state_of(settings).jvm_pid}/maps").read_text(encoding="utf-8")
    assert str(archive) in maps


def test_only_the_owner_can_read_the_password_and_the_state_does_not_tell_it(
    settings: Settings, server: Server
) -> None:
    store = store_of(settings)
    assert stat.S_IMODE(store.password_file.stat().st_mode) == 0o600
    assert server.password.get_secret_value() not in store.state_file.read_text()
    assert server.password.get_secret_value() not in repr(server)


def test_the_state_says_who_and_where(settings: Settings, server: Server) -> None:
    state = state_of(settings)
    assert (state.state, state.detached, state.version) == ("running", True, settings.neo4j_version)
    assert (state.bolt_uri, state.http_uri) == (server.bolt_uri, server.http_uri)
    assert state.jvm_pid is not None
    assert alive(state.keeper_pid)
    assert alive(state.jvm_pid)


def test_the_neo4j_browser_is_served(server: Server) -> None:
    with urllib.request.urlopen(f"{server.http_uri}/browser/") as answer:  # noqa: S310 - our own server
        assert b"<title>Neo4j Browser</title>" in answer.read()


def test_the_browser_is_told_to_make_no_calls_home(driver: neo4j.Driver) -> None:
    told = {record["name"]: record["value"] for record in driver.execute_query("CALL dbms.clientConfig()")[0]}
    assert told["client.allow_telemetry"] == "false"


def test_load_csv_reaches_no_address_not_even_from_a_reading_transaction(driver: neo4j.Driver) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_arguments: object) -> None:
            """Nothing on the terminal."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as bait:
        thread = threading.Thread(target=bait.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            for host in ("127.0.0.1", "localhost"):
                query = f"LOAD CSV FROM 'http://{host}:{bait.server_port}/leak.csv' AS row RETURN row"
                with pytest.raises(Neo4jError, match=r"blocklist|blocked"):
                    driver.execute_query(query, routing_=neo4j.RoutingControl.READ)
        finally:
            bait.shutdown()
            thread.join()
    assert asked == []


def test_load_csv_reads_no_file(settings: Settings, driver: neo4j.Driver) -> None:
    folder = store_of(settings).root / "import"
    folder.mkdir(exist_ok=True)
    (folder / "names.csv").write_text("one\n")
    for address in ("file:///names.csv", "file:///etc/passwd"):
        with pytest.raises(Neo4jError, match="allow_csv_import_from_file_urls"):
            driver.execute_query(f"LOAD CSV FROM '{address}' AS row RETURN row")


def test_a_start_beside_it_joins_it(settings: Settings, server: Server) -> None:
    assert start_detached(settings) == server


async def test_a_service_joins_it_and_leaves_it_running(settings: Settings, server: Server) -> None:
    before = state_of(settings)
    async with running(settings) as joined:
        assert joined == server
    assert state_of(settings) == before


def test_a_killed_server_comes_back_on_the_same_ports(settings: Settings, driver: neo4j.Driver) -> None:
    driver.execute_query("CREATE (:Kept {name: 'before'})")
    before = state_of(settings)
    assert before.jvm_pid is not None
    os.kill(before.jvm_pid, signal.SIGKILL)
    seconds_until(lambda: state_of(settings).jvm_pid != before.jvm_pid and both_answer(settings), 90)
    after = state_of(settings)
    assert (after.bolt_uri, after.http_uri) == (before.bolt_uri, before.http_uri)
    assert [record["name"] for record in driver.execute_query("MATCH (k:Kept) RETURN k.name AS name")[0]] == [
        "before"
    ]


def test_a_restart_gives_a_new_server_at_the_same_address(settings: Settings, server: Server) -> None:
    before = state_of(settings)
    assert restart(settings)
    seconds_until(lambda: state_of(settings).jvm_pid != before.jvm_pid and both_answer(settings), 90)
    after = state_of(settings)
    assert (after.keeper_pid, after.bolt_uri) == (before.keeper_pid, server.bolt_uri)


def test_a_killed_keeper_takes_its_server_along(settings: Settings, server: Server) -> None:
    state = state_of(settings)
    assert state.jvm_pid is not None
    os.kill(state.keeper_pid, signal.SIGKILL)
    jvm = state.jvm_pid
    seconds_until(lambda: not alive(jvm), 5)
    assert find(settings) is None
