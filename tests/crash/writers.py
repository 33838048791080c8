"""Clients that write, and repeat with the same key until they are answered."""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 120.0
"""Seconds until a client gives up on one write."""


@dataclass
class Seen:
    """What all writers met: texts that were acknowledged, statuses, and the slowest answer."""

    acknowledged: list[str] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    slowest: float = 0.0
    given_up: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def call(
    address: str, method: str, path: str, body: Any = None, key: str | None = None
) -> tuple[int, Any, float]:
    """One request on a connection of its own: status, JSON, seconds."""
    began = time.monotonic()
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
    try:
        headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        response = connection.getresponse()
        answer = response.read()
        assert response.status < 500 or response.headers["Content-Type"] == "application/problem+json", answer
        return response.status, json.loads(answer or b"null"), time.monotonic() - began
    finally:
        connection.close()


def write_notes(address: str, asset_id: str, seen: Seen, stop: threading.Event, writer: int) -> None:
    """Post notes until told to stop; each is repeated with its key until the service answers 201."""
    number = 0
    while not stop.is_set():
        number += 1
        text = f"writer {writer} note {number}"
        if not _acknowledged(address, asset_id, text, seen):
            seen.given_up.append(text)
            return
        seen.acknowledged.append(text)


def _acknowledged(address: str, asset_id: str, text: str, seen: Seen) -> bool:
    key = uuid.uuid4().hex
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            status, _, seconds = call(
                address, "POST", f"/api/assets/{asset_id}/notes", {"note_text": text, "severity": "info"}, key
            )
        except (AssertionError, OSError, http.client.HTTPException) as failure:
            seen.failures.append(repr(failure))
            return False
        seen.statuses.add(status)
        seen.slowest = max(seen.slowest, seconds)
        if status == 201:
            return True
        time.sleep(0.2)
    return False
