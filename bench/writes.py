"""Writes: a registration costs the same on the base model as on a model that hardly anything uses."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Protocol

from bench.client import Connection, UnexpectedAnswer, request
from bench.made import Studio
from bench.rounds import Times, no_pauses, timed

REGISTER_BASE = "register on the base model"
REGISTER_RARE = "register on a rare model"
BAR = 1.5
"""What the first may cost, as a multiple of the second."""

_ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Write:
    """One kind of write: its times, what makes its next request, and the request that undoes it, if any."""

    times: Times
    make: Callable[[], bytes]
    undo: bytes | None = None


class Kinds:
    """The writes that are timed, each with new things every time."""

    def __init__(self, studio: Studio, folder: Path) -> None:
        self._studio = studio
        self._folder = folder
        self._number = count(1)
        self._scenes = iter(studio.scenes)

    def all(self) -> list[Write]:
        studio = self._studio
        return [
            self._registering(REGISTER_BASE, studio.base_model),
            self._registering(REGISTER_RARE, studio.rare_model),
            self._registering(
                f"register on one with {studio.dependents(studio.busiest)} users", studio.busiest
            ),
            Write(Times("add a dependency, base model"), partial(self._dependency, studio.base_model)),
            Write(Times("add a dependency, rare model"), partial(self._dependency, studio.rare_model)),
            Write(Times("rate the base model"), partial(self._rating, studio.base_model)),
        ]

    def _registering(self, name: str, asset_id: str) -> Write:
        # the asset with all its users becomes current again: the next registration has them before it too
        undo = request("POST", f"/api/assets/{asset_id}/make-current")
        return Write(Times(name), partial(self._registration, asset_id), undo)

    def _registration(self, asset_id: str) -> bytes:
        line, number = self._studio.asset(asset_id), next(self._number)
        file = self._folder / f"{number}.safetensors"
        file.write_bytes(f"bench {number}".encode() * 100)
        body = {"name": line["name"], "asset_type": line["asset_type"], "version": f"b{number}"}
        return request("POST", "/api/assets", {**body, "file_path": str(file)})

    def _dependency(self, asset_id: str) -> bytes:
        role = f"bench-{next(self._number)}"
        body = {"entity_type": "scene", "entity_id": next(self._scenes)["id"], "role": role}
        return request("POST", f"/api/assets/{asset_id}/dependencies", body)

    def _rating(self, asset_id: str) -> bytes:
        body = {"rating": 4, "reviewer_id": f"bench-{next(self._number)}"}
        return request("PUT", f"/api/assets/{asset_id}/rating", body)


class Repertoire(Protocol):
    """Whatever has writes to time."""

    def all(self) -> list[Write]: ...


def measure(kinds: Repertoire, service: Connection, *, warm_up: int, rounds: int) -> list[Times]:
    """Every kind of write once in each round; only the write itself is timed."""
    writes = kinds.all()
    for write in writes:
        _first(write, service)
    with no_pauses():
        for _ in range(warm_up + rounds):
            for write in writes:
                _once(write, service)
    for write in writes:
        del write.times.samples[:warm_up]
    return [write.times for write in writes]


def _once(write: Write, service: Connection) -> None:
    asked = write.make()
    write.times.samples.append(timed(lambda: service.ask(asked)))
    if write.undo:
        service.ask(write.undo)


def _first(write: Write, service: Connection) -> None:
    """Once before everything: a first plan on a cold server may take longer than the service waits."""
    for _ in range(_ATTEMPTS):
        with contextlib.suppress(UnexpectedAnswer):
            _once(write, service)
            write.times.samples.clear()
            return
