"""What the Neo4j Browser fetches from the service: guide, style, favourites."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, Response

from depgraph import browser, catalog
from depgraph.api.deps import Config
from depgraph.api.strict import StrictRoute
from depgraph.errors import RouteNotFound

router = APIRouter(prefix="/browser", route_class=StrictRoute, include_in_schema=False)


@router.get("/{name}")
async def get_file(name: str, config: Config) -> Response:
    """One file of the pack, for any origin: it holds queries and colours, no data."""
    return _file(f"/browser/{name}", f"http://localhost:{config.port}")


@router.options("/{name}")
async def allow_fetching(name: str) -> Response:
    """The Browser's preflight."""
    del name
    return Response(status_code=204, headers=dict(browser.CORS))


def _file(path: str, base_url: str) -> Response:
    file = _files(base_url).get(path)
    if file is None:
        raise RouteNotFound(f"GET {path}: there is no such file.")
    return Response(file.content, media_type=file.media_type, headers=dict(browser.CORS))


@cache
def _files(base_url: str) -> dict[str, browser.File]:
    queries = catalog.load()
    return browser.files(lambda name: queries[name].text, base_url)
