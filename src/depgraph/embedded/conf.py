"""The server's configuration, written anew at every start. Every setting says why it is there."""

from __future__ import annotations

from collections.abc import Mapping

from depgraph.embedded.memory import Budget
from depgraph.embedded.ports import LOOPBACK


def settings(bolt_port: int, http_port: int, memory: Budget) -> dict[str, str]:
    """The settings of neo4j.conf, by name."""
    return (
        _reach(bolt_port, http_port) | _safety(http_port) | _disk() | _limits() | _memory(memory) | _browser()
    )


def conf_text(values: Mapping[str, str]) -> str:
    """The text of neo4j.conf. A backslash begins an escape there, so it is doubled."""
    head = "# Written by depgraph at every start: changes made here are lost.\n"
    return head + "".join(f"{name}={value.replace(chr(92), chr(92) * 2)}\n" for name, value in values.items())


def _reach(bolt_port: int, http_port: int) -> dict[str, str]:
    return {  # this machine only, on ports that were free
        "server.default_listen_address": LOOPBACK,
        "server.default_advertised_address": LOOPBACK,
        "server.bolt.listen_address": f"{LOOPBACK}:{bolt_port}",
        "server.bolt.advertised_address": f"{LOOPBACK}:{bolt_port}",
        "server.http.enabled": "true",
        "server.http.listen_address": f"{LOOPBACK}:{http_port}",
        "server.http.advertised_address": f"{LOOPBACK}:{http_port}",
        "server.https.enabled": "false",
    }


def _safety(http_port: int) -> dict[str, str]:
    return {
        "dbms.security.auth_enabled": "true",  # other users of this machine reach the port as well
        "dbms.usage_report.enabled": "false",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        # LOAD CSV from a URL is no write, so read routing lets it through: no address is allowed.
        # An internal setting: tests/embedded keeps an eye on it.
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        # Pages of other origins have no business with the HTTP port.
        "dbms.security.http_access_control_allow_origin": f"http://{LOOPBACK}:{http_port}",
        "server.config.strict_validation.enabled": "true",  # a misspelt setting is an error
    }


def _disk() -> dict[str, str]:
    return {  # a fresh store takes 2 MB instead of 517
        "db.tx_log.rotation.size": "8m",
        "db.tx_log.preallocate": "false",
    }


def _limits() -> dict[str, str]:
    return {
        "db.lock.acquisition.timeout": "5s",  # a stuck writer is an error, not a standstill
        "db.transaction.timeout": "60s",
        # Else the driver is told to time every read of its socket, a task each. The gate has a deadline of
        # its own, and a server that dies closes its sockets.
        "server.bolt.connection_keep_alive_for_requests": "OFF",
        # The next two: a stop takes 4.5 s instead of 10.
        "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
        "db.shutdown_transaction_end_timeout": "1s",
    }


def _memory(memory: Budget) -> dict[str, str]:
    return {
        "server.memory.heap.max_size": f"{memory.heap}m",
        "server.memory.pagecache.size": f"{memory.page_cache}m",
        "db.memory.transaction.max": f"{memory.transactions}m",
    }


def _browser() -> dict[str, str]:
    # No calls home. (browser.allow_outgoing_connections is known to the Enterprise edition only.)
    return {"client.allow_telemetry": "false"}
