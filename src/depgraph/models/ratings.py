"""Ratings: one to five stars, one of each reviewer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from depgraph.models.base import Answer, Body, Count, Identifier, LongText, Page, Timestamp

STARS = (1, 2, 3, 4, 5)


class Rating(Answer):
    asset_id: str
    rating: int
    review_text: str | None
    reviewer_id: str | None
    created_at: Timestamp
    updated_at: Timestamp


class NewRating(Body):
    """PUT /api/assets/{id}/rating; it takes the place of this reviewer's earlier one."""

    rating: Annotated[int, Field(ge=STARS[0], le=STARS[-1])]
    review_text: LongText | None = None
    reviewer_id: Identifier | None = None


class Ratings(Page[Rating]):
    """A page of ratings, newest first; average (0 when there are none) and histogram are of all."""

    average: float
    count: Count
    histogram: dict[str, Count]
