"""One studio twice: in the graph, and in the plain reading. Every step is done in both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from depgraph.clock import stamp
from depgraph.graph import Graph
from depgraph.queries import acceptances, provenance, simulation, staleness
from tests.staleness.plain_studio import PlainStudio
from tests.staleness.plain_things import PlainAsset

KEY = b"k" * 32


class Both:
    """What all steps need. Things are chosen by number, whatever is there then."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.plain = PlainStudio()
        self.made = 0
        """Names of versions and segments count on: one that was erased does not come again."""

    async def write(self, work: Any, **given: Any) -> Any:
        return (await self.graph.write(lambda tx: work(tx, **given), name="step")).answer

    def new_name(self, letter: str) -> str:
        self.made += 1
        return f"{letter}{self.made}"

    def chosen(self, number: int) -> PlainAsset | None:
        there = self.plain.assets
        return there[number % len(there)] if there else None

    def segment(self, number: int) -> str:
        return list(self.plain.scenes)[number % len(self.plain.scenes)]

    def moment(self, hours: int = 0) -> str:
        """The time, so many hours after those that the studio has waited."""
        return stamp(datetime.now(UTC) + timedelta(hours=self.plain.hour + hours))

    @contextmanager
    def clock(self) -> Iterator[None]:
        """Whatever looks at the time of an acceptance's end sees that of this studio."""
        with ExitStack() as stack:
            for module in (acceptances, provenance, simulation, staleness):
                stack.enter_context(patch.object(module, "now", self.moment))
            yield

    async def wait(self, hours: int) -> None:
        self.plain.hour += hours
