"""The embedded Neo4j: a real Neo4j Community server as a child process, for one data folder.

`control` starts, finds and stops it, with a keeper process (`keeper`, `serving`)
between us and the server; `jars`, `java` and their lock files bring what it
needs; `admin` runs Neo4j's offline tool.
"""

from depgraph.embedded.admin import admin_tool
from depgraph.embedded.control import (
    Join,
    Server,
    find,
    restart,
    running,
    start_detached,
    status,
    stop,
    store_of,
)
from depgraph.embedded.parts import parts
from depgraph.embedded.progress import Bars, Progress, Silent
from depgraph.embedded.store import State

__all__ = [
    "Bars",
    "Join",
    "Progress",
    "Server",
    "Silent",
    "State",
    "admin_tool",
    "find",
    "parts",
    "restart",
    "running",
    "start_detached",
    "status",
    "stop",
    "store_of",
]
