"""Ratings: one to five stars, one of each reviewer."""

from __future__ import annotations

from depgraph.models.base import Answer, Timestamp


class Rating(Answer):
    asset_id: str
    rating: int
    review_text: str | None
    reviewer_id: str | None
    created_at: Timestamp
    updated_at: Timestamp
