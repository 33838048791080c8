"""Receipts while versions come, go and move: usages are what receipts say, labels what is current."""

from __future__ import annotations

from typing import Any

import pytest

from depgraph.graph import Graph
from tests.races.racing import CLIENTS, Send, Studio, at_once, only, sound
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


@pytest.fixture
def rounds(prove: bool) -> range:
    """Each round has a studio's worth of writes; the invariants are asked after each."""
    return range(100 if prove else 3)


def receipt(model: str | None = None, content: str | None = None) -> dict[str, Any]:
    return {
        "model_asset_id": model, "model_hash": content, "lora_configs": [], "prompt_text": "fox",
        "generation_started_at": "2026-11-20T09:00:00Z",
    }  # fmt: skip


async def place(studio: Studio, scene: str, *segments: str) -> None:
    """Two projects, a scene in the first, and segments in it."""
    await studio.put("projects/p", {"name": "p"})
    await studio.put("projects/q", {"name": "q"})
    await studio.put("scene-types/t", {"name": "t", "assets": []})
    await studio.put(f"scenes/{scene}", {"name": "s", "scene_type_id": "t", "project_id": "p"})
    for segment in segments:
        await studio.put(f"segments/{segment}", {"scene_id": scene, "sequence_index": 0})


async def test_the_first_receipts_of_a_version_come_while_its_line_moves(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    """Four receipts, by id and by hash; two registrations, a roll-back and a removal."""
    for number in rounds:
        segments = [f"g{number}-{client}" for client in range(4)]
        await place(studio, f"s{number}", *segments)
        first = await studio.asset(f"flux{number}", "1")
        sha = (await studio.get(f"assets/{first}"))["checksum_sha256"]
        bodies = [receipt(first), receipt(first, sha), receipt(None, sha), receipt(first, sha)]
        sends: list[Send] = [
            studio.posting(f"segments/{segment}/receipts", body)
            for segment, body in zip(segments, bodies, strict=True)
        ]
        sends += [studio.registration(f"flux{number}", version) for version in ("2", "3")]
        sends += [studio.posting(f"assets/{first}/make-current")]
        sends += [studio.registration(f"other{number}", "1", content=f"flux{number} 1".encode())]
        answers = await at_once(sends)
        only(answers[:4], 201)
        only(answers[4:], 200, 201)
        await sound(graph)


async def test_an_asset_that_receipts_name_is_deleted_at_that_moment(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    """Erased before the first, or kept as a tombstone: no receipt is without the asset that it names."""
    for number in rounds:
        segments = [f"g{number}-{client}" for client in range(CLIENTS - 1)]
        await place(studio, f"s{number}", *segments)
        model = await studio.asset(f"flux{number}")
        sends = [studio.posting(f"segments/{one}/receipts", receipt(model)) for one in segments]
        answers = await at_once([*sends, studio.deleting(f"assets/{model}")])
        only(answers[:-1], 201, 404)
        only(answers[-1:], 200, 204)
        lost = "MATCH (r:Receipt) WHERE NOT EXISTS { (r)-[:GENERATED_FROM]->() } RETURN r.id AS id"
        assert await run(graph, lost) == []
        await sound(graph)


async def test_bytes_are_recorded_while_they_are_registered_and_removed(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for number in rounds:
        segments = [f"g{number}-{client}" for client in range(4)]
        await place(studio, f"s{number}", *segments)
        content = f"bytes {number}".encode()
        known = await studio.asset(f"known{number}")
        made = await studio.registration(f"flux{number}", "1", content=content)()
        sha = made.json()["checksum_sha256"]
        sends = [studio.posting(f"segments/{one}/receipts", receipt(None, sha)) for one in segments]
        sends += [
            studio.deleting(f"assets/{made.json()['id']}"),
            studio.registration(f"twin{number}", "1", content=content),
            studio.registration(f"known{number}", "2", content=content),
            studio.posting(f"assets/{known}/make-current"),
        ]
        answers = await at_once(sends)
        only(answers[:4], 201)
        only(answers[4:], 200, 201)
        await sound(graph)


async def test_a_scene_moves_while_its_segments_get_receipts(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for number in rounds:
        segments = [f"g{number}-{client}" for client in range(CLIENTS - 2)]
        await place(studio, f"s{number}", *segments)
        model = await studio.asset(f"flux{number}")
        sends = [studio.posting(f"segments/{one}/receipts", receipt(model)) for one in segments]
        moved = {"name": "s", "scene_type_id": "t", "project_id": "q"}
        sends += [studio.putting(f"scenes/s{number}", moved), studio.deleting(f"segments/{segments[0]}")]
        answers = await at_once(sends)
        only(answers[:-2], 201, 404)
        only(answers[-2:], 200, 204)
        await sound(graph)


async def test_a_receipt_fails_while_the_next_is_recorded(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    end = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 1, "succeeded": False}
    for number in rounds:
        await place(studio, f"s{number}", f"g{number}")
        model = await studio.asset(f"flux{number}")
        made = [
            (await studio.posting(f"segments/g{number}/receipts", receipt(model))()).json() for _ in range(3)
        ]
        sends = [studio.posting(f"receipts/{one['id']}/complete", end) for one in made]
        sends += [studio.posting(f"segments/g{number}/receipts", receipt(model)) for _ in range(3)]
        only(await at_once(sends), 200, 201)
        found = (await studio.get(f"segments/g{number}/receipts"))["items"]
        assert [one["number"] for one in found] == [6, 5, 4, 3, 2, 1]
        assert [one["previous_hash"] for one in found[:-1]] == [one["hash"] for one in found[1:]]
        await sound(graph)
