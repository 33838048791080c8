"""Around every request: an id, the Host check, a size limit, Server-Timing, metrics, a last catch."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable

import structlog
from prometheus_client import Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from depgraph.api.problems import response
from depgraph.clock import new_id
from depgraph.errors import DepgraphError, HostNotAllowed, OriginNotAllowed, TooLarge
from depgraph.graph import timings

log = structlog.get_logger()
MAX_BODY = 16 * 2**20
"""Bytes of a body other than an upload; larger ones are 413 body-too-large."""
MAX_UPLOAD = 2**30
"""Bytes of an upload: it is kept in a temporary file while it is read."""
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names of this machine: always answered. Another port of it is another origin, with pages of its own."""
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
REQUESTS = Counter("depgraph_requests", "Requests by route and status", ["method", "route", "status"])
SECONDS = Histogram("depgraph_request_seconds", "How long requests take", ["method", "route"])
QUERY_SECONDS = Histogram("depgraph_query_seconds", "How long queries take", ["query"])


class Observe:
    """The one middleware. Hosts are compared without port; loopback names are always answered."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], uploads: Collection[str] = ()) -> None:
        self._app = app
        self._trusted = frozenset(_as_sent(host.lower()) for host in hosts)
        self._hosts = _LOOPBACK | self._trusted
        self._uploads = frozenset(uploads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = _Observed(scope, send)
        try:
            self._check_host(scope)
            self._check_origin(scope)
            await self._app(scope, self._limited(scope, receive), request.send)
        except DepgraphError as error:
            await request.fail(error, receive)
        except Exception:
            log.exception("unexpected error", request_id=request.id)
            await request.fail(DepgraphError("The request could not be finished."), receive)
        finally:
            request.finish()

    def _check_host(self, scope: Scope) -> None:
        host = Headers(scope=scope).get("host", "")
        if _name(host) not in self._hosts:
            raise HostNotAllowed(f"This service is not known as {host!r}.")

    def _check_origin(self, scope: Scope) -> None:
        """A browser says which page a write comes from; any page could send one that needs no permission."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or scope["method"] in _READS:
            return
        place = origin.partition("://")[2].lower()
        if place != headers.get("host", "").lower() and _name(place) not in self._trusted - _LOOPBACK:
            raise OriginNotAllowed(f"A page of {origin!r} sent this.")

    def _limited(self, scope: Scope, receive: Receive) -> Receive:
        limit = MAX_UPLOAD if scope["path"] in self._uploads else MAX_BODY
        if int(Headers(scope=scope).get("content-length") or 0) > limit:
            raise _too_large(limit)
        return _counting(receive, limit)


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"A body may have at most {limit} bytes here.")


def _counting(receive: Receive, limit: int) -> Receive:
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise _too_large(limit)
        return message

    return limited


def _as_sent(host: str) -> str:
    """A host of the settings as a Host header bears it: an IPv6 address stands in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _name(host: str) -> str:
    """A host in lower case without its port."""
    return (host.rpartition(":")[0] if _has_port(host) else host).lower()


def _has_port(host: str) -> bool:
    return host.rpartition(":")[2].isdigit() and not host.endswith("]")


class _Observed:
    """One request under way."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.id = new_id()
        self._scope = scope
        self._send = send
        self._started = time.perf_counter()
        self._status = 0
        self._queries: list[tuple[str, float]] = []
        self._token = timings.set(self._queries)
        scope.setdefault("state", {})["request_id"] = self.id

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self.id
            headers["X-Content-Type-Options"] = "nosniff"
            if self._queries:
                headers["Server-Timing"] = server_timing(self._queries)
        await self._send(message)

    async def fail(self, error: DepgraphError, receive: Receive) -> None:
        if self._status == 0:
            await response(error, self.id)(self._scope, receive, self.send)

    def finish(self) -> None:
        timings.reset(self._token)
        route = getattr(self._scope.get("route"), "path", "other")
        method = self._scope["method"] if route != "other" else "other"
        REQUESTS.labels(method, route, str(self._status)).inc()
        SECONDS.labels(method, route).observe(time.perf_counter() - self._started)
        for name, milliseconds in self._queries:
            QUERY_SECONDS.labels(name).observe(milliseconds / 1000)


def server_timing(queries: Iterable[tuple[str, float]]) -> str:
    """The header of the W3C's Server Timing: each query's name and milliseconds."""
    return ", ".join(f"{name};dur={milliseconds:.2f}" for name, milliseconds in queries)
