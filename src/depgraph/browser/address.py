"""Where the Neo4j Browser finds the guide."""

from __future__ import annotations

from depgraph.settings import Settings


def guide_url(settings: Settings) -> str:
    """Where the service serves the guide.

    By the name ``localhost``: of all hosts on one's own machine, the Browser fetches guides only from
    this one unless the server's settings list more.
    """
    return f"http://localhost:{settings.port}/browser/guide.html"
