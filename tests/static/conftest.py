"""Every statement of the catalog, explained once on the graph that knows every word."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from depgraph import catalog
from depgraph.graph import Graph
from tests.static.explain import Explained, explain
from tests.static.seed import plant


@pytest.fixture(scope="session")
async def explained(connected: Graph) -> Mapping[str, Explained | Exception]:
    """What Neo4j says of each query; an exception where it does not take the statement at all."""
    await plant(connected)
    found: dict[str, Explained | Exception] = {}
    for name, query in catalog.load().items():
        try:
            found[name] = await explain(connected._driver, connected._database, query)
        except Exception as error:
            found[name] = error
    return found
