"""The SQL of both designs, put together from files and their fragments."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import LiteralString, cast

from bench.provenance.fill import SQL

_FRAGMENT = re.compile(r"\{\{(\w+)\}\}")


@cache
def statement(design: str, name: str) -> LiteralString:
    """The statement that answers a question in a design."""
    return cast("LiteralString", _whole(SQL / design, name))


def dsn_of(dsn: str, design: str) -> str:
    """Where a design's tables are found by their bare names."""
    return f"{dsn} options='-c search_path={design}'"


def _whole(folder: Path, name: str) -> str:
    text = (folder / f"{name}.sql").read_text("utf-8").strip()
    return _FRAGMENT.sub(lambda found: _whole(folder, found[1]), text)
