"""Recommendations: what is used together."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from depgraph.models.assets import Asset
from depgraph.models.base import Answer


class Recommendation(Answer):
    """``together`` scene types and completed receipts use both: ``share`` of those that use the first."""

    asset: Asset
    together: Annotated[int, Field(ge=1)]
    share: Annotated[float, Field(gt=0, le=1)]
    avg_rating: float
