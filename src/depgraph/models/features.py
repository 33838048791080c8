"""Features: switches that act without a restart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from depgraph.models.base import Answer, Body, Timestamp


@dataclass(frozen=True, slots=True)
class Known:
    """A switch that the service knows: how it stands until someone sets it, and what it does."""

    default: bool
    description: str


KNOWN: Mapping[str, Known] = {
    "enable_asset_gallery": Known(False, "Shows the gallery panel on the web page; the API is the same."),
}


class Feature(Answer):
    """A switch; ``updated_at`` is null until someone sets it."""

    name: str
    enabled: bool
    default: bool
    description: str
    updated_at: Timestamp | None


class FeatureChange(Body):
    enabled: bool
