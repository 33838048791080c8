"""The pack for the Neo4j Browser: a guide, favourites, a style, and the way to open it."""

from depgraph.browser.address import guide_url
from depgraph.browser.entry import Connection
from depgraph.browser.favourites import archive
from depgraph.browser.guide import asciidoc, html
from depgraph.browser.handed import leading_to
from depgraph.browser.login import logged_in
from depgraph.browser.served import CORS, File, files
from depgraph.browser.style import grass

__all__ = [
    "CORS",
    "Connection",
    "File",
    "archive",
    "asciidoc",
    "files",
    "grass",
    "guide_url",
    "html",
    "leading_to",
    "logged_in",
]
