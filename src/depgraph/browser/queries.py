"""Which queries the Neo4j Browser's guide and favourites offer, and why.

The texts are the files in ``cypher/``; here are only their names and the words around them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from depgraph import catalog

QueryText = Callable[[str], str]
"""Gives a query's statement by its name; raises KeyError for one that is not there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One query as a person meets it: what it answers, and when that is worth asking."""

    query: str
    title: str
    why: str


ENTRIES = (
    Entry(
        "browser.most_used",
        "Find an asset",
        "The most used assets. Copy an asset_id from here: the other slides ask for one.",
    ),
    Entry(
        "browser.drawn_asset",
        "Draw an asset",
        "The asset in the middle, with what uses it, its former versions and what it is known to clash with.",
    ),
    Entry(
        "dependency.where_used",
        "Where is this used?",
        "Every scene type, scene, template and job that names the asset, with the role it plays there.",
    ),
    Entry(
        "impact.get",
        "What would an update touch?",
        "Look here before a new version comes: scene types, active scenes, segments made from this one.",
    ),
    Entry(
        "asset.deletion_check",
        "May it go?",
        "What still depends on the asset. Nothing listed: it can be deleted without asking again.",
    ),
    Entry(
        "asset.versions",
        "Its versions",
        "The whole line, newest first, with how many segments each version made.",
    ),
    Entry(
        "compatibility.check",
        "Do these go together?",
        "Notes on each pair of a set, and on its single assets, critical ones first.",
    ),
    Entry(
        "entity.assets",
        "What does a scene type use?",
        "The assets of one entity. The key is its kind and id, such as scene_type:42.",
    ),
    Entry(
        "graph.of_asset",
        "What is around it?",
        "Nodes and edges within a few hops: the graph that the web page draws, as a table.",
    ),
)

EXAMPLES: Mapping[str, object] = {
    "asset_id": "0123456789abcdef",
    "asset_ids": ["0123456789abcdef", "fedcba9876543210"],
    "key": "scene_type:42",
    "entity_type": "any",
    "activity": "any",
    "include_info": False,
    "versions": "this",
    "up": 1,
    "down": 1,
    "limit": 50,
    "offset": 0,
}
"""A value for each parameter of these queries, to be written over."""

_OWN_EXAMPLES: Mapping[str, Mapping[str, object]] = {"compatibility.check": {"versions": "exact"}}


def examples(entry: Entry, text: str) -> dict[str, object]:
    """The example of each parameter that the text names, in alphabetical order."""
    own = {**EXAMPLES, **_OWN_EXAMPLES.get(entry.query, {})}
    return {name: own[name] for name in sorted(catalog.parameters(text))}


def param_line(name: str, value: object) -> str:
    """The Browser's command that sets one parameter; the semicolon lets several be run at once.

    Not ``:params {…}``: the Browser makes 50.0 of 50 there, which LIMIT refuses.
    """
    return f":param {name} => {json.dumps(value, ensure_ascii=False)};"
