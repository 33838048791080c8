"""Ratings, and what is used together. A rating holds its asset's lock, so sums are exact."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.errors import NotFound
from depgraph.graph import Graph, Transaction
from depgraph.models.ratings import STARS, NewRating, Rating, Ratings
from depgraph.models.recommendations import Recommendation
from depgraph.paging import Window
from depgraph.queries.outcome import Outcome

NAMELESS = ""
"""The reviewer of the ratings without a name; the database keeps one rating for each reviewer."""


async def put(tx: Transaction, *, asset_id: str, new: NewRating) -> Outcome[Rating]:
    """This reviewer's rating, in place of an earlier one. Raises NotFound."""
    row = await tx.row(
        "rating.put",
        asset_id=asset_id,
        reviewer_id=new.reviewer_id or NAMELESS,
        rating=new.rating,
        review_text=new.review_text,
        now=now(),
    )
    if row is None:
        raise NotFound("asset", asset_id)
    return Outcome(Rating.model_validate(row["rating"]), 201 if row["created"] else 200)


async def list_ratings(graph: Graph, *, asset_id: str, window: Window) -> Ratings:
    """An asset's ratings, newest first, with their average and histogram. Raises NotFound."""
    rows = await graph.rows("rating.list", asset_id=asset_id, **window.params)
    if not rows:
        raise NotFound("asset", asset_id)
    histogram = {str(star): 0 for star in STARS} | {str(star): count for star, count in rows[0]["stars"]}
    total = sum(histogram.values())
    points = sum(int(star) * count for star, count in histogram.items())
    items = [Rating.model_validate(item) for item in rows[0]["items"]]
    return Ratings(
        average=points / total if total else 0.0,
        count=total,
        histogram=histogram,
        items=items,
        total=total,
        limit=window.limit,
        next_cursor=window.next_cursor(len(items), total),
    )


async def recommendations(graph: Graph, *, asset_id: str, limit: int) -> list[Recommendation]:
    """What is used together with this asset, most often first. Raises NotFound."""
    rows = await graph.rows("rating.recommendations", asset_id=asset_id, limit=limit)
    if not rows:
        raise NotFound("asset", asset_id)
    return [Recommendation.model_validate(item) for item in rows[0]["items"]]
