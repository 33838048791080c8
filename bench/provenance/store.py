"""The Neo4j of a size: loaded once by ``depgraph import bulk``, kept, and copied for each run."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from anyio.from_thread import BlockingPortal, start_blocking_portal

from bench.provenance import fingerprint
from bench.provenance.made import Studio
from bench.provenance.statements import run
from depgraph import schema
from depgraph.bulk.load import load
from depgraph.embedded import Server, running
from depgraph.graph import Graph, connect
from depgraph.queries import invariants
from depgraph.settings import Settings

CHECKED_UP_TO = 50_000
"""Segments up to which every invariant is asked; of larger studios only the counts are looked at."""
_CONF = {"db.transaction.timeout": "900s", "db.memory.transaction.max": "1g"}
"""For the invariants, which look at everything in one statement."""


class Unsound(Exception):
    """What was loaded is not what was made."""


@dataclass(frozen=True, slots=True)
class Store:
    """A size's store: where it is kept, and what says that it is whole."""

    studio: Studio
    folder: Path

    @property
    def kept(self) -> Path:
        return self.folder / "graph"

    def ready(self, *, reuse: bool, say: Callable[[str], None]) -> None:
        """Load it, unless ``reuse`` finds it loaded from these very rows by this very code."""
        if reuse and fingerprint.holds(self.kept, self.studio):
            say(f"the graph of {self.studio.size.segments:,} segments is reused")
            return
        shutil.rmtree(self.kept, ignore_errors=True)
        files = self.folder / "files"
        started = time.perf_counter()
        lines = sum(self.studio.write(files).values())
        made = time.perf_counter()
        say(f"made {lines:,} lines ({made - started:.1f} s)")
        load(Settings(data_dir=self.kept), files, say=_nothing)
        seconds = time.perf_counter() - made
        say(f"loaded {lines:,} lines into Neo4j ({seconds:.1f} s, {lines / seconds:,.0f} a second)")
        shutil.rmtree(files)
        _said(say, "made the indexes, looked at what was loaded", self._finish)
        fingerprint.write(self.kept, self.studio)

    @contextmanager
    def serving(self, *, written_to: bool) -> Iterator[tuple[Server, Path]]:
        """A server on the store, and its data folder: those of a copy where the run writes."""
        with tempfile.TemporaryDirectory(prefix="run-", dir=self.folder) as folder:
            data = self.kept
            if written_to:
                data = Path(shutil.copytree(self.kept, Path(folder) / "graph"))
            with _server(data) as (server, _portal):
                yield server, data

    def _finish(self) -> None:
        with _server(self.kept) as (server, portal):
            portal.call(self._look, server)

    async def _look(self, server: Server) -> None:
        async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
            graph = Graph(driver, deadline=900)
            await schema.apply(graph)
            await run(driver, "await_indexes")
            size = self.studio.size
            (found,) = await run(driver, "loaded")
            if found["segments"] != size.segments or found["projects"] != len(size.projects):
                raise Unsound(f"{size.segments:,} segments were made, and the graph has {found}.")
            if size.segments <= CHECKED_UP_TO and (broken := await invariants.broken(graph)):
                raise Unsound(f"The loaded graph breaks its rules: {broken[:5]}")


@contextmanager
def _server(data_dir: Path) -> Iterator[tuple[Server, BlockingPortal]]:
    """The embedded server of a data folder; it ends with this process."""
    settings = Settings(data_dir=data_dir)
    with start_blocking_portal() as portal:
        context = portal.wrap_async_context_manager(running(settings, extra_conf=_CONF))
        with context as server:
            yield server, portal


def _nothing(_text: str) -> None:
    """The load's own words; ours say the same with its speed."""


def _said(say: Callable[[str], None], what: str, work: Callable[[], object]) -> None:
    started = time.perf_counter()
    work()
    say(f"{what} ({time.perf_counter() - started:.1f} s)")
