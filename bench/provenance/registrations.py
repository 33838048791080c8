"""A registration costs the same on the base model as on one that hardly anything was made from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from bench.client import request
from bench.provenance.judged import Bar
from bench.provenance.made.registry import Line
from bench.provenance.served import Served
from bench.provenance.table import Result, rate
from bench.rounds import Times
from bench.writes import BAR, Write
from bench.writes import measure as timed


class Registrations:
    """Both registrations, each with a new file every time; the former version becomes current again."""

    def __init__(self, ours: Served, folder: Path) -> None:
        self._registry = ours.studio.registry
        self._folder = folder
        self._number = count(1)

    def all(self) -> list[Write]:
        return [self._of("base", self._registry.base), self._of("rare", self._registry.rare)]

    def _of(self, name: str, line: Line) -> Write:
        undo = request("POST", f"/api/assets/{line.current.id}/make-current")
        make: Callable[[], bytes] = partial(self._next, line)
        return Write(Times(f"register on the {name} model"), make, undo)

    def _next(self, line: Line) -> bytes:
        number = next(self._number)
        file = self._folder / f"{number}.safetensors"
        file.write_bytes(f"bench {number}".encode() * 100)
        body = {"name": line.current.name, "asset_type": line.current.asset_type, "version": f"b{number}"}
        return request("POST", "/api/assets", {**body, "file_path": str(file)})


def measure(ours: Served, folder: Path, *, warm_up: int, rounds: int) -> list[Result]:
    """Milliseconds of each, and how many times the other's the first takes."""
    base, rare = timed(Registrations(ours, folder), ours.service, warm_up=warm_up, rounds=rounds)
    ratio = base.median / rare.median
    return [
        rate(base.name, base.median, "ms", Bar("× a rare one", ratio, BAR)),
        rate(rare.name, rare.median, "ms"),
    ]
