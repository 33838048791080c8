"""A server that belongs to one process: it ends with it, however that ends. One store, three starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from depgraph.embedded import admin_tool, find, running, status, store_of
from depgraph.embedded.store import read_memory
from depgraph.errors import StoreInUse
from depgraph.settings import Settings
from tests.embedded.processes import alive, is_running, seconds_until, state_of

pytestmark = pytest.mark.anyio

SERVICE = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from anyio.from_thread import start_blocking_portal
    from depgraph.embedded import running
    from depgraph.settings import Settings
    settings = Settings(data_dir=Path(sys.argv[1]))
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(running(settings)):
        print("ready", flush=True)
        time.sleep(600)
""")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("studio"))


@pytest.fixture(scope="module")
def service(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """Another process with a server of its own."""
    command = [sys.executable, "-c", SERVICE, str(settings.data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


async def test_a_second_start_says_who_holds_the_store(
    settings: Settings, service: subprocess.Popen[str]
) -> None:
    state = state_of(settings)
    with pytest.raises(StoreInUse) as refused:
        async with running(settings):
            pass
    assert refused.value.detail == (
        f"The store in {store_of(settings).root} is held by `-c {settings.data_dir}` "
        f"(process {service.pid}, keeper {state.keeper_pid}) since {state.started_at}."
    )
    assert "depgraph db stop" in refused.value.hint


async def test_a_short_command_may_join_it(settings: Settings, service: subprocess.Popen[str]) -> None:
    async with running(settings, join="any") as server:
        assert server.bolt_uri == state_of(settings).bolt_uri
    assert alive(service.pid)


def test_the_offline_tool_does_not_touch_a_running_store(
    settings: Settings, service: subprocess.Popen[str]
) -> None:
    with pytest.raises(StoreInUse):
        admin_tool(settings, "database", "check", "neo4j")


def test_a_killed_keeper_takes_its_server_along_and_the_owner_brings_both_back(
    settings: Settings, service: subprocess.Popen[str]
) -> None:
    before = state_of(settings)
    assert before.jvm_pid is not None
    os.kill(before.keeper_pid, signal.SIGKILL)
    jvm = before.jvm_pid
    seconds_until(lambda: not alive(jvm), 5)
    seconds_until(lambda: is_running(status(settings)), 90)
    after = state_of(settings)
    assert after.keeper_pid != before.keeper_pid
    assert (after.owner_pid, after.bolt_uri, after.http_uri) == (
        service.pid, before.bolt_uri, before.http_uri
    )  # fmt: skip


def test_a_killed_owner_leaves_no_process_behind_and_the_next_start_waits_for_that(
    settings: Settings, service: subprocess.Popen[str]
) -> None:
    state = state_of(settings)
    jvm = state.jvm_pid
    assert jvm is not None
    os.kill(service.pid, signal.SIGKILL)
    service.wait()
    assert alive(jvm), "the server was gone before anybody could meet it"
    assert find(settings, "detached") is None
    seconds_until(lambda: not alive(jvm) and not alive(state.keeper_pid), 1)
    assert find(settings) is None


async def test_it_starts_again_on_its_former_ports_and_stops_within_ten_seconds(settings: Settings) -> None:
    memory = read_memory(store_of(settings))
    assert memory is not None
    async with running(settings) as server:
        assert server.bolt_uri == f"bolt://127.0.0.1:{memory.bolt_port}"
        assert server.http_uri == f"http://127.0.0.1:{memory.http_port}"
        began = time.monotonic()
    assert time.monotonic() - began < 10
    assert status(settings) is None
    assert not store_of(settings).state_file.exists()


def test_the_offline_tool_finds_the_store_sound_and_dumps_it(settings: Settings, tmp_path: Path) -> None:
    checked = admin_tool(settings, "database", "check", "neo4j")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    dumped = admin_tool(settings, "database", "dump", "neo4j", f"--to-path={tmp_path}")
    assert dumped.returncode == 0, dumped.stdout + dumped.stderr
    assert (tmp_path / "neo4j.dump").stat().st_size > 0
