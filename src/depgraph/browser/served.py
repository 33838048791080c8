"""What the service serves for the Neo4j Browser, and the headers that let the Browser fetch it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from depgraph.browser import favourites, guide, style
from depgraph.browser.queries import QueryText

CORS: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "cache-control, pragma, sentry-trace",
}
"""For each file and for the preflight (OPTIONS, 204), which the Browser's own headers bring about.

Any origin may read: the files hold queries and colours, the same in every installation.
"""


@dataclass(frozen=True, slots=True)
class File:
    """One file as it is served."""

    media_type: str
    content: bytes


def files(query_text: QueryText, base_url: str) -> dict[str, File]:
    """Every file by its path on the service. ``base_url`` is the service's own, as the Browser reaches it."""
    html = guide.html(query_text, f"{base_url.rstrip('/')}/browser/style.grass")
    return {
        "/browser/guide.html": File("text/html; charset=utf-8", html.encode()),
        "/browser/guide.adoc": File("text/asciidoc; charset=utf-8", guide.asciidoc(query_text).encode()),
        "/browser/style.grass": File("text/plain; charset=utf-8", style.grass().encode()),
        "/browser/favourites.zip": File("application/zip", favourites.archive(query_text)),
    }
