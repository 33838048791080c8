"""Values as Cypher writes them. https://neo4j.com/docs/cypher-manual/current/syntax/"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_STRING = str.maketrans(_ESCAPES | {chr(c): f"\\u{c:04x}" for c in range(32) if chr(c) not in _ESCAPES})


def literal(value: object) -> str:
    """A string, number, boolean, list or map as a literal of one line; null for None."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case str():
            return f"'{value.translate(_STRING)}'"
        case Mapping():
            pairs = cast("Mapping[str, object]", value).items()
            return "{" + ", ".join(f"{name(key)}: {literal(part)}" for key, part in pairs) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(literal, cast("tuple[object, ...]", value))) + "]"
        case _:
            raise TypeError(f"Cypher has no literal for {type(value).__name__}.")


def name(text: str) -> str:
    """A label, type or property name in backticks; a backtick in it is doubled."""
    return f"`{text.replace('`', '``')}`"
