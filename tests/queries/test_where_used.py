"""Where is this used? Small drawn graphs, and random ones against the plain rule."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depgraph.graph import Graph
from depgraph.models.dependencies import Dependency, Depth, ReachedType, UseFilter, Versions, WhereUsed
from depgraph.paging import window
from depgraph.queries import dependencies
from tests.conftest import PROVE
from tests.graphs.chain import CHAIN
from tests.graphs.diamond import DIAMOND
from tests.graphs.shared_model import SHARED_MODEL
from tests.graphs.studio import DrawnJob, DrawnScene, Studio, build
from tests.graphs.two_versions import TWO_VERSIONS
from tests.queries.where_used_rule import Asked, Reached, where_used
from tests.support.wipe import wipe

pytestmark = pytest.mark.anyio

DEPTHS: tuple[Depth, ...] = ("direct", "transitive")
VERSIONS: tuple[Versions, ...] = ("this", "all")
TYPES: tuple[ReachedType | None, ...] = (None, "scene_type", "scene", "template", "job", "segment")


async def ask(graph: Graph, asked: Asked, asset_id: str, *, limit: int = 500) -> list[WhereUsed]:
    """Every page of an answer."""
    which = UseFilter(asked.versions, asked.entity_type, asked.active)  # pyright: ignore[reportArgumentType]
    question = dependencies.question(asked.depth, which)  # pyright: ignore[reportArgumentType]
    pages: list[WhereUsed] = []
    cursor: str | None = None
    while True:
        part = window(limit=limit, offset=None, cursor=cursor, scope={})
        pages.append(await question(graph, asset_id=asset_id, which=which, window=part))
        cursor = pages[-1].next_cursor
        if cursor is None:
            return pages


def row_of(item: Dependency, names: dict[str, str], depth: str) -> Reached:
    """What the rule says of a row: it has no ids, and counts segments at depth=transitive only."""
    via = tuple(step.entity_id for step in item.via)
    asset = "" if item.entity_type == "segment" else names[item.asset_id]
    count = item.segment_count if depth == "transitive" else None
    return Reached(item.entity_type, item.entity_id, item.role, asset, via, item.active, count)


def expected(studio: Studio, asked: Asked) -> tuple[set[Reached], dict[str, int]]:
    rows, by_type = where_used(studio, asked)
    if asked.depth == "direct":
        rows = {row._replace(segment_count=None) for row in rows}
    return rows, by_type


async def agrees(
    graph: Graph, studio: Studio, ids: dict[str, str], asked: Asked, *, limit: int = 500
) -> None:
    rows, by_type = expected(studio, asked)
    pages = await ask(graph, asked, ids[asked.asset], limit=limit)
    names = {ident: name for name, ident in ids.items()}
    items = [item for page in pages for item in page.items]
    assert Counter(row_of(item, names, asked.depth) for item in items) == Counter(rows), asked
    assert {page.total for page in pages} == {len(rows)}, asked
    assert all(page.by_type == by_type for page in pages), (asked, pages[0].by_type, by_type)


def questions(studio: Studio) -> list[Asked]:
    return [Asked(*given) for given in product(studio.assets, VERSIONS, DEPTHS, TYPES, (None, True, False))]


@pytest.mark.parametrize(
    "studio",
    [CHAIN, DIAMOND, TWO_VERSIONS, SHARED_MODEL],
    ids=["chain", "diamond", "two versions", "shared model"],
)
async def test_every_question_about_a_drawn_graph_is_answered_by_the_rule(
    graph: Graph, studio: Studio
) -> None:
    ids = await build(graph, studio)
    for asked in questions(studio):
        await agrees(graph, studio, ids, asked)


async def test_a_scene_reached_in_two_ways_gives_both_rows_and_counts_once(graph: Graph) -> None:
    ids = await build(graph, DIAMOND)
    (answer,) = await ask(graph, Asked("base@1", depth="transitive"), ids["base@1"])
    rows = [
        (item.entity_id, item.role, item.direct, [step.entity_id for step in item.via])
        for item in answer.items
    ]
    assert rows == [
        ("hall", "auxiliary_model", False, ["portrait"]),
        ("hall", "lora", True, []),
        ("hall", "primary_model", False, ["portrait"]),
        ("portrait", "auxiliary_model", True, []),
        ("portrait", "primary_model", True, []),
    ]
    assert answer.by_type == {"scene": 1, "scene_type": 1, "segment": 1}


async def test_segments_are_listed_once_with_the_way_to_them(graph: Graph) -> None:
    ids = await build(graph, CHAIN)
    (answer,) = await ask(graph, Asked("base@1", depth="transitive", entity_type="segment"), ids["base@1"])
    assert [
        (item.entity_id, [(step.entity_type, step.entity_id) for step in item.via]) for item in answer.items
    ] == [
        ("cellar-0", [("scene_type", "portrait"), ("scene", "cellar")]),
        ("hall-0", [("scene_type", "portrait"), ("scene", "hall")]),
        ("hall-1", [("scene_type", "portrait"), ("scene", "hall")]),
    ]
    assert {(item.dependency_id, item.direct, item.created_at) for item in answer.items} == {
        (None, False, None)
    }


@pytest.mark.parametrize("entity_type", [None, "segment"])
@pytest.mark.parametrize("limit", [1, 2, 3])
async def test_pages_neither_repeat_nor_lose_a_row(graph: Graph, limit: int, entity_type: str | None) -> None:
    ids = await build(graph, SHARED_MODEL)
    asked = Asked("base@1", depth="transitive", entity_type=entity_type)
    (whole,) = await ask(graph, asked, ids["base@1"])
    pages = await ask(graph, asked, ids["base@1"], limit=limit)
    assert [item for page in pages for item in page.items] == whole.items
    assert [len(page.items) for page in pages[:-1]] == [limit] * (len(pages) - 1)


ASSETS = ("base@1", "base@2", "base@3", "style@1")
names = st.sampled_from(ASSETS)
uses = st.lists(st.tuples(names, st.sampled_from(["lora", "primary_model"])), unique=True, max_size=4).map(
    tuple
)
statuses = st.sampled_from(["queued", "running", "done"])


@st.composite
def studios(draw: st.DrawFn) -> Studio:
    scene_types = draw(st.dictionaries(st.sampled_from("tuv"), uses, min_size=1))
    drawn_scene = st.builds(DrawnScene, st.sampled_from(sorted(scene_types)), st.booleans(), uses=uses)
    scenes = draw(st.dictionaries(st.sampled_from("abcde"), drawn_scene, min_size=1))
    return Studio(
        assets=ASSETS,
        scene_types=scene_types,
        scenes=scenes,
        segments=draw(st.dictionaries(st.sampled_from("123456"), st.sampled_from(sorted(scenes)))),
        templates=draw(st.dictionaries(st.sampled_from("pq"), uses)),
        jobs=draw(st.dictionaries(st.sampled_from("jk"), st.builds(DrawnJob, uses, statuses))),
    )


asked_at_random = st.lists(
    st.tuples(st.sampled_from(questions(Studio(assets=ASSETS))), st.sampled_from([2, 500])),
    min_size=10,
    max_size=10,
)


# everything is drawn before the test runs: what stops a draw would stop anyio's loop as well
@settings(max_examples=100 if PROVE else 8)
@given(studio=studios(), asked=asked_at_random)
async def test_random_studios_are_answered_by_the_rule(
    connected: Graph, studio: Studio, asked: list[tuple[Asked, int]]
) -> None:
    await wipe(connected)
    ids = await build(connected, studio)
    for one, limit in asked:
        await agrees(connected, studio, ids, one, limit=limit)
