"""The queries as favourites: a zip that is dropped on the Neo4j Browser 5.

Each file becomes a saved script in a folder of the archive's folder's name; the first line, a ``//``
comment, becomes its title.
"""

from __future__ import annotations

import io
import zipfile

from depgraph.browser.queries import ENTRIES, Entry, QueryText, examples, param_line

FOLDER = "depgraph"


def archive(query_text: QueryText) -> bytes:
    """The zip. The same bytes for the same queries: its files bear no time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as folder:
        for number, entry in enumerate(ENTRIES, start=1):
            name = f"{FOLDER}/{number:02} {entry.query.replace('.', '_')}.cypher"
            folder.writestr(zipfile.ZipInfo(name), script(entry, query_text(entry.query)))
    return buffer.getvalue()


def script(entry: Entry, text: str) -> str:
    """One saved script: its title, the parameters as comments to copy, the query."""
    params = "".join(f"// {param_line(*item)}\n" for item in examples(entry, text).items())
    return f"// {entry.title}\n{params}{text}\n"
