"""Every route of the application, as (method, path); a new one cannot be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi.routing import APIRoute
from pydantic import SecretStr

from depgraph.app import create_app
from depgraph.settings import Settings


@dataclass(frozen=True, slots=True)
class Endpoint:
    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def endpoints() -> list[Endpoint]:
    """What the service answers, without the pages that describe it."""
    found = {Endpoint(method, route.path) for route in routes() for method in route.methods}
    return sorted(found - {Endpoint("HEAD", e.path) for e in found}, key=str)


def routes() -> list[APIRoute]:
    """The routes as FastAPI has them."""
    app = create_app(Settings(neo4j_uri="bolt://127.0.0.1:1", neo4j_password=SecretStr("")))
    return list(_flat(app.routes))


def _flat(routes: list[object]) -> Iterator[APIRoute]:
    """Routes, also those of included routers, which FastAPI keeps as a tree."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif inner := getattr(route, "original_router", None):
            yield from _flat(inner.routes)
