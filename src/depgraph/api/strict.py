"""What every route asks of a request, before its handler is called.

JSON is read strictly (no NaN or infinity, no lone surrogate, no key twice in an object),
and a query parameter that the route does not know is refused, naming the nearest known one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Iterable
from functools import cached_property
from typing import Any

import anyio.to_thread
from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.params import Form
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from depgraph.api.settled import settled
from depgraph.errors import BadInput
from depgraph.models.base import is_nested_deeper, is_text, nearest_known

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
MAX_DEPTH = 100
_LARGE = 2**18
"""Bytes of a body that is read in a thread of its own."""


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
        takes_form = self.body_field is not None and isinstance(self.body_field.field_info, Form)

        async def handler(request: Request) -> Response:
            refuse_unknown(request.query_params.keys(), known)
            refuse_unstorable(request)
            if takes_form:
                refuse_other_forms(request)
            elif self.body_field is not None and is_json(request):
                request._json = await _loaded(await request.body())  # pyright: ignore[reportPrivateUsage]
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
            hint = nearest_known(name, known)
            raise BadInput(f"Unknown query parameter {name!r}. {hint}", pointer=name, hint=hint)


def refuse_unstorable(request: Request) -> None:
    """Raise BadInput for a parameter with a character that no name or id can have."""
    for name, value in (*request.query_params.items(), *request.path_params.items()):
        if not is_text(str(value)):
            raise BadInput(f"{name!r} holds a character that is not text.", pointer=name)


def is_json(request: Request) -> bool:
    """Whether the body says that it is JSON (RFC 6839 for the suffix)."""
    kind = _media_type(request)
    return kind == "application/json" or kind.endswith("+json")


def refuse_other_forms(request: Request) -> None:
    """Raise BadInput for a form that is read into memory as a whole: an upload may be large."""
    if _media_type(request) != "multipart/form-data":
        raise BadInput("The file has to be sent as multipart/form-data.", pointer="")


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _loaded(body: bytes) -> Any:
    # a large one takes seconds, and others are waiting
    return loads(body) if len(body) < _LARGE else await anyio.to_thread.run_sync(loads, body)


def loads(body: bytes) -> Any:
    """A body as JSON. Raises BadInput for what JSON (RFC 8259, I-JSON RFC 7493) does not allow."""
    if not body:
        raise BadInput("The body is empty.", pointer="")
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_object)
        if b"\\u" in body:  # only an escape can bring half a character
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeError:
        raise BadInput("The body is not UTF-8, or holds a lone surrogate.", pointer="") from None
    except json.JSONDecodeError as error:
        raise BadInput(f"not JSON: {error.msg} at position {error.pos}", pointer="") from None
    except (RecursionError, ValueError) as error:
        raise BadInput(f"not JSON that can be kept: {error}", pointer="") from None
    if is_nested_deeper(value, MAX_DEPTH):
        raise BadInput(f"The body is nested deeper than {MAX_DEPTH} levels.", pointer="")
    return value


def _refuse_constant(name: str) -> Any:
    raise BadInput(f"{name} is not a JSON number.", pointer="")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise BadInput(f"The key {_twice(pairs)!r} comes twice in one object.", pointer="")
    return result


def _twice(pairs: list[tuple[str, Any]]) -> str:
    """The first key that came before; in one pass, for an object may have millions."""
    seen: set[str] = set()
    return next(key for key, _ in pairs if key in seen or seen.add(key))
