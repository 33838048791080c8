"""Many register at once: one line, one current version, each version once."""

from __future__ import annotations

import pytest

from depgraph.graph import Graph
from tests.races.racing import CLIENTS, Studio, at_once, only, sound

pytestmark = pytest.mark.anyio


async def test_the_same_name_and_version_at_once_is_registered_once(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for number in rounds:
        answers = await at_once(
            studio.registration(f"m{number}", "1", content=f"{number} {client}".encode())
            for client in range(CLIENTS)
        )
        assert only(answers, 201, 409) == {201: 1, 409: CLIENTS - 1}
        made = next(answer for answer in answers if answer.status_code == 201).json()
        refused = [answer.json() for answer in answers if answer.status_code == 409]
        assert {(body["code"], body["asset_id"]) for body in refused} == {("asset-exists", made["id"])}
        assert (await studio.get(f"assets/{made['id']}/versions"))["total"] == 1
        await sound(graph)


async def test_the_same_bytes_under_many_names_at_once_are_one_content(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for number in rounds:
        content = f"bytes {number}".encode()
        answers = await at_once(
            studio.registration(f"m{number}-{client}", "1", content=content) for client in range(CLIENTS)
        )
        only(answers, 201)
        ids = [answer.json()["id"] for answer in answers]
        assert len(set(ids)) == CLIENTS
        short = answers[0].json()["checksum_sha256"][:16]
        assert ids.count(short) == 1, "the asset that brought the bytes bears their short digest"
        await sound(graph)


async def test_three_new_versions_of_one_line_at_once(studio: Studio, graph: Graph, rounds: range) -> None:
    for number in rounds:
        first = await studio.asset(f"m{number}", "1")
        answers = await at_once(
            studio.registration(f"m{number}", f"{client + 2}")
            if client < 3
            else studio.posting(f"assets/{first}/make-current")
            for client in range(CLIENTS)
        )
        only(answers[:3], 201)
        only(answers[3:], 200)
        versions = (await studio.get(f"assets/{first}/versions"))["items"]
        assert [item["version_number"] for item in versions] == [4, 3, 2, 1]
        assert [item["is_current"] for item in versions].count(True) == 1
        await sound(graph)


async def test_a_line_of_two_types_at_once_has_one(studio: Studio, graph: Graph, rounds: range) -> None:
    for number in rounds:
        bodies = [
            {
                "name": f"m{number}",
                "version": str(client),
                "asset_type": "model" if client % 2 else "lora",
                "file_path": studio.file(f"{number} {client}".encode()),
            }
            for client in range(CLIENTS)
        ]
        answers = await at_once(studio.posting("assets", body) for body in bodies)
        assert only(answers, 201, 409) == {201: CLIENTS // 2, 409: CLIENTS // 2}
        types = {answer.json()["asset_type"] for answer in answers if answer.status_code == 201}
        assert len(types) == 1
        await sound(graph)


async def test_the_current_version_goes_while_others_become_current(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for number in rounds:
        ids = [await studio.asset(f"m{number}", str(version)) for version in range(4)]
        answers = await at_once(
            studio.deleting(f"assets/{ids[client // 2]}")
            if client % 2
            else studio.posting(f"assets/{ids[(client // 2 + 1) % 4]}/make-current")
            for client in range(4)
        )
        only(answers, 200, 404)
        versions = (await studio.get(f"assets/{ids[3]}/versions"))["items"]
        assert [item["is_current"] for item in versions].count(True) == 1
        await sound(graph)
