"""The same service over a relational design: SQL instead of Cypher, everything around that as in depgraph.

Same paths and models; the same checks of host, id and parameters, request id, metrics and Server-Timing:
what a service owes its users is paid on both sides. Only a deadline it has not: some answers take longer.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Request
from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

from bench.provenance.designs import dsn_of, statement
from depgraph.api.deps import PageWindow
from depgraph.api.idents import IdentRoute
from depgraph.api.observe import Observe
from depgraph.graph import timings
from depgraph.models.base import Identifier, Page, PathId
from depgraph.models.impact import Impact
from depgraph.models.provenance import InputNow, Provenance, Staleness
from depgraph.models.staleness import MAX_GROUPS, StalenessReport, StaleSegment, UsedSegment
from depgraph.paging import Window
from depgraph.provenance import report as reports
from depgraph.provenance.staleness import split_reasons, staleness

router = APIRouter(route_class=IdentRoute)


class Tables:
    """The pool, asked by a statement's name."""

    def __init__(self, pool: AsyncConnectionPool[AsyncConnection[DictRow]], design: str) -> None:
        self._pool = pool
        self._design = design

    async def row(self, name: str, /, **params: Any) -> DictRow:
        text = statement(self._design, name) if name != "select_one" else "SELECT 1 AS one"
        started = time.perf_counter()
        async with self._pool.connection() as connection:
            found = (await (await connection.execute(text, params, prepare=True)).fetchall())[0]
        noted = timings.get()
        if noted is not None:
            noted.append((name, (time.perf_counter() - started) * 1000))
        return found


async def _tables(request: Request) -> Tables:
    return request.app.state.tables


Db = Annotated[Tables, Depends(_tables)]


def peer_app(dsn: str, design: str) -> FastAPI:
    """The service over one design in the database that ``dsn`` names."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        options = {"row_factory": dict_row, "autocommit": True}
        kind = AsyncConnection[DictRow]
        pool = AsyncConnectionPool(
            dsn_of(dsn, design), connection_class=kind, kwargs=options, min_size=2, max_size=8, open=False
        )
        async with pool:
            app.state.tables = Tables(pool, design)
            yield

    app = FastAPI(lifespan=lifespan)
    app.router.routes.extend(router.routes)
    app.add_middleware(Observe, hosts={"127.0.0.1"})
    return app


@router.get("/bench/empty")
async def _empty() -> dict[str, int]:
    return {"one": 1}


@router.get("/bench/return-one")
async def _select_one(db: Db) -> dict[str, int]:
    return await db.row("select_one")


@router.get("/api/segments/{segment_id}/provenance")
async def _provenance(segment_id: Identifier, db: Db) -> Provenance:
    row = await db.row("provenance", segment_id=segment_id)
    return Provenance.model_validate({**row["receipt"], "inputs": [_now(one) for one in row["inputs"]]})


def _now(one: dict[str, Any]) -> InputNow:
    named = {**one, "name": one["asset_name"] or one["name"], "confidence": None}
    return InputNow.model_validate({name: named[name] for name in InputNow.model_fields})


@router.get("/api/segments/{segment_id}/staleness")
async def _staleness(segment_id: Identifier, db: Db) -> Staleness:
    row = await db.row("staleness", segment_id=segment_id)
    return staleness(segment_id, row["receipt_id"], row["inputs"], ())


@router.get("/api/staleness-report")
async def _report(db: Db) -> StalenessReport:
    return reports.report(await db.row("report", limit=MAX_GROUPS))


@router.get("/api/projects/{project_id}/staleness-report")
async def _report_of_project(project_id: Identifier, db: Db) -> StalenessReport:
    return reports.report(await db.row("report_of_project", project_id=project_id, limit=MAX_GROUPS))


@router.get("/api/projects/{project_id}/stale-segments")
async def _stale_of_project(project_id: Identifier, db: Db, window: PageWindow) -> Page[StaleSegment]:
    row = await db.row("stale_of_project", project_id=project_id, **window.params)
    return _page([_stale(item) for item in row["items"]], row, window)


@router.get("/api/assets/{asset_id}/stale-segments")
async def _stale_of_asset(asset_id: PathId, db: Db, window: PageWindow) -> Page[StaleSegment]:
    row = await db.row("stale_of_asset", asset_id=asset_id, **window.params)
    return _page([_stale(item) for item in row["items"]], row, window)


@router.get("/api/assets/{asset_id}/usage")
async def _usage(asset_id: PathId, db: Db, window: PageWindow) -> Page[UsedSegment]:
    row = await db.row("usage", asset_id=asset_id, **window.params)
    return _page([UsedSegment.model_validate(item) for item in row["items"]], row, window)


@router.get("/api/assets/{asset_id}/impact")
async def _impact(asset_id: PathId, db: Db) -> Impact:
    row = await db.row("impact", asset_id=asset_id)
    return Impact.model_validate({**row, "actions": [], "dismissed": None})


def _stale(item: dict[str, Any]) -> StaleSegment:
    reasons, _ = split_reasons(item.pop("inputs"), ())
    return StaleSegment(**item, stale_reason=reasons)


def _page(items: list[Any], row: DictRow, window: Window) -> Page[Any]:
    return window.page(items, row["total"])
