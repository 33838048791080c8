"""The same service over the relational design: same paths, same models, SQL instead of Cypher."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Annotated, Any, LiteralString, cast

from fastapi import Depends, FastAPI, Query, Request
from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

from depgraph.models.assets import Asset, AssetDetail, AssetVersion
from depgraph.models.base import Page
from depgraph.models.compatibility import CompatibilityAnswer, CompatibilityCheck
from depgraph.models.dependencies import WhereUsed
from depgraph.models.impact import Impact

_FOLDER = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> LiteralString:
    """The SQL of a question."""
    return cast("LiteralString", (_FOLDER / f"{name}.sql").read_text("utf-8"))


class Tables:
    """The pool, asked by a statement's name."""

    def __init__(self, pool: AsyncConnectionPool[AsyncConnection[DictRow]]) -> None:
        self._pool = pool

    async def rows(self, name: str, /, **params: Any) -> list[DictRow]:
        async with self._pool.connection() as connection:
            return await (await connection.execute(statement(name), params, prepare=True)).fetchall()

    async def row(self, name: str, /, **params: Any) -> DictRow:
        return (await self.rows(name, **params))[0]


async def _tables(request: Request) -> Tables:
    return request.app.state.tables


Db = Annotated[Tables, Depends(_tables)]


def peer_app(dsn: str) -> FastAPI:
    """The service over the database that ``dsn`` names."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        options = {"row_factory": dict_row, "autocommit": True}
        kind = AsyncConnection[DictRow]
        pool = AsyncConnectionPool(
            dsn, connection_class=kind, kwargs=options, min_size=2, max_size=8, open=False
        )
        async with pool:
            app.state.tables = Tables(pool)
            yield

    app = FastAPI(lifespan=lifespan)
    app.get("/bench/empty")(_empty)
    app.get("/bench/return-one")(_select_one)
    app.get("/api/assets/{asset_id}/versions")(_versions)
    app.get("/api/assets/{asset_id}")(_asset)
    app.get("/api/assets/{asset_id}/dependencies")(_where_used)
    app.get("/api/assets/{asset_id}/impact")(_impact)
    app.get("/api/assets")(_search)
    app.post("/api/compatibility/check")(_check)
    return app


async def _empty() -> dict[str, int]:
    return {"one": 1}


async def _select_one(db: Db) -> dict[str, int]:
    return await db.row("select_one")


async def _versions(asset_id: str, db: Db, limit: int = 50, offset: int = 0) -> Page[AssetVersion]:
    rows = await db.rows("versions", asset_id=asset_id, limit=limit, offset=offset)
    total = rows[0]["total"]
    for row in rows:
        del row["total"]
    return Page(items=[AssetVersion.model_validate(row) for row in rows], total=total, limit=limit)


async def _asset(asset_id: str, db: Db) -> AssetDetail:
    row = await db.row("asset", asset_id=asset_id)
    ratings = {"average": row["avg_rating"], "count": row["rating_count"], "items": row.pop("latest_ratings")}
    used = {"total": row["dependency_count"], "by_type": row.pop("by_type"), "items": row.pop("dependents")}
    return AssetDetail.model_validate({**row, "ratings": ratings, "dependencies": used})


async def _where_used(
    asset_id: str, db: Db, depth: str = "direct", limit: int = 50, offset: int = 0
) -> WhereUsed:
    name = "where_used" if depth == "direct" else "where_used_transitive"
    row = await db.row(name, asset_id=asset_id, limit=limit, offset=offset)
    return WhereUsed.model_validate({**row, "limit": limit})


async def _impact(asset_id: str, db: Db) -> Impact:
    return Impact.model_validate(
        {**await db.row("impact", asset_id=asset_id), "actions": [], "dismissed": None}
    )


async def _search(
    *,
    db: Db,
    type: str | None = None,  # noqa: A002 - the contract's name
    tag: Annotated[list[str] | None, Query()] = None,
    name: str | None = None,
    sort: str = "name",
    limit: int = 50,
    offset: int = 0,
) -> Page[Asset]:
    """As many of the searches as the bench asks."""
    if name:
        row = await db.row("search_by_name", name=name, limit=limit, offset=offset)
    elif type:
        row = await db.row("search_by_type_and_tag", asset_type=type, tags=tag, limit=limit, offset=offset)
    else:
        assert sort == "-avg_rating"
        row = await db.row("search_by_rating", limit=limit, offset=offset)
    return Page(items=[Asset.model_validate(item) for item in row["items"]], total=row["total"], limit=limit)


async def _check(body: CompatibilityCheck, db: Db) -> CompatibilityAnswer:
    row = await db.row("check", asset_ids=body.asset_ids)
    return CompatibilityAnswer.model_validate(
        {
            "warnings": _ranked(row["warnings"]),
            "asset_notes": _ranked(row["asset_notes"]),
            "totals": {"warnings": row["warning_count"], "asset_notes": row["asset_note_count"]},
        }
    )


def _ranked(notes: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    for note in notes or ():
        del note["severity_rank"]
    return notes or []
