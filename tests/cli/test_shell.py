"""`depgraph db shell`: answers, and what is wrong with a statement in the database's own words."""

from __future__ import annotations

import io

import anyio.to_thread
import pytest

from depgraph.cli.shell import prompt
from depgraph.graph import Graph
from tests.support.server import Server

pytestmark = pytest.mark.anyio


async def test_a_mistake_in_a_statement_is_told_in_the_databases_own_words(
    graph: Graph, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("RETURN [1] AS one\nRETRUN;\nRETURN 40 + 2 AS n;\n"))
    await anyio.to_thread.run_sync(prompt, server)
    told = capsys.readouterr()
    assert "Neo.ClientError.Statement.SyntaxError" in told.err
    assert "Invalid input 'RETRUN'" in told.err
    assert "42" in told.out
