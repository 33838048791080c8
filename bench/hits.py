"""Database hits: what each route sends, taken down at the gate and sent again under PROFILE."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, LiteralString, Protocol, cast

import httpx2
from neo4j import AsyncDriver

from depgraph import catalog
from depgraph.app import create_app
from depgraph.graph import Graph, Row
from depgraph.settings import Settings

Plan = Mapping[str, Any]
Found = dict[str, tuple[str, int, Plan]]
"""By question: its query, its database hits, its plan."""


class Asked(Protocol):
    """What of a question the service is sent."""

    @property
    def name(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def body(self) -> dict[str, Any] | None: ...


class Noted(Graph):
    """The gate, taking down what passes."""

    sent: list[tuple[catalog.Query, dict[str, Any]]]

    async def composed(self, query: catalog.Query, params: Mapping[str, Any]) -> list[Row]:
        self.sent.append((query, dict(params)))
        return await super().composed(query, params)


Sent = dict[str, tuple[catalog.Query, dict[str, Any]]]
"""By question: the query that its route sends, and the parameters."""


async def count(driver: AsyncDriver, questions: Iterable[Asked]) -> Found:
    """For each question its query, its database hits and its plan. One query each, or AssertionError."""
    return await profiled(driver, await sent(driver, questions))


async def sent(driver: AsyncDriver, questions: Iterable[Asked]) -> Sent:
    """For each question what its route sends. One query each, or AssertionError."""
    graph = Noted(driver, deadline=120)
    app = create_app(Settings(), graph)
    transport = httpx2.ASGITransport(app=app)
    found: Sent = {}
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        for question in questions:
            graph.sent = []
            answer = await client.request(question.method, question.path, json=question.body)
            assert answer.is_success, answer.text
            (found[question.name],) = graph.sent
    return found


async def profiled(driver: AsyncDriver, statements: Sent) -> Found:
    """What was sent, sent again under PROFILE."""
    found: Found = {}
    for name, (query, params) in statements.items():
        plan = await _profile(driver, query, params)
        found[name] = (query.name, total(plan), plan)
    return found


async def _profile(driver: AsyncDriver, query: catalog.Query, params: Mapping[str, Any]) -> Plan:
    async with driver.session(database="neo4j") as session:
        result = await session.run(cast("LiteralString", f"PROFILE {query.text}"), dict(params))
        summary = await result.consume()
    return cast("Plan", summary.profile)


def total(plan: Plan) -> int:
    """The hits of a plan and all below it."""
    return plan["dbHits"] + sum(total(child) for child in plan.get("children", ()))


def lines(plan: Plan, depth: int = 0) -> list[str]:
    """The plan for people: hits, rows, operator and its details."""
    details = str(plan["args"].get("Details", "")).replace("\n", " ")[:110]
    own = (
        f"{plan['dbHits']:>9} {plan['rows']:>8} {'  ' * depth}{plan['operatorType'].split('@')[0]} {details}"
    )
    return [own, *(line for child in plan.get("children", ()) for line in lines(child, depth + 1))]
