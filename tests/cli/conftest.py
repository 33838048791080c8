"""Commands run as a person runs them: words in, text and an exit code out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import anyio.to_thread
import pytest

from depgraph.cli import main
from depgraph.graph import Graph
from tests.support.server import Server


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str




@pytest.fixture
def command(
    graph: Graph, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path
):
    """Run `depgraph WORDS…` on the test's database."""
    monkeypatch.setenv("DEPGRAPH_NEO4J_URI", server.bolt_uri)
    monkeypatch.setenv("DEPGRAPH_NEO4J_USER", server.user)
    if server.password.get_secret_value():
        monkeypatch.setenv("DEPGRAPH_NEO4J_PASSWORD", server.password.get_secret_value())
    monkeypatch.setenv("DEPGRAPH_DATA_DIR", str(tmp_path / "data"))

    async def run(*words: str) -> Ran:
        def inside() -> int:
            with pytest.raises(SystemExit) as left:
                main(list(words))
            return int(left.value.code or 0)

        code = await anyio.to_thread.run_sync(inside)
        text = capsys.readouterr()
        return Ran(code, text.out, text.err)

    return run
