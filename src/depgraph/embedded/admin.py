"""Neo4j's own offline tool on an embedded store: check, dump, load."""

from __future__ import annotations

import os
import subprocess

from filelock import FileLock, Timeout

from depgraph.embedded.control import runtime_of, store_of
from depgraph.embedded.holder import in_use
from depgraph.embedded.jvm import java_options
from depgraph.settings import Settings

_ADMIN = "org.neo4j.cli.AdminTool"
_HEAP = 1024
"""Megabytes: what its import asks for."""


def admin_tool(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``neo4j-admin`` with these arguments on the stopped store; its words and exit code come back.

    For instance ``admin_tool(settings, "database", "check", "neo4j")``. The
    store is held meanwhile. Raises StoreInUse when a server runs on it.
    """
    store, runtime = store_of(settings), runtime_of(settings)
    store.make_folders()
    places = [f"NEO4J_HOME={store.root}", f"NEO4J_CONF={store.conf.parent}"]
    java = [str(runtime.java), *java_options(_HEAP), "-cp", f"{runtime.lib}{os.sep}*", _ADMIN]
    try:
        with FileLock(store.lock_file).acquire(timeout=1):
            return subprocess.run(  # noqa: S603 - a command made of our own parts, arguments as a list
                ["env", *places, *java, *arguments],  # noqa: S607 - env(1) adds to what is inherited
                capture_output=True,
                text=True,
                check=False,
            )
    except Timeout:
        raise in_use(store) from None
