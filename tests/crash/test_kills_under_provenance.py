"""kill -9 of database and service under writers of receipts and versions: none lost, torn or doubled."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from pathlib import Path

import anyio
import pytest

from tests.crash import provenance_found as found
from tests.crash.provenance_writers import PATIENCE, SEGMENTS, Json, Writer
from tests.crash.service import Restarted
from tests.crash.test_kills import WRITERS, findings
from tests.crash.writers import call
from tests.embedded.processes import seconds_until

pytestmark = pytest.mark.anyio
LONGEST_DELAY = 1.5
"""Seconds after every writer has got on, at a random one of which the next kill comes."""


async def test_acknowledged_receipts_and_versions_outlive_every_kill_once(
    tmp_path: Path, prove: bool
) -> None:
    each = 20 if prove else 2
    seed = time.time_ns() if prove else 1
    print(f"seed {seed}")
    chance = random.Random(seed)
    kills = chance.sample(["database", "service"], counts=[each, each], k=2 * each)
    with Restarted(tmp_path) as running:
        place(running)
        stop = threading.Event()
        writers = [
            Writer(running.service.address, tmp_path, f"w{number}", seed, stop) for number in range(WRITERS)
        ]
        threads = [threading.Thread(target=writer.run) for writer in writers]
        for thread in threads:
            thread.start()
        try:
            for what in kills:
                everyone_got_on(writers)
                delay = chance.random() * LONGEST_DELAY
                await anyio.sleep(delay)
                print(f"after {delay:.2f} s: kill -9 of the {what}")
                kill(running, what)
            everyone_got_on(writers)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        print(f"{sum(writer.done for writer in writers)} writes were acknowledged")
        nothing_but_absences_was_met(running, writers)
        found.repeats_get_the_same_answer(running.service, writers, chance)
        count = found.receipts_are_those_acknowledged(running.service, writers)
        await found.edges_are_those_recorded(running.service, writers)
        found.versions_are_those_acknowledged(running.service, writers)
        found.current_is_where_it_was_moved(running.service, writers)
        checked = found.command(running.service, "verify", "--receipts")
        assert (checked["findings"], checked["receipts"]) == ([], count)
        assert findings(running.service) == []


def place(running: Restarted) -> None:
    """A project and a scene with the segments that all writers share."""
    bodies = {
        "projects/p": {"name": "p"},
        "scene-types/t": {"name": "t", "assets": []},
        "scenes/s": {"name": "s", "scene_type_id": "t", "project_id": "p"},
        **{
            f"segments/{segment}": {"scene_id": "s", "sequence_index": number}
            for number, segment in enumerate(SEGMENTS)
        },
    }
    for path, body in bodies.items():
        seconds_until(lambda path=path, body=body: put(running, path, body) in {200, 201}, 60)


def put(running: Restarted, path: str, body: Json) -> int:
    """A server that has just started may be slow: it is sent again, as clients do."""
    return call(running.service.address, "PUT", f"/api/{path}", body)[0]


def kill(running: Restarted, what: str) -> None:
    if what == "service":
        running.kill()
    else:
        os.kill(running.service.jvm_pid, signal.SIGKILL)


def everyone_got_on(writers: list[Writer]) -> None:
    """Wait until each writer was answered anew; a writer that met what must not be ends the test."""
    before = [writer.done for writer in writers]
    seconds_until(
        lambda: (
            all(writer.done >= done + 3 for writer, done in zip(writers, before, strict=True))
            or any(writer.met.failures for writer in writers)
        ),
        PATIENCE,
    )


def nothing_but_absences_was_met(running: Restarted, writers: list[Writer]) -> None:
    """2xx and 503, and connections that broke while no service was there; every answer in time."""
    log = running.service.log.read_text()[-5000:]
    assert [failure for writer in writers for failure in writer.met.failures] == [], log
    statuses = {status for writer in writers for status in writer.met.statuses}
    assert statuses <= {200, 201, 202, 503}
    assert 503 in statuses, "no request met the database's absence: the kills proved nothing"
    broken = [span for writer in writers for span in writer.met.broken]
    assert broken, "no request met the service's absence: the kills proved nothing"
    unexplained = [
        (began, ended)
        for began, ended in broken
        if not any(began < back and gone < ended for gone, back in running.absences)
    ]
    assert unexplained == [], "a connection broke while the service was there"
    assert max(writer.met.slowest for writer in writers) < 6.0 + 1.0
