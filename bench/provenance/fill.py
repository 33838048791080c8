"""The made studio into PostgreSQL, from the same rows as the graph, in both designs at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, LiteralString, cast

import psycopg
from psycopg import sql

from bench.made.draw import Row
from bench.provenance.fill_built import Built
from bench.provenance.linked import Linked, histories
from bench.provenance.made import Studio
from bench.provenance.names import DESIGNS

SQL = Path(__file__).parent / "sql"
_STREAMED = (
    "plain.receipts", "plain.receipt_inputs", "built.receipts", "built.receipt_inputs", "built.usages",
    "built.newest_uses",
)  # fmt: skip
_PLACES = {
    "assets": "id name version asset_type checksum_sha256 is_current",
    "projects": "id name",
    "characters": "id name project_id",
    "scene_types": "id name",
    "scenes": "id name scene_type_id character_id project_id active",
    "segments": "id scene_id sequence_index",
    "templates": "id name",
    "jobs": "id name status",
}


def fill(dsn: str, studio: Studio) -> None:
    """Make all tables of both designs, fill them, and only then their indexes."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        for design in DESIGNS:
            connection.execute(_file(design, "schema"))
        for table, names in _PLACES.items():
            rows: Iterable[Row] = getattr(studio, table)()
            _copied(
                connection, f"plain.{table}", (tuple(row[name] for name in names.split()) for row in rows)
            )
        _copied(connection, "plain.asset_dependencies", _dependencies(studio))
        built = Built(studio)
        _stream(dsn, studio, built)
        for table, tuples in built.rest():
            _copied(connection, f"built.{table}", tuples)
        for design in DESIGNS:
            connection.execute(_file(design, "indexes"))
        connection.execute("VACUUM (ANALYZE)")


def _stream(dsn: str, studio: Studio, built: Built) -> None:
    """All that follows from receipts, in one pass; a connection takes one table at a time."""
    with ExitStack() as stack:
        tables: dict[str, psycopg.Copy] = {}
        for table in _STREAMED:
            cursor = stack.enter_context(psycopg.connect(dsn)).cursor()
            tables[table] = stack.enter_context(cursor.copy(_into(table)))
        for history in histories(studio):
            for one in history:
                tables["plain.receipts"].write_row(
                    (one.id, one.segment_id, one.number, True, one.at, one.body)
                )
                for row in _inputs(one):
                    tables["plain.receipt_inputs"].write_row(row)
            for table, row in built.of_segment(history):
                tables[f"built.{table}"].write_row(row)


def _inputs(one: Linked) -> Iterator[tuple[Any, ...]]:
    for link in one.links:
        asset_id = link.asset.id if link.asset else None
        yield (
            one.id, link.place, link.role, link.position, asset_id, link.name, link.version, link.hash,
            link.weight,
        )  # fmt: skip


def _dependencies(studio: Studio) -> Iterator[tuple[Any, ...]]:
    """Every dependency: asset, kind and id of what uses it, role."""
    for kind in ("scene_type", "template", "job"):
        for row in getattr(studio, f"{kind}s")():
            for use in cast("list[Row]", row["assets"]):
                yield use["asset_id"], kind, row["id"], use["role"]


def _copied(connection: psycopg.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor().copy(_into(table)) as copy:
        for row in rows:
            copy.write_row(row)


def _into(table: str) -> sql.Composed:
    return sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(*table.split(".")))


def _file(design: str, name: str) -> LiteralString:
    return cast("LiteralString", (SQL / design / f"{name}.sql").read_text("utf-8"))
