"""What the driver raises, in one table, as what depgraph raises."""

from __future__ import annotations

import re

from neo4j import exceptions as driver

from depgraph.errors import (
    BadInput,
    DatabaseBusy,
    DatabaseUnavailable,
    DepgraphError,
    OutcomeUnknown,
    WriteConflict,
)

_TABLE: tuple[tuple[type[Exception], type[DepgraphError]], ...] = (
    (driver.IncompleteCommit, OutcomeUnknown),  # a ServiceUnavailable, so it has to be met first
    (driver.ServiceUnavailable, DatabaseUnavailable),
    (driver.SessionExpired, DatabaseUnavailable),
    (driver.ConnectionPoolError, DatabaseUnavailable),
    (driver.DatabaseUnavailable, DatabaseUnavailable),
    (driver.NotALeader, DatabaseUnavailable),
    (driver.ForbiddenOnReadOnlyDatabase, DatabaseUnavailable),
    (driver.TransientError, DatabaseBusy),
    (driver.AuthError, DatabaseUnavailable),
    (driver.ConstraintError, WriteConflict),
    (driver.CypherTypeError, BadInput),
    (driver.DatabaseError, DatabaseUnavailable),
    (driver.ConfigurationError, DatabaseUnavailable),
    (driver.Neo4jError, DepgraphError),
    (driver.DriverError, DepgraphError),
)

_COMMIT_FAILED = "Neo.DatabaseError.Transaction.TransactionCommitFailed"
_GONE = "Neo.ClientError.Statement.EntityNotFound"
_SCHEMA_THERE = re.compile(r"Neo\.ClientError\.Schema\.\w+AlreadyExists")
_TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"


def translate(error: Exception) -> DepgraphError:
    """The depgraph error for what the driver raised. The text keeps the database's own code."""
    code = str(getattr(error, "code", None) or type(error).__name__)
    if code == _COMMIT_FAILED:
        return OutcomeUnknown("The database failed while it was committing.")
    if code.startswith(_TIMED_OUT):
        return DatabaseBusy("The database did not finish in time.")
    for theirs, ours in _TABLE:
        if isinstance(error, theirs):
            return ours(f"The database answered {code}.")
    return DepgraphError(f"The database driver failed with {code}.")


def own_words(error: DepgraphError) -> str:
    """What the database itself said. It may quote the statement: only for the one who typed that."""
    cause = error.__cause__
    return str(cause.message) if isinstance(cause, driver.Neo4jError) else ""


def is_passing(error: Exception) -> bool:
    """Whether the same read may succeed in a moment."""
    return isinstance(
        error,
        driver.ServiceUnavailable
        | driver.SessionExpired
        | driver.TransientError
        | driver.ConnectionPoolError,
    )


def is_outdated_view(error: Exception) -> bool:
    """Whether a write lost against another one and would see the other's result on its next run.

    The loser of two equal MERGEs or CREATEs meets the constraint; the loser against a DELETE
    meets a node or edge that has gone; the loser of two equal schema changes meets the other's
    index or constraint, because IF NOT EXISTS looks before it locks.
    """
    code = str(getattr(error, "code", None))
    return (
        isinstance(error, driver.ConstraintError)
        or code == _GONE
        or _SCHEMA_THERE.fullmatch(code) is not None
    )
