"""The documentation page, made from the OpenAPI document; it loads nothing from elsewhere."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from depgraph.api import docs_html
from depgraph.api.strict import StrictRoute

router = APIRouter(route_class=StrictRoute, include_in_schema=False)
NOTHING_ELSE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}


async def _page(request: Request) -> str:
    return docs_html.page(request.app.openapi())


@router.get("/docs")
async def documentation(page: Annotated[str, Depends(_page)]) -> HTMLResponse:
    """Every route, its parameters, its bodies and its answers."""
    return HTMLResponse(page, headers=NOTHING_ELSE)


@router.get("/")
async def front_door() -> RedirectResponse:
    """Whoever opens the bare address is shown what there is."""
    return RedirectResponse("/docs")
