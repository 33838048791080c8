"""The made studio into PostgreSQL, by COPY; then ANALYZE."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import psycopg
from psycopg import sql

from bench.made import Studio
from bench.made.draw import Row

_SCHEMA = Path(__file__).parent / "sql" / "schema.sql"
_ASSET = (
    "id name version version_number is_current previous_id asset_type status placeholder file_path "
    "file_size_bytes checksum_sha256 description metadata tags license origin registered_by "
    "created_at updated_at"
)
_TABLES = {
    # table, and its columns as the rows of the studio name them
    "assets": _ASSET,
    "scene_types": "id name",
    "scenes": "id name scene_type_id project_id character_id active",
    "segments": "id scene_id sequence_index",
    "templates": "id name",
    "jobs": "id name status",
    "asset_dependencies": "id asset_id entity_type entity_id role weight created_at",
    "asset_notes": "id asset_id related_asset_id note_text severity severity_rank author_id "
    "created_at updated_at",
    "asset_ratings": "asset_id reviewer_id rating review_text created_at updated_at",
}
_SOURCES = {"asset_dependencies": "uses", "asset_notes": "notes", "asset_ratings": "ratings"}


def load(connection: psycopg.Connection, studio: Studio) -> float:
    """Make the tables and fill them. Answers seconds."""
    started = time.perf_counter()
    with connection.transaction():
        connection.execute(_SCHEMA.read_bytes())
        for table, columns in _TABLES.items():
            rows: Iterable[Row] = getattr(studio, _SOURCES.get(table, table))
            _copy(connection, table, columns.split(), rows)
    connection.execute("VACUUM (ANALYZE)")
    return time.perf_counter() - started


def _copy(connection: psycopg.Connection, table: str, columns: list[str], rows: Iterable[Row]) -> None:
    statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
    with connection.cursor().copy(statement) as copy:
        for row in rows:
            copy.write_row([row[column] for column in columns])
