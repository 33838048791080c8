"""Random studios: every answer about staleness is what a plain reading of the contract says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from depgraph.graph import Graph
from depgraph.queries import invariants
from tests.conftest import PROVE
from tests.staleness.compared import compare
from tests.staleness.drawn import Step, walks
from tests.staleness.studio import planted

pytestmark = pytest.mark.anyio

MOST = 50


@settings(max_examples=200 if PROVE else 10)
@given(walk=walks(MOST, MOST))
async def test_answers_are_what_a_plain_reading_says(connected: Graph, walk: list[Step]) -> None:
    studio = await planted(connected)
    with studio.clock():
        for number, step in enumerate(walk, 1):
            await studio.do(step)
            if number % 10 == 0:
                await compare(connected, studio.plain)
    assert await invariants.broken(connected) == []
