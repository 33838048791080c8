"""The bench's own Bolt client: every kind of value, and errors after which it goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bench import bolt
from tests.support.server import Server

VALUES = [
    None, True, False, 0, -1, -16, -17, 127, 128, -128, -129, 32_767, -32_769, 2_147_483_648, -(2**63),
    2**63 - 1, 0.5, 1.0, "", "fox", "é" * 20, "text " * 200, "long " * 20_000, [], [1, "two", [3]],
    list(range(300)), list(range(70_000)), {}, {"a": {"b": [None]}}, {str(part): part for part in range(20)},
    {str(part): part for part in range(300)}, {str(part): part for part in range(70_000)},
]  # fmt: skip


def statement(text: str, params: dict[str, Any]) -> bytes:
    return bolt.opening(text) + bolt.rest(params)


@pytest.fixture
def connection(server: Server) -> Iterator[bolt.Connection]:
    with bolt.Connection(server.bolt_uri, server.user, server.password.get_secret_value()) as connected:
        yield connected


def test_every_kind_of_value_comes_back_as_it_was_sent(connection: bolt.Connection) -> None:
    rows = connection.ask(statement("UNWIND $values AS value RETURN value", {"values": VALUES}))
    # as text, since True is 1 and 1 is 1.0
    assert json.dumps([row[0] for row in rows], sort_keys=True) == json.dumps(VALUES, sort_keys=True)


def test_a_statement_without_rows_has_none(connection: bolt.Connection) -> None:
    assert connection.ask(statement("UNWIND [] AS none RETURN none", {})) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RETURN", "Neo.ClientError.Statement.SyntaxError"),
        ("UNWIND [1, 0] AS part RETURN 1 / part", "Neo.ClientError.Statement.ArithmeticError"),
        ("UNWIND range(5000, 0, -1) AS part RETURN 1 / part", "Neo.ClientError.Statement.ArithmeticError"),
    ],
    ids=["before it runs", "at once", "after rows"],
)
def test_a_refused_statement_is_an_error_after_which_the_next_is_answered(
    connection: bolt.Connection, text: str, code: str
) -> None:
    with pytest.raises(bolt.Failed) as refused:
        connection.ask(statement(text, {}))
    assert refused.value.code == code
    assert not refused.value.is_transient
    assert connection.ask(statement("RETURN 1", {})) == [[1]]


def test_what_a_deadlock_ended_may_be_sent_again() -> None:
    assert bolt.Failed("Neo.TransientError.Transaction.DeadlockDetected", "").is_transient


def test_a_row_that_holds_a_structure_is_an_error(connection: bolt.Connection) -> None:
    with pytest.raises(ValueError, match="only plain values"):
        connection.ask(statement("RETURN date('2026-11-30')", {}))


def test_a_wrong_password_is_an_error(server: Server) -> None:
    with pytest.raises(bolt.Failed, match="Unauthorized"):
        bolt.Connection(server.bolt_uri, server.user, "another")
