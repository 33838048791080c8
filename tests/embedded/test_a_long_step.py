"""Bringing a large store up to date takes longer than the server allows a statement."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import LiteralString

import pytest
from neo4j.exceptions import ClientError

from depgraph import catalog
from depgraph.embedded import running
from depgraph.graph import Graph, connect
from depgraph.settings import Settings

pytestmark = pytest.mark.anyio
_LONG: LiteralString = """
UNWIND range(1, 80) AS part
CALL (part) {
  UNWIND range(1, 700000) AS n
  WITH part, sum(sin(n)) AS turned
  CREATE (:Part {part: part, turned: turned})
} IN TRANSACTIONS OF 1 ROW
"""


@pytest.fixture
async def hasty(tmp_path: Path) -> AsyncIterator[Graph]:
    """A server of its own that ends what takes a second: all of a step, and each of its parts."""
    conf = {"db.transaction.timeout": "1s", "db.transaction.monitor.check.interval": "100ms"}
    async with (
        running(Settings(data_dir=tmp_path), extra_conf=conf) as server,
        connect(server.bolt_uri, user=server.user, password=server.password) as driver,
    ):
        yield Graph(driver)


async def test_a_step_is_not_ended_by_the_limit_of_a_statement(
    hasty: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = replace(catalog.load()["schema.070_usages_say_their_role"], text=_LONG)
    monkeypatch.setattr(catalog, "load", lambda: {step.name: step})
    async with hasty._driver.session() as session:
        with pytest.raises(ClientError, match="timeout"):
            await (await session.run(_LONG)).consume()
    await hasty.batch(step.name)
    async with hasty._driver.session() as session:
        made = await (await session.run("MATCH (part:Part) RETURN max(part.part) AS last")).single(
            strict=True
        )
    assert made["last"] == 80
