"""Whether the server answers, without a driver: the Bolt handshake, and the HTTP root."""

from __future__ import annotations

import http.client
import socket

from depgraph.embedded.ports import LOOPBACK

_MAGIC = bytes.fromhex("6060b017")
_OFFERS = bytes.fromhex("000001ff000004050000000500000004")
"""The manifest form of new servers, then 5.4 to 5.0, 5.0 and 4.0 (Bolt protocol, handshake specification)."""


def bolt_answers(port: int, timeout: float = 1.0) -> bool:
    """Whether a Bolt server on the loopback address agrees on a version of the protocol."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout) as connection:
            if connection.getsockname() == connection.getpeername():
                return False  # where nobody listens, a connection can be given that very port and meet itself
            connection.sendall(_MAGIC + _OFFERS)
            return any(connection.recv(4))
    except OSError:
        return False


def http_answers(port: int, timeout: float = 2.0) -> bool:
    """Whether the HTTP port gives its discovery document."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=timeout)
    try:
        connection.request("GET", "/", headers={"Accept": "application/json"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
