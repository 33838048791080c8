"""The attributes that formats with declared columns carry, and how free properties fit in them.

GraphML, GEXF, Cytoscape and CSV name every attribute with its type before the first node. A
streaming exporter cannot look ahead, so the list is fixed here. A property that is not listed,
or has another type than its column, is kept in one further column, ``properties``, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from depgraph.export.document import Properties, Scalar, Value

Declared = Mapping[str, type]

REST = "properties"
"""The column of all that has no column of its own: a JSON object as text."""

NODE_ATTRIBUTES: Declared = {
    "asset_type": str,
    "version": str,
    "version_number": int,
    "is_current": bool,
    "status": str,
    "placeholder": bool,
    "active": bool,
    "sequence_index": int,
    "file_path": str,
    "file_size_bytes": int,
    "checksum_sha256": str,
    "license": str,
    "avg_rating": float,
    "rating_count": int,
    "dependency_count": int,
    "created_at": str,
    REST: str,
}

EDGE_ATTRIBUTES: Declared = {
    "severity": str,
    "note_text": str,
    "created_at": str,
    REST: str,
}


def flatten(properties: Properties, declared: Declared) -> dict[str, Scalar]:
    """The declared attributes in the order of their declaration, and the rest as JSON text."""
    flat: dict[str, Scalar] = {}
    for name, kind in declared.items():
        value = properties.get(name)
        if name != REST and isinstance(value, str | int | float) and type(value) is kind:
            flat[name] = value
    rest = {name: value for name, value in properties.items() if name not in flat}
    return {**flat, REST: as_json(rest)} if rest else flat


def as_json(value: Mapping[str, Value]) -> str:
    """Canonical enough to compare: sorted keys, no spaces, no escapes but those JSON asks for."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
