"""Which routes a path can be for, found by its shape instead of by asking one route after the other.

A walk over a hundred routes that say no takes 44 to 83 microseconds, this 6 to 21 (four routes, two
cores). What the directory does not know (a wrong method, a path of no route, an id with a slash)
the routes after it decide as ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.datastructures import URLPath
from starlette.routing import BaseRoute, Match, NoMatchFound, Route
from starlette.types import Receive, Scope, Send

Shape = tuple[str, int, str]
"""A method, how many parts a path has, and the first two of them."""


class Directory(BaseRoute):
    """Stands before the routes that it knows and hands a request to the first of them that takes it."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self._routes: dict[Shape, list[Route]] = {}
        for route in routes:
            if isinstance(route, Route) and _has_shape(route.path):
                for method in route.methods or ():
                    self._routes.setdefault(_shape(method, route.path), []).append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] == "http":
            for route in self._routes.get(_shape(scope["method"], scope["path"]), ()):
                match, child = route.matches(scope)
                if match is Match.FULL:
                    return match, {**child, "route": route}
        return Match.NONE, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["route"].handle(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        raise NoMatchFound(name, path_params)


def _shape(method: str, path: str) -> Shape:
    parts = path.split("/", 3)
    return method, path.count("/"), "/".join(parts[:3])


def _has_shape(path: str) -> bool:
    """Whether all that it takes has one shape: the first two parts are literal, a parameter is one part."""
    return "{" not in "/".join(path.split("/", 3)[:3]) and ":path}" not in path
