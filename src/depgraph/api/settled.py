"""A read that met a deletion half-way is asked again.

Neo4j reads what is committed, property by property: a node that is deleted between two of
them shows the rest as null (measured: once in some hundred reads beside a client that does
nothing but register and erase). Such a row is no answer, and its model refuses it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from fastapi import Request, Response
from pydantic import ValidationError

H = TypeVar("H", bound=Callable[..., Any])
_PAUSES = (0.0, 0.02, 0.1)
_READS = frozenset({"GET", "HEAD"})
_asking: set[Callable[..., Any]] = set()


def only_asks(handler: H) -> H:
    """Say of the handler of a POST that it writes nothing, so it can be asked again like a GET."""
    _asking.add(handler)
    return handler


async def settled(answer: Callable[[Request], Awaitable[Response]], request: Request) -> Response:
    """The answer of a route; a read whose row is torn is asked up to three times more."""
    for pause in _PAUSES if _is_read(request) else ():
        try:
            return await answer(request)
        except ValidationError:
            await asyncio.sleep(pause)
    return await answer(request)


def _is_read(request: Request) -> bool:
    return request.method in _READS or request.scope.get("endpoint") in _asking
