"""A caller of the service's own routes, as a script of a studio would be."""

from __future__ import annotations

import json
import time
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import quote, urlsplit

from depgraph.clock import new_id
from depgraph.errors import AssetExists, DemoFailed

PATIENCE = 120.0
"""Seconds for which a request is repeated while the database is away, or still slow after its start."""


class Caller:
    """JSON over HTTP to a service on this machine. That an asset exists counts as done before."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        self._connection = HTTPConnection(place.hostname or "127.0.0.1", place.port, timeout=30)

    def close(self) -> None:
        self._connection.close()

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer's JSON. Raises DemoFailed with the problem's detail."""
        headers = {"Idempotency-Key": new_id()} if method == "POST" else {}
        until = time.monotonic() + PATIENCE
        while True:
            status, answer = self._once(method, path, body, headers)
            if status < HTTPStatus.BAD_REQUEST or answer["code"] == AssetExists.code:
                return answer
            if status != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > until:
                hint = None if status == HTTPStatus.CONFLICT else answer["hint"]
                raise DemoFailed(f"{method} {path}: {answer['detail']}", hint=hint)
            time.sleep(1)

    def _once(self, method: str, path: str, body: Any, headers: dict[str, str]) -> tuple[int, Any]:
        sent = headers | ({"Content-Type": "application/json"} if body is not None else {})
        text = json.dumps(body) if body is not None else None
        try:
            self._connection.request(method, quote(path, safe="/?=&%"), text, sent)
            response = self._connection.getresponse()
            return response.status, json.loads(response.read() or b"null")
        except (OSError, HTTPException) as error:
            raise DemoFailed(
                f"{method} {path}: the service gave no answer ({type(error).__name__}).",
                hint="Run it again: what is loaded stays, and a second time changes nothing.",
            ) from error
