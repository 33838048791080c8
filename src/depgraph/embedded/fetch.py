"""Fetches what the embedded Neo4j of these settings needs: ``python -m depgraph.embedded.fetch``."""

from __future__ import annotations

import sys

from depgraph.embedded.control import runtime_of
from depgraph.embedded.progress import Bars
from depgraph.errors import EmbeddedError
from depgraph.settings import Settings


def main() -> int:
    """Fetch Java and the server's jars, with progress; nothing when they are there. Returns the exit code."""
    try:
        runtime_of(Settings(), Bars())
    except EmbeddedError as error:
        sys.stderr.write(f"{error.title}: {error.detail}\n{error.hint}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
