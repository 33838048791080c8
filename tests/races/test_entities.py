"""Entities that are made, moved and deleted at once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from depgraph.clock import now
from depgraph.graph import Graph, Transaction
from depgraph.models.entities import NewScene
from depgraph.queries import scenes
from tests.races.racing import CLIENTS, Studio, at_once, only, sound
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def test_one_new_entity_put_at_once_is_made_once(studio: Studio, graph: Graph, rounds: range) -> None:
    asset_id = await studio.asset("m")
    await studio.put("projects/p", {"name": "p"})
    await studio.put("scene-types/t", {"name": "t", "assets": []})
    await studio.put("scenes/s", {"name": "s", "scene_type_id": "t"})
    used = {"name": "n", "assets": [{"asset_id": asset_id, "role": "lora"}]}
    bodies: dict[str, dict[str, Any]] = {
        "projects": {"name": "n"},
        "characters": {"name": "n", "project_id": "p"},
        "scene-types": used,
        "scenes": {"name": "n", "scene_type_id": "t"},
        "segments": {"scene_id": "s", "sequence_index": 1},
        "templates": used,
        "jobs": used,
    }
    for number in rounds:
        for kind, body in bodies.items():
            answers = await at_once([studio.putting(f"{kind}/x{number}", body)] * CLIENTS)
            assert only(answers, 200, 201) == {201: 1, 200: CLIENTS - 1}, kind
        await sound(graph)


async def test_a_scene_is_put_into_a_scene_type_while_that_is_deleted(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for number in rounds:
        await studio.put(f"scene-types/t{number}", {"name": "t", "assets": []})
        answers = await at_once(
            studio.putting(f"scenes/s{number}-{client}", {"name": "s", "scene_type_id": f"t{number}"})
            if client % 2
            else studio.deleting(f"scene-types/t{number}")
            for client in range(CLIENTS)
        )
        deleted, put = only(answers[0::2], 204, 404, 409), only(answers[1::2], 201, 404)
        assert not (deleted[204] and put[201]), "a scene whose type is gone"
        assert deleted[204] or put[201]
        await sound(graph)


async def test_a_scene_changes_its_type_while_segments_come_into_it(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for type_id in ("a", "b"):
        await studio.put(f"scene-types/{type_id}", {"name": type_id, "assets": []})
    for number in rounds:
        for scene in ("here", "there"):
            await studio.put(f"scenes/{scene}{number}", {"name": "s", "scene_type_id": "a"})
        await studio.put(f"segments/m{number}", {"scene_id": f"there{number}", "sequence_index": 0})
        answers = await at_once(
            [
                studio.putting(f"scenes/here{number}", {"name": "s", "scene_type_id": "b"}),
                studio.putting(f"scenes/there{number}", {"name": "s", "scene_type_id": "b", "active": False}),
                studio.putting(f"segments/m{number}", {"scene_id": f"here{number}", "sequence_index": 1}),
                studio.putting(f"segments/m{number}", {"scene_id": f"there{number}", "sequence_index": 2}),
                *(
                    studio.putting(
                        f"segments/{number}-{place}", {"scene_id": f"here{number}", "sequence_index": place}
                    )
                    for place in range(4)
                ),
            ]
        )
        only(answers, 200, 201)
        await sound(graph)


async def test_a_character_moves_while_scenes_take_its_project(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    await studio.put("scene-types/t", {"name": "t", "assets": []})
    for project in ("p", "q"):
        await studio.put(f"projects/{project}", {"name": project})
    for number in rounds:
        await studio.put(f"characters/c{number}", {"name": "c", "project_id": "p"})
        scene = {"name": "s", "scene_type_id": "t", "character_id": f"c{number}"}
        answers = await at_once(
            studio.putting(f"scenes/s{number}-{client}", scene)
            if client % 4
            else studio.putting(f"characters/c{number}", {"name": "c", "project_id": "q"})
            for client in range(CLIENTS)
        )
        only(answers, 200, 201)
        await sound(graph)


async def test_a_character_moves_while_one_of_its_scenes_goes_to_another(
    studio: Studio, graph: Graph
) -> None:
    await studio.put("scene-types/t", {"name": "t", "assets": []})
    for project in ("old", "new", "others"):
        await studio.put(f"projects/{project}", {"name": project})
    await studio.put("characters/c", {"name": "c", "project_id": "old"})
    await studio.put("characters/other", {"name": "o", "project_id": "others"})
    for number in range(3):
        scene = {"name": "s", "scene_type_id": "t", "character_id": "c"}
        await studio.put(f"scenes/s{number}", scene)
    taken, told = asyncio.Event(), asyncio.Event()

    async def take(tx: Transaction) -> None:
        new = NewScene(name="s", scene_type_id="t", character_id="other")
        await scenes.save(tx, scene_id="s1", new=new)
        taken.set()
        await told.wait()

    async def move(tx: Transaction) -> list[str]:
        body = {"id": "c", "key": "character:c", "name": "c", "project_id": "new", "now": now()}
        row = await tx.row("character.save", **body)
        return row["moved_scene_ids"] if row else []

    taking = asyncio.create_task(graph.write(take, name="take"))
    await taken.wait()
    moving = asyncio.create_task(graph.write(move, name="move"))
    await asyncio.wait({moving}, timeout=0.5)
    assert not moving.done()
    told.set()
    await taking
    moved = await moving
    assert sorted(moved) == ["s0", "s2"]
    places = await run(
        graph, "MATCH (:Scene {id: 's1'})-[place:IN_PROJECT]->(p) RETURN p.id AS id, place.source AS source"
    )
    assert places == [{"id": "others", "source": "character"}]
    await sound(graph)


async def test_what_belongs_to_an_entity_comes_while_that_is_deleted(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    await studio.put("scene-types/t", {"name": "t", "assets": []})
    for number in rounds:
        await studio.put(f"projects/p{number}", {"name": "p"})
        await studio.put(f"scenes/s{number}", {"name": "s", "scene_type_id": "t"})
        parents = [f"projects/p{number}", f"scenes/s{number}"] * 2
        children = [
            send
            for client in range(2)
            for send in (
                studio.putting(f"characters/c{number}-{client}", {"name": "c", "project_id": f"p{number}"}),
                studio.putting(
                    f"segments/g{number}-{client}", {"scene_id": f"s{number}", "sequence_index": 0}
                ),
            )
        ]
        answers = await at_once([*(studio.deleting(parent) for parent in parents), *children])
        for place in range(2):
            deleted = only(answers[place:4:2], 204, 404, 409)
            put = only(answers[4 + place :: 2], 201, 404)
            assert bool(deleted[204]) != bool(put[201]), "either the parent went, or it has children"
        await sound(graph)


async def test_a_user_of_an_asset_is_deleted_while_it_comes_to_use_another(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    ids = [await studio.asset(f"m{number}") for number in range(4)]
    for number in rounds:
        await studio.put(f"jobs/j{number}", {"name": "j", "assets": [{"asset_id": ids[0], "role": "lora"}]})
        use = {"entity_type": "job", "entity_id": f"j{number}", "role": "lora"}
        answers = await at_once(
            studio.posting(f"assets/{ids[client // 2]}/dependencies", use)
            if client % 2
            else studio.deleting(f"jobs/j{number}")
            for client in range(CLIENTS)
        )
        assert only(answers[0::2], 204, 404)[204] == 1
        only(answers[1::2], 200, 201, 404)
        await sound(graph)


async def test_one_entity_is_put_and_deleted_at_once(studio: Studio, graph: Graph, rounds: range) -> None:
    asset_id = await studio.asset("m")
    used = {"name": "n", "assets": [{"asset_id": asset_id, "role": "lora"}]}
    for number in rounds:
        for kind in ("projects", "scene-types", "templates"):
            body = {"name": "n"} if kind == "projects" else used
            answers = await at_once(
                studio.putting(f"{kind}/x{number}", body)
                if client % 2
                else studio.deleting(f"{kind}/x{number}")
                for client in range(CLIENTS)
            )
            only(answers[0::2], 204, 404)
            only(answers[1::2], 200, 201)
        await sound(graph)
