"""A caller of the service's own routes, as a script of a studio would be."""

from __future__ import annotations

import json
import time
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlsplit

from depgraph.clock import new_id
from depgraph.errors import DepgraphError

PATIENCE = 120.0
"""Seconds for which a request is repeated while the database is away, or still slow after its start."""


class Caller:
    """JSON over HTTP to a service on this machine. Answers with 409 count as done before."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        self._connection = HTTPConnection(place.hostname or "127.0.0.1", place.port, timeout=30)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer's JSON. Raises DepgraphError with the problem's detail."""
        headers = {"Idempotency-Key": new_id()} if method == "POST" else {}
        until = time.monotonic() + PATIENCE
        while True:
            status, answer = self._once(method, path, body, headers)
            if status < HTTPStatus.BAD_REQUEST or status == HTTPStatus.CONFLICT:
                return answer
            if status != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > until:
                raise DepgraphError(f"{method} {path}: {answer.get('detail')}", hint=answer.get("hint"))
            time.sleep(1)

    def _once(self, method: str, path: str, body: Any, headers: dict[str, str]) -> tuple[int, Any]:
        sent = headers | ({"Content-Type": "application/json"} if body is not None else {})
        text = json.dumps(body) if body is not None else None
        self._connection.request(method, quote(path, safe="/?=&%"), text, sent)
        response = self._connection.getresponse()
        return response.status, json.loads(response.read() or b"null")
