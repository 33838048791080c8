"""Routes whose path holds a caller's own id, which may hold a slash (sent as %2F, RFC 3986 section 2.2)."""

from __future__ import annotations

from urllib.parse import unquote

from starlette.routing import Match
from starlette.types import Scope

from depgraph.api.strict import StrictRoute

_SLASH = "\x00"
"""Stands for a slash within an id while the path is taken apart; no id can hold it (models/base.py)."""


class IdentRoute(StrictRoute):
    """A route that reads %2F as a part of an id, though servers hand paths on decoded."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if self.head not in scope["path"]:
            return Match.NONE, {}
        path = _path(scope)
        if _SLASH not in path or _SLASH in scope["path"]:  # the second was sent so, and is no id
            return super().matches(scope)
        match, child = super().matches({**scope, "path": path})
        if match is not Match.NONE:
            child["path_params"] = {name: _whole(value) for name, value in child["path_params"].items()}
        return match, child


def _path(scope: Scope) -> str:
    raw = bytes(scope.get("raw_path") or b"").partition(b"?")[0]
    if b"%2f" not in raw.lower() or b"%00" in raw:
        return str(scope["path"])
    marked = raw.decode("ascii", "replace").replace("%2F", "%00").replace("%2f", "%00")
    return unquote(marked, errors="replace")


def _whole(value: object) -> object:
    return value.replace(_SLASH, "/") if isinstance(value, str) else value
