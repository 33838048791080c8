"""Ratings that come at once: one of each reviewer, and kept numbers that are right."""

from __future__ import annotations

import pytest

from depgraph.graph import Graph
from tests.races.racing import CLIENTS, Studio, at_once, only, sound

pytestmark = pytest.mark.anyio


async def test_the_same_reviewer_rating_at_once_has_one_rating(
    studio: Studio, graph: Graph, rounds: range
) -> None:
    for number in rounds:
        asset_id = await studio.asset(f"m{number}")
        body = {"reviewer_id": "ann"}
        answers = await at_once(
            studio.putting(f"assets/{asset_id}/rating", {**body, "rating": client % 5 + 1})
            for client in range(CLIENTS)
        )
        assert only(answers, 200, 201)[201] == 1
        kept = await studio.get(f"assets/{asset_id}/ratings")
        assert (kept["count"], kept["average"]) == (1, kept["items"][0]["rating"])
        await sound(graph)


async def test_eight_reviewers_rating_at_once_all_count(studio: Studio, graph: Graph, rounds: range) -> None:
    for number in rounds:
        asset_id = await studio.asset(f"m{number}")
        answers = await at_once(
            studio.putting(
                f"assets/{asset_id}/rating", {"rating": client % 5 + 1, "reviewer_id": f"r{client}"}
            )
            for client in range(CLIENTS)
        )
        assert only(answers, 201) == {201: CLIENTS}
        kept = await studio.get(f"assets/{asset_id}/ratings")
        assert kept["count"] == CLIENTS
        assert kept["average"] == pytest.approx(sum(n % 5 + 1 for n in range(CLIENTS)) / CLIENTS)
        await sound(graph)
