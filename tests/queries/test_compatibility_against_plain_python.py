"""The compatibility check finds what a plain search through all notes finds."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depgraph.graph import Graph
from depgraph.models.notes import SEVERITY_RANK, NewNote, Severity
from depgraph.queries import compatibility, notes
from tests.api import planted
from tests.support.wipe import wipe

pytestmark = pytest.mark.anyio

ASSETS = ["a", "a@2", "a@3", "b", "b@2", "c"]
PAIRS = st.tuples(st.sampled_from(ASSETS), st.sampled_from(ASSETS)).filter(lambda pair: pair[0] != pair[1])
NOTES = st.lists(st.tuples(PAIRS, st.sampled_from(list(SEVERITY_RANK))), max_size=8)


def line(asset: str) -> str:
    return asset.partition("@")[0]


def expected(
    noted: list[tuple[tuple[str, str], Severity]], chosen: list[str], info: bool, by_line: bool
) -> set[tuple[int, str]]:
    """Number and match of every note on a pair within the set, by the contract's words alone."""
    exact = {frozenset(pair) for pair in combinations(chosen, 2)}
    lines = [sorted(map(line, pair)) for pair in combinations(chosen, 2)]
    found: set[tuple[int, str]] = set()
    for number, (pair, severity) in enumerate(noted):
        if severity == "info" and not info:
            continue
        if frozenset(pair) in exact:
            found.add((number, "exact"))
        elif by_line and sorted(map(line, pair)) in lines:
            found.add((number, "other_version"))
    return found


@settings(max_examples=25)
@given(
    noted=NOTES,
    chosen=st.lists(st.sampled_from(ASSETS), unique=True),
    info=st.booleans(),
    by_line=st.booleans(),
)
async def test_the_check_finds_what_a_plain_search_finds(
    connected: Graph,
    noted: list[tuple[tuple[str, str], Severity]],
    chosen: list[str],
    info: bool,
    by_line: bool,
) -> None:
    await wipe(connected)
    await planted.assets(connected, *ASSETS)
    for number, ((first, second), severity) in enumerate(noted):
        new = NewNote(note_text=str(number), severity=severity, related_asset_id=second)
        await connected.write(
            lambda tx, on=first, new=new: notes.create(tx, asset_id=on, new=new), name="note.create"
        )
    found = await compatibility.check(
        connected, asset_ids=chosen, include_info=info, versions="line" if by_line else "exact"
    )
    told = [(int(warning.note_text), warning.match) for warning in found.warnings]
    assert len(told) == len(set(told)) == found.totals.warnings
    assert set(told) == expected(noted, chosen, info, by_line)
    ranks = [SEVERITY_RANK[warning.severity] for warning in found.warnings]
    assert ranks == sorted(ranks)
