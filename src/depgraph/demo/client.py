"""A caller of the service's own routes, as a script of a studio would be."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlsplit

from depgraph.errors import DepgraphError


class Caller:
    """JSON over HTTP to a service on this machine. Answers with 409 count as done before."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        self._connection = HTTPConnection(place.hostname or "127.0.0.1", place.port, timeout=30)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer's JSON. Raises DepgraphError with the problem's detail."""
        headers = {"Content-Type": "application/json"} if body is not None else {}
        text = json.dumps(body) if body is not None else None
        self._connection.request(method, quote(path, safe="/?=&%"), text, headers)
        response = self._connection.getresponse()
        answer = json.loads(response.read() or b"null")
        if response.status >= 400 and response.status != 409:
            raise DepgraphError(f"{method} {path}: {answer.get('detail')}", hint=answer.get("hint"))
        return answer
