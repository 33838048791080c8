"""Notes and ratings."""

from __future__ import annotations

from bench.made.draw import Popular, Row, moment, rng
from bench.made.size import Size
from depgraph.models.notes import SEVERITY_RANK

_SEVERITIES = ("info",) * 6 + ("warning",) * 3 + ("critical",)
_REVIEWERS = 500


def notes(size: Size, assets: list[Row], noted: str) -> list[Row]:
    """Notes on pairs, then on single assets. ``noted`` (the base model) has a twentieth of the pairs."""
    chance = rng("notes")
    popular = Popular(chance, [str(asset["id"]) for asset in assets if asset["id"] != noted])
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < size.pair_notes:
        one, other = popular.some(2)
        pair = (noted, other) if len(pairs) % 20 == 0 else (one, other)
        if pair[::-1] not in pairs:
            pairs[pair] = None
    alone = chance.choices([str(asset["id"]) for asset in assets], k=size.single_notes)
    found: list[tuple[str, str | None]] = [*pairs, *((asset_id, None) for asset_id in alone)]
    return [
        _note(number, asset_id, related_id, chance.choice(_SEVERITIES))
        for number, (asset_id, related_id) in enumerate(found)
    ]


def _note(number: int, asset_id: str, related_id: str | None, severity: str) -> Row:
    return {
        "id": f"note-{number:06d}",
        "asset_id": asset_id,
        "related_asset_id": related_id,
        "note_text": f"Observation {number}: colours drift together"
        if related_id
        else f"Observation {number}",
        "severity": severity,
        "severity_rank": SEVERITY_RANK[severity],
        "author_id": f"artist-{number % 16}",
        "created_at": moment(number),
        "updated_at": moment(number),
    }


def ratings(size: Size, assets: list[Row]) -> list[Row]:
    """One of each reviewer for an asset; the popular have many."""
    chance = rng("ratings")
    popular = Popular(chance, [str(asset["id"]) for asset in assets])
    pairs: dict[tuple[str, str], int] = {}
    while len(pairs) < size.ratings:
        pair = (popular.some(1)[0], f"reviewer-{chance.randrange(_REVIEWERS):03d}")
        pairs.setdefault(pair, min(5, 1 + int(chance.triangular(0, 5, 4))))
    return [_rating(number, *pair, stars) for number, (pair, stars) in enumerate(pairs.items())]


def _rating(number: int, asset_id: str, reviewer_id: str, stars: int) -> Row:
    return {
        "asset_id": asset_id,
        "reviewer_id": reviewer_id,
        "rating": stars,
        "review_text": None,
        "created_at": moment(number),
        "updated_at": moment(number),
    }
