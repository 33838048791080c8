"""What somebody was told is used cannot be gone, and what somebody was told is gone has no user."""

from __future__ import annotations

import pytest

from depgraph.graph import Graph
from tests.races.racing import CLIENTS, Studio, at_once, only, sound

pytestmark = pytest.mark.anyio


async def test_delete_an_asset_against_add_a_dependency(studio: Studio, graph: Graph, rounds: range) -> None:
    for user in range(CLIENTS):
        await studio.put(f"templates/t{user}", {"name": "t"})
    for number in rounds:
        asset_id = await studio.asset(f"m{number}")
        adds = [
            studio.posting(
                f"assets/{asset_id}/dependencies",
                {"entity_type": "template", "entity_id": f"t{user}", "role": "lora"},
            )
            for user in range(CLIENTS // 2)
        ]
        deletes = [studio.deleting(f"assets/{asset_id}") for _ in range(CLIENTS // 2)]
        # by turns, so that neither always comes first
        answers = await at_once(send for pair in zip(deletes, adds, strict=True) for send in pair)
        deleted, added = only(answers[0::2], 200, 404, 409), only(answers[1::2], 201, 404)
        left = await studio.client.get(f"/api/assets/{asset_id}")
        if deleted[200]:
            assert (deleted[200], added[201], left.status_code) == (1, 0, 404)
        else:
            assert left.json()["dependencies"]["total"] == added[201] == CLIENTS // 2
        await sound(graph)


async def test_delete_an_asset_against_save_a_scene_type_that_names_it(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for number in rounds:
        asset_id = await studio.asset(f"m{number}")
        body = {"name": "s", "assets": [{"asset_id": asset_id, "role": "lora"}]}
        answers = await at_once(
            studio.putting(f"scene-types/s{number}-{client}", body)
            if client % 2
            else studio.deleting(f"assets/{asset_id}")
            for client in range(CLIENTS)
        )
        deleted, saved = only(answers[0::2], 200, 404, 409), only(answers[1::2], 201, 404)
        assert not (deleted[200] and saved[201])
        await sound(graph)


async def test_a_confirmed_delete_against_a_further_dependency(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for user in range(CLIENTS):
        await studio.put(f"templates/t{user}", {"name": "t"})
    for number in rounds:
        asset_id = await studio.asset(f"m{number}")
        use = {"entity_type": "template", "role": "lora"}
        await studio.posting(f"assets/{asset_id}/dependencies", {**use, "entity_id": "t0"})()
        token = (await studio.get(f"assets/{asset_id}/deletion-check"))["confirm"]
        answers = await at_once(
            studio.posting(f"assets/{asset_id}/dependencies", {**use, "entity_id": f"t{client}"})
            if client % 2
            else studio.deleting(f"assets/{asset_id}?confirm={token}")
            for client in range(CLIENTS)
        )
        deleted, added = only(answers[0::2], 200, 404, 409), only(answers[1::2], 201, 404)
        assert not (deleted[200] and added[201]), "the token is void after any change of the dependents"
        assert deleted[200] or added[201]
        await sound(graph)


async def test_delete_an_asset_against_notes_pairs_and_ratings_of_it(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    other = await studio.asset("other")
    for number in rounds:
        asset_id = await studio.asset(f"m{number}")
        notes = f"assets/{asset_id}/notes"
        answers = await at_once(
            [
                studio.posting(notes, {"note_text": "t"}),
                studio.posting(notes, {"note_text": "t", "related_asset_id": other}),
                studio.posting(f"assets/{other}/notes", {"note_text": "t", "related_asset_id": asset_id}),
                studio.putting(f"assets/{asset_id}/rating", {"rating": 4}),
                studio.deleting(f"assets/{asset_id}"),
                studio.posting(f"assets/{asset_id}/make-current"),
                studio.putting(f"assets/{asset_id}", {"description": "d"}),
                studio.posting(f"assets/{asset_id}/impact/dismiss", {"reason": "r"}),
            ]
        )
        only(answers, 200, 201, 404)
        assert answers[4].status_code == 200, "nothing uses it, so it goes"
        assert (await studio.client.get(f"/api/assets/{asset_id}")).status_code == 404
        await sound(graph)
