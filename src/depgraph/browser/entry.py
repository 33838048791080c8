"""The one page that hands a connection to the Neo4j Browser, and who may see it."""

from __future__ import annotations

import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

LIFETIME = 60.0
"""Seconds in which the page may be asked for."""

_ID = "$$discovery"
"""The Browser's own id for the connection that it tries at its start."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A server and who logs in. The password is never shown by ``repr``."""

    bolt_uri: str
    user: str
    password: str = field(repr=False)


class Ticket:
    """A secret word that opens once, and only soon."""

    def __init__(self, lifetime: float = LIFETIME) -> None:
        self.word = secrets.token_urlsafe(32)
        self._end = time.monotonic() + lifetime
        self._lock = threading.Lock()
        self._used = False

    def taken(self, word: str) -> bool:
        """Whether this word opens now; the right one never does again."""
        with self._lock:
            fits = secrets.compare_digest(word.encode(), self.word.encode())
            opens = fits and not self._used and time.monotonic() < self._end
            self._used = self._used or fits
            return opens


def entry_page(connection: Connection, guide_url: str) -> tuple[bytes, str]:
    """The page, and the content security policy that lets its own script run and no other."""
    nonce = secrets.token_urlsafe(16)
    play = f"?{urlencode({'cmd': 'play', 'arg': guide_url})}" if guide_url else ""
    script = (
        f'sessionStorage.setItem("neo4j.connections", {_literal(json.dumps(_stored(connection)))});'
        f"location.replace({_literal(f'/browser/{play}')});"
    )
    head = '<!DOCTYPE html><meta charset="utf-8"><title>depgraph</title>'
    page = f'{head}<script nonce="{nonce}">{script}</script>'
    return page.encode(), f"default-src 'none'; script-src 'nonce-{nonce}'; frame-ancestors 'none'"


def policy(bolt_uri: str, guide_url: str) -> str:
    """What the Browser's page may load and reach: itself, the database, the guide."""
    bolt = urlsplit(bolt_uri).netloc
    guide = urlsplit(guide_url)
    reached = [f"{scheme}://{bolt}" for scheme in ("ws", "wss", "http", "https")]
    if guide_url:
        reached.append(f"{guide.scheme}://{guide.netloc}")
    return (
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none';"
        f" base-uri 'none'; frame-ancestors 'none'; connect-src 'self' {' '.join(reached)}"
    )


def _stored(connection: Connection) -> dict[str, object]:
    """What the Browser 5 itself keeps under ``neo4j.connections`` after a login."""
    saved = {
        "id": _ID,
        "name": _ID,
        "type": "bolt",
        "host": connection.bolt_uri,
        "username": connection.user,
        "password": connection.password,
        "authenticationMethod": "NATIVE",
        "authEnabled": True,
    }
    return {"allConnectionIds": [_ID], "connectionsById": {_ID: saved}, "activeConnection": None}


def _literal(text: str) -> str:
    """A text as JavaScript that is safe inside a script element."""
    return json.dumps(text).replace("<", "\\u003c")
