"""Commands run as a person runs them: words in, text and an exit code out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

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


Command = Callable[..., Awaitable[Ran]]


@pytest.fixture
def command(
    graph: Graph,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Command:
    """Run `depgraph WORDS…` on the test's database."""
    monkeypatch.setenv("DEPGRAPH_NEO4J_URI", server.bolt_uri)
    monkeypatch.setenv("DEPGRAPH_NEO4J_USER", server.user)
    monkeypatch.setenv("DEPGRAPH_NEO4J_PASSWORD", server.password.get_secret_value())
    monkeypatch.setenv("DEPGRAPH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")

    async def run(*words: str) -> Ran:
        def inside() -> int:
            with pytest.raises(SystemExit) as left:
                main(list(words))
            return int(left.value.code or 0)

        code = await anyio.to_thread.run_sync(inside, abandon_on_cancel=True)
        text = capsys.readouterr()
        return Ran(code, text.out, text.err)

    return run
