"""How an address that is a secret comes to a person's browser.

What a program was started with, every user of the machine can read; a file of one's own nobody else can.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from html import escape
from pathlib import Path


@contextmanager
def leading_to(url: str) -> Generator[str]:
    """The address of a page that leads on to ``url``: a file for its owner alone, gone with the block."""
    handle, name = tempfile.mkstemp(prefix="depgraph-", suffix=".html")  # readable by its owner alone
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(_page(escape(url)))
        yield Path(name).as_uri()
    finally:
        Path(name).unlink(missing_ok=True)


def _page(url: str) -> str:
    return (
        '<!DOCTYPE html><meta charset="utf-8"><title>depgraph</title>'
        '<meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="refresh" content="0; url={url}">'
        f'<a href="{url}">Open the Neo4j Browser</a>\n'
    )
