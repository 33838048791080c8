"""What every route asks of a request, before its handler is called.

JSON is read strictly (no NaN or infinity, no lone surrogate, no key twice in an object),
and a query parameter that the route does not know is refused, naming the nearest known one.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Coroutine, Iterable
from functools import cached_property
from typing import Any, cast

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from depgraph.api.settled import settled
from depgraph.errors import BadInput

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
MAX_DEPTH = 100


class StrictRoute(APIRoute):
    """A route that refuses what it would otherwise have to ignore or guess."""

    @cached_property
    def head(self) -> str:
        """The path up to its first parameter: a request without it is for another route."""
        return self.path.partition("{")[0]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if self.head not in scope["path"]:
            return Match.NONE, {}
        return super().matches(scope)

    def get_route_handler(self) -> Handler:
        inner = super().get_route_handler()
        known = sorted(query_names(self.dependant))

        async def handler(request: Request) -> Response:
            refuse_unknown(request.query_params.keys(), known)
            refuse_unstorable(request)
            if self.body_field is not None and "json" in request.headers.get("content-type", ""):
                request._json = loads(await request.body())  # pyright: ignore[reportPrivateUsage]
            return await settled(inner, request)

        return handler


def query_names(dependant: Dependant) -> set[str]:
    """The query parameters of a route and of all that it depends on."""
    below = (query_names(dependency) for dependency in dependant.dependencies)
    return {field.alias for field in dependant.query_params}.union(*below)


def refuse_unknown(sent: Iterable[str], known: list[str]) -> None:
    """Raise BadInput for the first query parameter that the route does not know."""
    for name in sent:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known) or 'none'}."
            raise BadInput(f"Unknown query parameter {name!r}. {hint}", pointer=name, hint=hint)


def refuse_unstorable(request: Request) -> None:
    """Raise BadInput for a parameter with a character that no name or id can have."""
    for name, value in (*request.query_params.items(), *request.path_params.items()):
        if "\x00" in str(value) or "�" in str(value):
            raise BadInput(f"{name!r} holds a character that is not text.", pointer=name)


def loads(body: bytes) -> Any:
    """A body as JSON. Raises BadInput for what JSON (RFC 8259, I-JSON RFC 7493) does not allow."""
    if not body:
        raise BadInput("The body is empty.", pointer="")
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_object)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeError:
        raise BadInput("The body is not UTF-8, or holds a lone surrogate.", pointer="") from None
    except json.JSONDecodeError as error:
        raise BadInput(f"not JSON: {error.msg} at position {error.pos}", pointer="") from None
    except (RecursionError, ValueError) as error:
        raise BadInput(f"not JSON that can be kept: {error}", pointer="") from None
    if _depth_exceeds(value, MAX_DEPTH):
        raise BadInput(f"The body is nested deeper than {MAX_DEPTH} levels.", pointer="")
    return value


def _refuse_constant(name: str) -> Any:
    raise BadInput(f"{name} is not a JSON number.", pointer="")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        raise BadInput(f"The key {twice!r} comes twice in one object.", pointer="")
    return result


def _depth_exceeds(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    if levels == 0:
        return True
    children = cast("Iterable[Any]", value.values() if isinstance(value, dict) else value)
    return any(_depth_exceeds(child, levels - 1) for child in children)
