"""Free ports on the loopback address."""

from __future__ import annotations

import contextlib
import socket

LOOPBACK = "127.0.0.1"


def choose_ports(former: tuple[int, int] | None) -> tuple[int, int]:
    """Two free ports (Bolt, HTTP): the former ones where they still are, others where they are not."""
    with contextlib.ExitStack() as held:
        first, second = (_hold(held, port) for port in former or (0, 0))
        return first, second


def _hold(held: contextlib.ExitStack, wanted: int) -> int:
    listener = held.enter_context(socket.socket())
    # As the server does: a port in TIME_WAIT from its former life is free.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, wanted))
    except OSError:
        listener.bind((LOOPBACK, 0))
    return listener.getsockname()[1]
