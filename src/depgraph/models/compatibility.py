"""Compatibility: what is known to go wrong within a set of assets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from depgraph.models.base import Answer, Body, Count, Identifier
from depgraph.models.notes import Note

Versions = Literal["exact", "line"]
Match = Literal["exact", "other_version"]

MAX_ASSETS = 500


class CompatibilityCheck(Body):
    """The set to look at; ``versions=line`` also finds notes on other versions of its lines."""

    asset_ids: Annotated[list[Identifier], Field(max_length=MAX_ASSETS)]
    include_info: bool = False
    versions: Versions = "exact"


class PairWarning(Note):
    """A note on two assets of the set; with ``match: other_version`` on other versions of their lines."""

    asset_name: str
    related_asset_name: str
    match: Match


class AssetNote(Note):
    """A warning or critical note on one asset of the set."""

    asset_name: str


class CompatibilityTotals(Answer):
    """How many there are, should a list hold only the first 500."""

    warnings: Count
    asset_notes: Count


class CompatibilityAnswer(Answer):
    """Both lists: critical first, then newest first; at most 500 of each."""

    warnings: list[PairWarning]
    asset_notes: list[AssetNote]
    totals: CompatibilityTotals
