"""Many register versions at once: one current version, no number twice, and `Changed` is true."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import pytest

from depgraph.graph import Graph, Transaction
from depgraph.models.works import NewVersion, VersionChoice, WorkKind
from depgraph.queries import work_registration, works
from depgraph.queries.work_registration import Content
from tests.races.racing import CLIENTS, Studio, at_once, only, sound
from tests.support.wipe import wipe

pytestmark = pytest.mark.anyio


def version(ident: str, content: int, **more: object) -> dict[str, object]:
    return {"id": ident, "name": "n", "content_hash": f"{content:064x}", **more}


async def test_eight_next_versions_of_one_work_at_once(studio: Studio, graph: Graph, rounds: range) -> None:
    for number in rounds:
        answers = await at_once(
            studio.posting("workflows", version(f"w{number}", client)) for client in range(CLIENTS)
        )
        only(answers, 201)
        versions = (await studio.get(f"workflows/w{number}/versions"))["items"]
        assert [item["version_number"] for item in versions] == list(range(CLIENTS, 0, -1))
        assert [item["is_current"] for item in versions] == [True] + [False] * (CLIENTS - 1)
        assert [item["previous_version_id"] for item in versions[:-1]] == [
            item["version_id"] for item in versions[1:]
        ]
        await sound(graph)


async def test_the_same_content_at_once_is_one_version(studio: Studio, graph: Graph, rounds: range) -> None:
    for number in rounds:
        answers = await at_once(
            studio.posting("source-images", version(f"s{number}", number)) for _ in range(CLIENTS)
        )
        assert only(answers, 200, 201) == {201: 1, 200: CLIENTS - 1}
        assert len({answer.json()["version_id"] for answer in answers}) == 1
        await sound(graph)


async def test_an_image_is_derived_while_what_it_comes_from_moves(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    """source <- variant <- crop: each gets versions and is rolled back, all at the same moment."""
    for number in rounds:
        source, variant, crop = f"s{number}", f"v{number}", f"c{number}"
        bodies = [
            ("source-images", version(source, number * 10)),
            ("derived-images", version(variant, number * 10 + 1, derived_from=source)),
            ("derived-images", version(crop, number * 10 + 2, derived_from=variant)),
        ]
        for path, body in bodies:
            only([await studio.posting(path, body)()], 201)
        answers = await at_once(
            [
                studio.posting("source-images", version(source, number * 10 + 3)),
                studio.posting("derived-images", version(variant, number * 10 + 4, derived_from=source)),
                studio.posting("derived-images", version(crop, number * 10 + 5, derived_from=variant)),
                studio.posting("derived-images", version(f"x{number}", number * 10 + 6, derived_from=crop)),
                studio.posting(f"source-images/{source}/make-current", {"version_number": 1}),
                studio.posting(f"derived-images/{variant}/make-current", {"version_number": 1}),
                studio.posting("source-images", version(f"twin{number}", number * 10)),
                studio.posting("source-images", version(f"twin{number}", number * 10 + 7)),
            ]
        )
        only(answers, 200, 201)
        await sound(graph)


async def test_a_project_goes_while_images_come_into_it(studio: Studio, graph: Graph, rounds: range) -> None:
    for number in rounds:
        await studio.put(f"projects/p{number}", {"name": "p"})
        answers = await at_once(
            studio.deleting(f"projects/p{number}")
            if client == 0
            else studio.posting(
                "source-images", version(f"{number}-{client}", client, project_id=f"p{number}")
            )
            for client in range(CLIENTS)
        )
        only(answers[:1], 204)
        only(answers[1:], 201, 404)
        await sound(graph)


Write = Callable[[Transaction], Awaitable[Any]]


async def overlapping(graph: Graph, first: Write, second: Write) -> None:
    """The second begins when the first has done all but its commit, and goes as far as it can."""
    done, commit = anyio.Event(), anyio.Event()

    async def held(tx: Transaction) -> None:
        await first(tx)
        done.set()
        await commit.wait()

    async with anyio.create_task_group() as group:
        group.start_soon(lambda: graph.write(held, name="first"))
        await done.wait()
        group.start_soon(lambda: graph.write(second, name="second"))
        await anyio.sleep(0.5)
        commit.set()


def registering(kind: WorkKind, ident: str, content: int, *origins: str) -> Write:
    sha = f"{content:064x}"
    new = NewVersion(id=ident, name="n", content_hash=sha, derived_from=list(origins))
    return lambda tx: work_registration.register(tx, kind=kind, new=new, content=Content(sha))


def rolling_back(ident: str) -> Write:
    choice = VersionChoice(version_number=1)
    return lambda tx: works.make_current(tx, kind="source_image", work_id=ident, choice=choice)


async def planted(graph: Graph, *writes: Write) -> None:
    for number, write in enumerate(writes):
        await graph.write(write, name=f"planted {number}")


async def test_an_image_that_is_not_yet_committed_is_seen_by_a_move_two_steps_below(graph: Graph) -> None:
    """source <- variant <- crop, which comes while the source gets its second version; both orders."""
    new_source = registering("source_image", "s", 2)
    new_crop = registering("derived_image", "c", 4, "v")
    for first, second in ((new_crop, new_source), (new_source, new_crop)):
        await wipe(graph)
        await planted(graph, registering("source_image", "s", 1), registering("derived_image", "v", 3, "s"))
        await overlapping(graph, first, second)
        await sound(graph)


async def test_two_sources_of_one_image_are_rolled_back_at_once(graph: Graph) -> None:
    """Each alone leaves the image outdated by the other; both together make it right again."""
    await planted(
        graph,
        registering("source_image", "s", 1),
        registering("source_image", "t", 2),
        registering("derived_image", "v", 3, "s", "t"),
        registering("source_image", "s", 4),
        registering("source_image", "t", 5),
    )
    await overlapping(graph, rolling_back("s"), rolling_back("t"))
    await sound(graph)


async def test_two_works_leave_the_content_that_they_share_at_once(graph: Graph) -> None:
    await planted(graph, registering("workflow", "w", 1), registering("workflow", "x", 1))
    await overlapping(graph, registering("workflow", "w", 2), registering("workflow", "x", 3))
    await sound(graph)
