"""Whether the edges that lead from a receipt are those of the inputs it recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from depgraph.models.receipts import Receipt
from depgraph.provenance.chain import Row
from depgraph.provenance.links import InputLink, is_edge, links, model_place, untracked_key
from depgraph.provenance.verifying import Finding

Edge = Mapping[str, Any]
"""An edge's properties and what is known of its end: ``edge``; ``asset_id`` of an asset, ``input_key`` of an
image or workflow; ``hashes``: of the content, or of all contents that an asset has or had."""

_OWN = frozenset({"place", "was_current", "input_key"})
"""What an edge bears beside what the receipt says of its input."""
_PICTURES = frozenset({"source_image", "variant_image", "workflow"})


def misled(row: Row, edges: Sequence[Edge]) -> Finding | None:
    """The first edge that is missing, too many or another than the inputs of a receipt ask for, or None.

    ``row`` has to be a receipt that was found to be as recorded. An input without id and hash has no edge.
    Whether it was what was current then (``was_current``) stands nowhere else, so it cannot be checked.
    """
    there = _by_place(edges)
    given = links(Receipt.model_validate(row))
    model = model_place(given)
    for place, link in enumerate(given):
        if not is_edge(link):
            continue
        found = there.pop(place, [])
        if not found:
            return _finding(row, link, "the edge to it is gone")
        if len(found) > 1:
            return _finding(row, link, "it has several edges")
        if not _bears(found[0]["edge"], link):
            return _finding(row, link, "its edge says something else")
        if not _leads(found[0], link):
            return _finding(row, link, "its edge leads to something else")
        if found[0]["edge"].get("input_key") != _input_key(found[0], link, is_model=place == model):
            return _finding(row, link, "its edge names another input")
    return _finding(row, None, "an edge leads to what is no input") if there else None


def _by_place(edges: Sequence[Edge]) -> dict[Any, list[Edge]]:
    found: dict[Any, list[Edge]] = {}
    for one in edges:
        place = one["edge"].get("place")
        found.setdefault(place if type(place) is int else None, []).append(one)
    return found


def _bears(edge: Mapping[str, Any], link: InputLink) -> bool:
    stored = {name: value for name, value in edge.items() if name not in _OWN}
    return stored == {name: value for name, value in link.items() if value is not None and name != "asset_id"}


def _input_key(end: Edge, link: InputLink, *, is_model: bool) -> str:
    """What the edge has to name, by what it leads to: bytes may have been registered since, or not."""
    asset_id = link["asset_id"] or end["asset_id"]
    if asset_id is not None:
        return f"asset:{asset_id}:{link['hash'] or ''}"
    return end["input_key"] or untracked_key(link, is_model=is_model)


def _leads(end: Edge, link: InputLink) -> bool:
    if link["asset_id"] is not None:
        return end["asset_id"] == link["asset_id"]
    if link["role"] in _PICTURES:
        return end["input_key"] == f"{link['role']}:{link['hash']}"
    return link["hash"] in end["hashes"]


def _finding(row: Row, link: InputLink | None, why: str) -> Finding:
    which = f", {link['role']} {link['position']}" if link else ""
    detail = f"segment {row['segment_id']!r}, receipt {row['number']} ({row['id']}){which}: {why}"
    return Finding("relinked", row["segment_id"], row["number"], row["id"], detail)
