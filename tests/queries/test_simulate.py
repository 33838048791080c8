"""What is simulated is what really happens: random studios, changed in thought and then in fact."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depgraph.graph import Graph
from depgraph.models.simulation import Change, Simulation
from depgraph.queries import invariants, simulation
from tests.conftest import PROVE
from tests.staleness.drawn import LINES, OPENING, Step, walks
from tests.staleness.plain_studio import PlainStudio
from tests.staleness.plain_things import PlainAcceptance, PlainAsset, PlainInput, What
from tests.staleness.studio import Studio, planted

pytestmark = pytest.mark.anyio

NOBODYS = "e" * 64
"""A content that no receipt and no version has: what a version not yet registered brings."""

_LINE = st.sampled_from(LINES)
CHANGES = st.tuples(
    # by line: a known version, one not registered yet, or none
    st.dictionaries(_LINE, st.none() | st.integers(0, 9), max_size=2),
    st.lists(st.integers(0, 9), max_size=2),
).filter(lambda change: bool(change[0] or change[1]))


class Changed:
    """One change of a studio: as it is asked for, and as it is made."""

    def __init__(self, studio: Studio, drawn: tuple[dict[str, int | None], list[int]]) -> None:
        there = [asset for asset in studio.plain.assets if not asset.removed]
        lines = {asset.line for asset in studio.plain.assets}
        self.studio = studio
        self.by: dict[str, PlainAsset | None] = {}
        for line, number in drawn[0].items():
            if line in lines:
                own = [asset for asset in there if asset.line == line]
                self.by[line] = own[number % len(own)] if own and number is not None else None
        chosen = {number % len(there) for number in drawn[1]} if there else set[int]()
        self.removed = [there[number] for number in sorted(chosen) if there[number] not in self.by.values()]

    @property
    def lines(self) -> set[str]:
        return {*self.by, *(asset.line for asset in self.removed)}

    def asked(self) -> Change:
        return Change.model_validate({
            "replace": [
                {"asset_id": self._any(line).id, "by": by.id if by else {"version": "not yet"}}
                for line, by in self.by.items()
            ],
            "remove": [asset.id for asset in self.removed],
        })  # fmt: skip

    async def make(self) -> None:
        plain = self.studio.plain
        for line, by in self.by.items():
            if by is None:
                await self.studio.register(line, NOBODYS, make_current=True)
            else:
                await self.studio.current(plain.assets.index(by))
        for asset in self.removed:
            await self.studio.delete(plain.assets.index(asset))

    def _any(self, line: str) -> PlainAsset:
        return next(asset for asset in self.studio.plain.assets if asset.line == line)


@dataclass(frozen=True)
class Moment:
    """How the inputs of the latest receipts stand at one moment, by the plain reading."""

    of_lines: frozenset[int]
    changed: dict[int, str]
    accepted: frozenset[int]
    in_force: frozenset[tuple[str, int, str | None, str]]

    @classmethod
    def of(cls, plain: PlainStudio, lines: set[str]) -> Moment:
        counted = [segment for segment in plain.scenes if plain.counts(segment)]
        used = [(segment, one) for segment in counted for one in plain.latest(segment)]
        differs = {id(one) for segment in counted for one in plain.changed(segment)}
        return cls(
            of_lines=frozenset(id(one) for _, one in used if _is_of(plain, one, lines)),
            changed={id(one): segment for segment, one in used if id(one) in differs},
            accepted=frozenset(id(one) for segment, one in used if plain.is_accepted(segment, one)),
            in_force=frozenset(
                (one.id, id(what[0]), *what[1:])
                for one in plain.acceptances
                for what in one.accepts
                if _holds(plain, one, what)
            ),
        )

    def changed_for(self, inputs: Set[int]) -> set[str]:
        return {segment for ident, segment in self.changed.items() if ident in inputs}

    def stale_for(self, inputs: Set[int]) -> set[str]:
        return self.changed_for(inputs - self.accepted)


def _is_of(plain: PlainStudio, used: PlainInput, lines: set[str]) -> bool:
    asset = plain.asset_of(used)
    return asset is not None and asset.line in lines


def _holds(plain: PlainStudio, acceptance: PlainAcceptance, what: What) -> bool:
    asset, content, role = what
    is_over = acceptance.until is not None and plain.hour >= acceptance.until
    # of segments that are gone, nothing is left to accept
    covers = acceptance.segments is None or bool(acceptance.segments)
    now = plain.now(PlainInput(role or "vae", 0, asset, content))
    return covers and not is_over and acceptance.accepts[what] == now


def agree(simulated: Simulation, before: Moment, after: Moment) -> None:
    # bytes without a name can mean another asset when another is current
    inputs = before.of_lines | after.of_lines
    was_stale, is_stale = before.stale_for(inputs), after.stale_for(inputs)
    segments, freed = simulated.segments, simulated.becomes_up_to_date
    assert [item.segment_id for item in segments.items] == sorted(is_stale)
    assert {item.segment_id for item in segments.items if item.already_stale} == is_stale & was_stale
    assert (segments.total, segments.already_stale) == (len(is_stale), len(is_stale & was_stale))
    assert segments.accepted == len(after.changed_for(inputs) - is_stale)
    assert [item.segment_id for item in freed.items] == sorted(was_stale - after.changed_for(inputs))
    assert freed.total == len(freed.items)
    ended = {one[0] for one in before.in_force - after.in_force}
    assert simulated.ends_acceptances == len(ended)


@settings(max_examples=500 if PROVE else 10)
@given(walk=walks(OPENING, OPENING + 25), drawn=CHANGES)
async def test_what_is_simulated_is_what_then_happens(
    connected: Graph, walk: list[Step], drawn: tuple[dict[str, int | None], list[int]]
) -> None:
    studio = await planted(connected)
    with studio.clock():
        for step in walk:
            await studio.do(step)
        change = Changed(studio, drawn)
        if not change.lines:
            return
        before = Moment.of(studio.plain, change.lines)
        simulated = await simulation.simulate(connected, change=change.asked())
        await change.make()
        agree(simulated, before, Moment.of(studio.plain, change.lines))
    assert await invariants.broken(connected) == []
