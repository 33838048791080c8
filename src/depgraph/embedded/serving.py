"""One server over its life: configured, started, watched, started again, ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from depgraph.embedded import class_archive, conf, jvm
from depgraph.embedded.answers import bolt_answers, http_answers
from depgraph.embedded.ending import Ending
from depgraph.embedded.memory import Budget, budget, folder_bytes, machine_bytes
from depgraph.embedded.password import ensure_password
from depgraph.embedded.ports import LOOPBACK, choose_ports
from depgraph.embedded.releases import release
from depgraph.embedded.store import Memory, State, Store, read_memory, write_memory, write_state
from depgraph.errors import EmbeddedError

START_LIMIT = 180.0
"""Seconds for a server to answer; a big store that was killed has to recover first."""
STOP_GRACE = 9.0
"""Seconds from SIGTERM to SIGKILL: a stop takes 4.5 s, an orphan must be gone after `ORPHAN_LIMIT`."""
ORPHAN_LIMIT = 15.0
"""Seconds after which the server of an owner that was killed is gone."""
_POLL = 0.2
_LONGEST_PAUSE = 30.0
_STEADY = 60.0


@dataclass(frozen=True)
class Owner:
    """Who started the keeper, and whether the server ends with it (not when detached)."""

    pid: int
    command: str
    detached: bool


class Serving:
    """The server of one store; its ports stay the same from the first answer on."""

    def __init__(
        self, store: Store, runtime: jvm.Runtime, owner: Owner, extra_conf: Mapping[str, str], ending: Ending
    ) -> None:
        self._store = store
        self._runtime = runtime
        self._extra_conf = extra_conf
        self._ending = ending
        self._ports = (0, 0)
        self._process: subprocess.Popen[bytes] | None = None
        self._state = State(
            state="starting",
            version=runtime.release.version,
            keeper_pid=os.getpid(),
            jvm_pid=None,
            owner_pid=owner.pid,
            owner=owner.command,
            detached=owner.detached,
            started_at=datetime.now(UTC).isoformat(timespec="seconds"),
            bolt_uri="",
            http_uri="",
        )

    def begin(self) -> bool:
        """Start the server until it answers; False when it was told to end meanwhile.

        Raises EmbeddedError with the server's last words when it does not start.
        """
        write_state(self._store, self._state)
        former = self._former_ports()
        ensure_password(self._store)
        for _ in range(3):  # a port that was free a moment ago may be taken by now
            self._ports = choose_ports(former)
            self._start()
            if self._wait_for_answer(START_LIMIT):
                self._publish("running")
                return True
            if self._ending.within(0):
                return False
            if not self._port_was_taken():
                break
            former = None
        words = self._last_words()
        self._tell_threads()
        raise EmbeddedError(
            f"Neo4j {self._state.version} did not start: {words}",
            hint=f"Its log is {self._store.logs / 'console.log'}.",
        )

    def go_on(self) -> None:
        """Watch the server, and start it again whenever it dies, until it is time to end."""
        pause, since = 0.0, time.monotonic()
        while not self._ending.within(_POLL):
            if self._ending.restart_wanted():
                self.end()
            if self._alive():
                continue
            pause = 0.0 if time.monotonic() - since > _STEADY else min(_LONGEST_PAUSE, pause * 2 or 0.5)
            _log(f"the server ended ({self._last_words()}); it is started again in {pause:.1f} s")
            if self._ending.within(pause):
                return
            since = time.monotonic()
            self._start()
            if self._wait_for_answer(START_LIMIT):
                self._publish("running")

    def end(self) -> None:
        """Stop the server, if it runs."""
        if self._process:
            jvm.end(self._process, STOP_GRACE)

    def _former_ports(self) -> tuple[int, int] | None:
        memory = read_memory(self._store)
        if memory is None:
            return None
        if release(memory.version).order > self._runtime.release.order:
            raise EmbeddedError(
                f"The store in {self._store.root} was last opened by Neo4j {memory.version}; "
                f"{self._state.version} is older and cannot read it.",
                hint=f"Set DEPGRAPH_NEO4J_VERSION={memory.version}, or choose another DEPGRAPH_DATA_DIR.",
            )
        return memory.bolt_port, memory.http_port

    def _start(self) -> None:
        bolt, http = self._ports
        memory = self._budget()
        values = conf.settings(bolt, http, memory) | dict(self._extra_conf)
        self._store.conf.write_text(conf.conf_text(values), encoding="utf-8")
        write_memory(self._store, Memory(self._state.version, bolt, http))
        self._process = jvm.start(
            self._runtime, self._store, memory.heap, class_archive.options(self._runtime)
        )
        self._publish("starting")

    def _budget(self) -> Budget:
        return budget(folder_bytes(self._store.databases), machine_bytes())

    def _publish(self, state: str) -> None:
        bolt, http = self._ports
        self._state = replace(
            self._state,
            state=state,
            jvm_pid=self._process.pid if self._process else None,
            bolt_uri=f"bolt://{LOOPBACK}:{bolt}",
            http_uri=f"http://{LOOPBACK}:{http}",
        )
        write_state(self._store, self._state)

    def _wait_for_answer(self, limit: float) -> bool:
        deadline = time.monotonic() + limit
        while self._alive() and time.monotonic() < deadline:
            if bolt_answers(self._ports[0]) and http_answers(self._ports[1]):
                return True
            if self._ending.within(_POLL):
                return False
        return False

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _tell_threads(self) -> None:
        """A server that runs and does not answer says in its log what each of its threads waits for."""
        if self._process and self._alive():
            self._process.send_signal(signal.SIGQUIT)
            self._ending.within(1.0)

    def _console(self) -> str:
        return (self._store.logs / "console.log").read_text(encoding="utf-8", errors="replace")

    def _port_was_taken(self) -> bool:
        return "Address already in use" in self._console()

    def _last_words(self) -> str:
        code = self._process.poll() if self._process else None
        lines = self._console().splitlines()
        if code is None:  # it runs and does not answer: where it got to says more than its errors
            return f"no answer within {START_LIMIT:.0f} s" + "".join(f"; {line[:300]}" for line in lines[-3:])
        errors = [line for line in lines if " ERROR " in line or "Exception" in line]
        return f"exit code {code}" + "".join(f"; {line.strip()[:300]}" for line in errors[-3:])


def _log(text: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    sys.stderr.write(f"{now} {text}\n")
    sys.stderr.flush()
