"""What the tests of both benches need."""

from __future__ import annotations

import pytest

from bench import postgres


@pytest.fixture
def relational_peer() -> None:
    pytest.importorskip("psycopg", reason="POSTGRESQL WAS NOT COMPARED: psycopg is not installed")
    try:
        postgres.installed()
    except postgres.NoPostgres as error:
        pytest.skip(f"POSTGRESQL WAS NOT COMPARED: {error}")
