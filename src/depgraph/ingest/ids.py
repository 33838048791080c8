"""Ids of what an import makes: from content and names alone, so that every run and machine gives the same."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any

_MAX_SLUG = 80


def ident(kind: str, *parts: Any) -> str:
    """``<kind>-<20 hex digits>``; the parts are hashed as JSON, so no two lists of them look alike."""
    text = json.dumps([kind, *parts], ensure_ascii=True, separators=(",", ":"))
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:20]}"


def digest(value: Any) -> str:
    """A SHA-256 over a JSON value, the order of keys apart; normal form objects by their text."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def slug(name: str) -> str:
    """A folder's name as an id: ``Night Shift (final)`` is ``night-shift-final``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    short = re.sub(r"[^a-z0-9._]+", "-", plain).strip("-._")[:_MAX_SLUG].rstrip("-._")
    return short or ident("import", name)
