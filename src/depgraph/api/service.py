"""Routes of contract section 2: what the service says about itself."""

from __future__ import annotations

import prometheus_client
from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from depgraph.api.deps import Db
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.models.service import Health, Version
from depgraph.queries import service

router = APIRouter(tags=["service"], route_class=StrictRoute, responses=RESPONSES)


@router.get("/healthz")
async def health() -> Health:
    """The process answers; nothing else is looked at."""
    return Health()


@router.get("/readyz")
async def ready(db: Db) -> Health:
    """The database answers and its schema is up to date; 503 otherwise."""
    return await service.ready(db)


@router.get("/api/version")
async def get_version(db: Db) -> Version:
    """The versions of the service, of its schema and of its database (null while it is away)."""
    return await service.versions(db)


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics() -> Response:
    """Requests and queries in Prometheus' text format: how many, and how long they took."""
    return Response(prometheus_client.generate_latest(), media_type=prometheus_client.CONTENT_TYPE_LATEST)
