"""What Neo4j itself says of a statement, without running it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, LiteralString, cast

from neo4j import AsyncDriver
from neo4j.exceptions import ClientError

from depgraph.catalog import Query

_EXPECTED = re.compile(r"Type mismatch for parameter '(\w+)': expected (\w+)")
_OF_TYPE: dict[str, Any] = {"Boolean": True, "Integer": 1, "Float": 1.0, "Number": 1, "Map": {}, "List": []}
_NUMBERS = {"limit", "offset", "rating", "weight", "sequence_index", "severity_rank", "file_size_bytes"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where a plan begins to read: the operator, and what it reads."""

    operator: str
    details: str


@dataclass(frozen=True, slots=True)
class Explained:
    """The facts of one statement: columns, r/rw/w/s, GQL status codes with texts, leaves of the plan."""

    columns: tuple[str, ...]
    query_type: str
    notices: tuple[str, ...]
    leaves: tuple[Leaf, ...]


def value_for(name: str, text: str = "") -> Any:
    """A value of the type that a parameter of this name has; the planner looks at types."""
    if re.search(rf"\bUNWIND\s+\${name}\b|\bIN\s+\${name}\b", text):
        return []
    if name in _NUMBERS or name.endswith(("_count", "_limit", "_offset", "_number")):
        return 1
    return {} if name in {"values", "properties", "lists"} else "x"


async def explain(driver: AsyncDriver, database: str, query: Query) -> Explained:
    """Ask with exactly the parameters that the header names, and with every notice turned on."""
    values = {name: value_for(name, query.text) for name in query.params}
    while True:
        try:
            return await _ask(driver, database, query, values)
        except ClientError as error:
            wrong = _EXPECTED.search(str(error))
            if wrong is None or values[wrong[1]] == _OF_TYPE.get(wrong[2]):
                raise
            values[wrong[1]] = _OF_TYPE[wrong[2]]  # Neo4j told the type that it wants


async def _ask(driver: AsyncDriver, database: str, query: Query, values: dict[str, Any]) -> Explained:
    text = cast("LiteralString", f"EXPLAIN {query.text}")
    async with driver.session(
        database=database, notifications_min_severity="INFORMATION", notifications_disabled_classifications=[]
    ) as session:
        result = await session.run(text, values)
        columns = tuple(result.keys())
        summary = await result.consume()
    return Explained(
        columns=columns,
        query_type=str(summary.query_type),
        notices=tuple(
            f"{status.gql_status} {status.status_description}"
            for status in summary.gql_status_objects
            if status.gql_status not in {"00000", "00001", "00N00"}
        ),
        leaves=tuple(_leaves(dict(summary.plan or {}))),
    )


def _leaves(plan: dict[str, Any]) -> Iterator[Leaf]:
    children = plan.get("children") or []
    if not children:
        details = str(plan.get("args", {}).get("Details", ""))
        yield Leaf(str(plan.get("operatorType", "")).partition("@")[0], details)
    for child in children:
        yield from _leaves(child)
