"""Makes a class archive: ``python -m depgraph.embedded.training`` (see `class_archive`).

A server runs on an empty store in a temporary folder and answers one question, which tells Java
the classes that a start needs; then Java writes them into the archive.
"""

from __future__ import annotations

import argparse
import http.client
import json
import sys
import tempfile
import time
from base64 import b64encode
from pathlib import Path

from depgraph import catalog
from depgraph.embedded import conf, jvm
from depgraph.embedded.answers import bolt_answers, http_answers
from depgraph.embedded.ending import Ending
from depgraph.embedded.memory import Budget
from depgraph.embedded.password import USER, ensure_password
from depgraph.embedded.ports import LOOPBACK, choose_ports
from depgraph.embedded.releases import release
from depgraph.embedded.store import Store

_HEAP = 512
_START_LIMIT = 120.0
_STOP_GRACE = 9.0
_QUESTION = "schema.applied"
"""The first that every service asks: planning it loads the classes of the planner."""


class NotMade(Exception):
    """The archive was not made; the message says why."""


def main() -> int:
    """Make the archive that the command line names. Returns the exit code."""
    given = _arguments()
    runtime = jvm.Runtime(release(given.version), given.lib, given.java)
    ending = Ending(sys.stdin.fileno())
    try:
        with tempfile.TemporaryDirectory(prefix="depgraph-classes-", ignore_cleanup_errors=True) as folder:
            classes = Path(folder) / "classes"
            _run_once(runtime, Store(Path(folder) / "neo4j"), classes, ending)
            _write(runtime, classes, given.archive, ending)
    except NotMade as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def _run_once(runtime: jvm.Runtime, store: Store, classes: Path, ending: Ending) -> None:
    store.make_folders()
    password = ensure_password(store)
    bolt, http_port = choose_ports(None)
    values = conf.settings(bolt, http_port, Budget(_HEAP, 128, 128))
    store.conf.write_text(conf.conf_text(values), encoding="utf-8")
    process = jvm.start(runtime, store, _HEAP, [f"-XX:DumpLoadedClassList={classes}"])
    try:
        deadline = time.monotonic() + _START_LIMIT
        while not (bolt_answers(bolt) and http_answers(http_port)):
            if ending.within(0.2) or process.poll() is not None or time.monotonic() > deadline:
                raise NotMade("The server that was to tell its classes did not start.")
        _ask(http_port, password)
    finally:
        jvm.end(process, _STOP_GRACE)


def _ask(port: int, password: str) -> None:
    """Over HTTP (Neo4j's Query API); whether it is answered matters little."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=30)
    headers = {
        "Authorization": "Basic " + b64encode(f"{USER}:{password}".encode()).decode(),
        "Content-Type": "application/json",
        "Accept": "application/json",
    }
    try:
        body = json.dumps({"statement": catalog.load()[_QUESTION].text})
        connection.request("POST", "/db/neo4j/query/v2", body, headers)
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return
    finally:
        connection.close()


def _write(runtime: jvm.Runtime, classes: Path, archive: Path, ending: Ending) -> None:
    """Readers see the whole archive or none."""
    fresh = archive.with_suffix(".part")
    process = jvm.write_archive(runtime, classes, fresh)
    while process.poll() is None:
        if ending.within(0.2):
            process.kill()
            process.wait()
    if process.returncode or not fresh.is_file():
        fresh.unlink(missing_ok=True)
        raise NotMade(f"Java ended with code {process.returncode} and left no archive.")
    fresh.replace(archive)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="depgraph.embedded.training", description=__doc__)
    parser.add_argument("--version", required=True)
    for name in ("lib", "java", "archive"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
