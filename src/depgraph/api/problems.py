"""Every error as an RFC 9457 problem: what, which, and what to do next."""

from __future__ import annotations

import json
import re
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from depgraph.api.strict import is_json
from depgraph.errors import (
    BadInput,
    DatabaseUnavailable,
    DepgraphError,
    MethodNotAllowed,
    RouteNotFound,
    TooLarge,
)

log = structlog.get_logger()
MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = "2"
"""Seconds after which a client may try again while the database is away."""
_MAX_ERRORS = 100
"""Errors that one answer lists."""


class FieldError(BaseModel):
    pointer: str
    message: str


class Problem(BaseModel):
    """RFC 9457, with what a client needs to go on; some problems carry further members."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    hint: str
    request_id: str
    errors: list[FieldError] | None = None


_DOCUMENTED = {
    "model": Problem,
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "A problem with the request", **_DOCUMENTED},
    422: {"description": "The request is not valid; errors names the fields", **_DOCUMENTED},
    "5XX": {"description": "A problem of the service or its database", **_DOCUMENTED},
}


def install(app: FastAPI) -> None:
    """Answer every error of this application as a problem."""
    app.add_exception_handler(DepgraphError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)


def response(error: DepgraphError, request_id: str) -> Response:
    """The problem for an error."""
    body = {
        "type": f"urn:depgraph:problem:{error.code}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
        "hint": error.hint,
        "request_id": request_id,
        **error.members,
    }
    headers = {"Retry-After": RETRY_AFTER} if isinstance(error, DatabaseUnavailable) else {}
    return Response(
        json.dumps(body, ensure_ascii=True).encode(),
        status_code=error.status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def request_id_of(request: Request) -> str:
    return str(request.scope.get("state", {}).get("request_id", ""))


async def _on_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DepgraphError)  # noqa: S101 -- the handler is registered for this class
    if error.status >= 500:
        log.warning("request failed", code=error.code, detail=error.detail, request_id=request_id_of(request))
    return response(error, request_id_of(request))


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 -- the handler is registered for this class
    errors = [_field_error(item, error.body) for item in error.errors()[:_MAX_ERRORS]]
    if not is_json(request) and any(item["loc"] == ("body",) for item in error.errors()):
        errors = [{"pointer": "", "message": "send it with the header Content-Type: application/json"}]
    detail = "; ".join(f"{item['pointer'] or 'body'}: {item['message']}" for item in errors[:3])
    return response(BadInput(detail, errors=errors), request_id_of(request))


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 -- the handler is registered for this class
    if isinstance(error.__cause__, DepgraphError):  # met while a form was read
        return response(error.__cause__, request_id_of(request))
    where = f"{request.method} {request.url.path}"
    if error.status_code == MethodNotAllowed.status:
        answer = response(MethodNotAllowed(f"{where}: this path has other methods."), request_id_of(request))
        answer.headers.update(error.headers or {})
        return answer
    if error.status_code == RouteNotFound.status:
        return response(RouteNotFound(f"{where}: there is no such route."), request_id_of(request))
    if error.status_code == TooLarge.status:
        return response(TooLarge(str(error.detail)), request_id_of(request))
    return response(BadInput(str(error.detail)), request_id_of(request))


def _field_error(item: dict[str, Any], body: Any) -> dict[str, str]:
    """Where (RFC 6901 pointer for a body, the bare name for a parameter) and what."""
    place, *path = item["loc"]
    message = re.sub(r"^Value error, ", "", str(item["msg"]))
    if place != "body":
        return {"pointer": str(path[0]) if path else str(place), "message": message}
    if item["type"] == "json_invalid":
        return {"pointer": "", "message": f"not JSON: {item['ctx']['error']} at position {path[0]}"}
    found = _in_body(path, body, names_what_lacks=item["type"] == "missing")
    return {"pointer": "".join(f"/{_escaped(part)}" for part in found), "message": message}


def _in_body(path: list[Any], body: Any, *, names_what_lacks: bool) -> list[Any]:
    """The parts of a path that lead through what was sent: others name the alternatives of a type."""
    found: list[Any] = []
    for number, part in enumerate(path, 1):
        try:
            body = body[part]
        except (LookupError, TypeError):
            if not (names_what_lacks and number == len(path)):
                continue
        found.append(part)
    return found


def _escaped(part: Any) -> str:
    return str(part).replace("~", "~0").replace("/", "~1").encode("utf-8", "replace").decode()
