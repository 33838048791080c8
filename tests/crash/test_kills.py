"""kill -9 of the database and of the service: what was acknowledged stays, and nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from tests.crash.service import Service, served
from tests.crash.writers import Seen, call, write_notes
from tests.embedded.processes import alive, seconds_until

WRITERS = 4


def test_a_killed_database_loses_nothing_acknowledged_and_the_service_recovers(
    tmp_path: Path, prove: bool
) -> None:
    kills = 10 if prove else 2
    with served(tmp_path) as service:
        asset_id = registered(service, tmp_path)
        seen = Seen()
        stop = threading.Event()
        threads = [
            threading.Thread(target=write_notes, args=(service.address, asset_id, seen, stop, writer))
            for writer in range(WRITERS)
        ]
        for thread in threads:
            thread.start()
        try:
            for _ in range(kills):
                more_written(seen)
                os.kill(service.jvm_pid, signal.SIGKILL)
            more_written(seen)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        assert service.process.poll() is None, "the service ended"
        assert (seen.failures, seen.given_up) == ([], []), service.log.read_text()[-5000:]
        assert seen.statuses <= {201, 503}
        assert 503 in seen.statuses, "no request met the absence: the kills proved nothing"
        assert seen.slowest < 6.0 + 1.0, f"an answer took {seen.slowest:.1f} s"
        assert sorted(every_note(service, asset_id)) == sorted(seen.acknowledged)
        assert findings(service) == []


def test_a_killed_service_leaves_no_database_behind(tmp_path: Path, prove: bool) -> None:
    for _ in range(10 if prove else 1):
        with served(tmp_path) as service:
            jvm, keeper = service.jvm_pid, service.state.keeper_pid
            os.kill(service.process.pid, signal.SIGKILL)
            seconds_until(lambda jvm=jvm, keeper=keeper: not alive(jvm) and not alive(keeper), 15)


def test_while_the_database_is_away_a_read_is_503_within_six_seconds(tmp_path: Path) -> None:
    with served(tmp_path) as service:
        os.kill(service.jvm_pid, signal.SIGSTOP)  # hangs: worse than gone, as nothing says no
        stopped = service.state.jvm_pid
        try:
            status, problem, seconds = call(service.address, "GET", "/api/assets")
            assert (status, problem["code"]) == (503, "database-unavailable")
            assert seconds < 6.5
        finally:
            os.kill(stopped or 0, signal.SIGCONT)
        deadline = time.monotonic() + 60
        while call(service.address, "GET", "/api/assets")[0] != 200:
            assert time.monotonic() < deadline, "the service did not recover by itself"
            time.sleep(0.5)


def more_written(seen: Seen) -> None:
    """Wait until the writers got on, whatever happened meanwhile."""
    before = len(seen.acknowledged)
    seconds_until(lambda: len(seen.acknowledged) >= before + 20 or bool(seen.failures), 120)


def registered(service: Service, folder: Path) -> str:
    path = folder / "base_v1.safetensors"
    path.write_bytes(b"weights")
    body = {"name": "base", "version": "v1", "asset_type": "model", "file_path": str(path)}
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:  # a server that has just started may be slow: repeat, as clients do
        status, asset, _ = call(service.address, "POST", "/api/assets", body, "register-base")
        if status == 201:
            return str(asset["id"])
    raise AssertionError(f"the asset could not be registered: {asset}")


def every_note(service: Service, asset_id: str) -> list[str]:
    texts: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        query = f"?limit=500&cursor={cursor}" if cursor else "?limit=500"
        _, page, _ = call(service.address, "GET", f"/api/assets/{asset_id}/notes{query}")
        texts += [item["note_text"] for item in page["items"]]
        cursor = page["next_cursor"]
    return texts


def findings(service: Service) -> list[dict[str, Any]]:
    """What `depgraph doctor` finds wrong, beside the running service."""
    command = [sys.executable, "-c", "from depgraph.cli import main; main()", "doctor", "--json"]
    ran = subprocess.run(command, env=service.environment, capture_output=True, text=True, check=False)
    return [one for one in json.loads(ran.stdout) if not one["ok"]]
