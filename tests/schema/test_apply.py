"""The schema reaches an empty, a current and an older filled database, and loses nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator

import anyio
import pytest

from depgraph import schema
from depgraph.clock import now
from depgraph.graph import Graph, connect
from tests.schema import stores
from tests.support.server import Server
from tests.support.wipe import run, wipe

pytestmark = pytest.mark.anyio
STATES = {"empty": stores.bare, "older": stores.older}


@pytest.fixture(scope="module")
async def store(connected: Graph) -> AsyncIterator[Graph]:
    """The worker's database, which each test brings into a state of its own; at the end in its former one."""
    try:
        yield connected
    finally:
        await current(connected)
        await wipe(connected)


@pytest.fixture(scope="module")
async def wanted(store: Graph) -> stores.Definitions:
    """What an empty database gets; every other one has to end like it."""
    await current(store)
    return await stores.definitions(store)


async def current(graph: Graph) -> None:
    await stores.bare(graph)
    await schema.apply(graph)


async def test_an_empty_database_gets_every_file_in_order(store: Graph) -> None:
    await stores.bare(store)
    assert await schema.apply(store) == [step.name for step in schema.steps()]
    assert await schema.missing(store) == []
    there = {name.partition(" ")[2] for name in await stores.definitions(store)}
    assert {name for step in schema.steps() for name in stores.named(step.text)} <= there


async def test_a_current_database_is_left_alone(store: Graph, wanted: stores.Definitions) -> None:
    await current(store)
    await stores.fill(store)
    before = await stores.contents(store)
    assert await schema.apply(store) == []
    assert await stores.contents(store) == before
    assert await stores.definitions(store) == wanted


async def test_an_older_filled_database_ends_like_a_new_one_and_loses_nothing(
    store: Graph, wanted: stores.Definitions
) -> None:
    await stores.older(store)
    studio = await stores.contents(store)
    applied = await schema.apply(store)
    assert {path.stem for path in stores.OLDER}.isdisjoint(name.partition(".")[2] for name in applied), (
        "a file that was applied once is never changed; a change is a further file"
    )
    assert await stores.contents(store) == studio
    assert await stores.definitions(store) == wanted
    assert await schema.apply(store) == [], "a second time there is nothing left to do"


async def test_dependencies_of_an_older_store_get_their_ends(store: Graph) -> None:
    await stores.older(store)
    await run(store, "MATCH ()-[uses:USES]->() REMOVE uses.asset_id, uses.entity_key")
    await schema.apply(store)
    wrong = await run(
        store,
        "MATCH (entity)-[uses:USES]->(asset) "
        "WITH coalesce(uses.asset_id = asset.id AND uses.entity_key = entity.key, false) AS named "
        "RETURN named, count(*) AS edge_count",
    )
    assert wrong == [{"named": True, "edge_count": 120}]


@pytest.mark.parametrize("state", sorted(STATES))
async def test_three_services_at_once_bring_it_up_to_date(
    state: str, store: Graph, server: Server, wanted: stores.Definitions
) -> None:
    await STATES[state](store)
    studio = await stores.contents(store)
    async with (
        connect(server.bolt_uri, user=server.user, password=server.password) as one,
        connect(server.bolt_uri, user=server.user, password=server.password) as two,
        connect(server.bolt_uri, user=server.user, password=server.password) as three,
        anyio.create_task_group() as group,  # ends before the drivers do
    ):
        for driver in (one, two, three):
            group.start_soon(schema.apply, Graph(driver, deadline=60))
    assert await stores.contents(store) == studio
    assert await stores.definitions(store) == wanted


async def test_an_interrupted_start_is_continued(store: Graph, wanted: stores.Definitions) -> None:
    await stores.bare(store)
    for step in schema.steps()[:7]:
        await store.batch(step.name, **({"now": now()} if "now" in step.params else {}))
    assert await schema.apply(store) == [step.name for step in schema.steps()]
    assert await stores.definitions(store) == wanted


def test_files_are_numbered_without_gap_or_repeat() -> None:
    numbers = [int(step.name.partition(".")[2][:3]) for step in schema.steps()]
    assert numbers == list(range(1, len(numbers) + 1)), "two files of one number have no order"


def test_a_file_of_the_first_version_is_as_it_was() -> None:
    now_there = {step.name: step.text for step in schema.steps()}
    for path in stores.OLDER:
        text = path.read_text(encoding="utf-8")
        body = "\n".join(line for line in text.splitlines() if not line.startswith("//")).strip()
        assert now_there[f"schema.{path.stem}"] == body, (
            f"{path.stem}: add a file, never change an applied one"
        )
