"""Canonical JSON (RFC 8785) and its SHA-256."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

from depgraph.errors import BadInput


def canonical_json(value: Any) -> bytes:
    """RFC 8785: sorted keys, numbers as ECMAScript writes them. 1 and 1.0 are one number, as 0 and -0.0.

    Raises BadInput for NaN, infinities, whole numbers beyond 2^53-1, lone surrogates and what is not JSON.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise BadInput(f"This cannot be written as canonical JSON: {error}.") from None


def sha256_of(value: Any) -> str:
    """The SHA-256 of a value's canonical JSON, in lower-case hex. Raises BadInput as canonical_json does."""
    return hashlib.sha256(canonical_json(value)).hexdigest()
