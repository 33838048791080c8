"""The directory of routes: what it hands on goes where the routes, asked one by one, would send it."""

from __future__ import annotations

import pytest
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from depgraph.api.directory import Directory
from depgraph.app import create_app
from depgraph.settings import Settings

APP = create_app(Settings())
ROUTES = [route for route in APP.router.routes if not isinstance(route, Directory)]


def asked(method: str, path: str) -> Scope:
    return {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(),
        "root_path": "", "headers": [], "query_string": b"",
    }  # fmt: skip


def chosen(routes: list[BaseRoute], scope: Scope) -> BaseRoute | None:
    for route in routes:
        match, child = route.matches(scope)
        if match is Match.FULL:
            return child.get("route", route)
    return None


def directory() -> Directory:
    found = APP.router.routes[0]
    assert isinstance(found, Directory)
    return found


@pytest.mark.parametrize(
    ("method", "path"),
    sorted(
        (method, route.path) for route in ROUTES if isinstance(route, Route) for method in route.methods or ()
    ),
)
@pytest.mark.parametrize("ident", ["a", "7", "check", "register"])
def test_every_route_is_found_where_a_walk_finds_it(method: str, path: str, ident: str) -> None:
    parts = [ident if part.startswith("{") else part for part in path.split("/")]
    scope = asked(method, "/".join(parts))
    expected = chosen(ROUTES, scope)
    assert expected is not None
    if path.startswith("/api/") and ":path" not in path:
        assert chosen([directory()], scope) is expected
    assert chosen(APP.router.routes, scope) is expected


@pytest.mark.parametrize(
    ("method", "path"), [("PATCH", "/api/assets"), ("GET", "/api"), ("GET", "/api/nothing/a")]
)
def test_what_no_route_takes_it_does_not_take(method: str, path: str) -> None:
    assert chosen([directory()], asked(method, path)) is None


def test_an_id_with_a_slash_is_left_to_the_walk() -> None:
    scope = asked("GET", "/api/projects/a/staleness-report") | {
        "raw_path": b"/api/projects/a%2Fstaleness-report"
    }
    assert chosen([directory()], scope) is None
    assert chosen(APP.router.routes, scope) is chosen(ROUTES, asked("GET", "/api/projects/a"))


def test_the_document_has_every_route_once() -> None:
    told = {route.path for route in ROUTES if isinstance(route, APIRoute) and route.include_in_schema}
    assert APP.openapi()["paths"].keys() == told
