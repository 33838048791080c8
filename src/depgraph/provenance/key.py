"""The key that seals receipts: made once, kept in the data folder, readable by its owner alone."""

from __future__ import annotations

import secrets
from pathlib import Path

from filelock import FileLock, Timeout

from depgraph.errors import DepgraphError
from depgraph.files.lasting import write_lasting

SIZE = 32
"""Bytes: those of the hash it is used with (RFC 2104 section 3)."""
_PATIENCE = 10
_HINT = (
    "Make it readable for the service's user, or put it back from a backup. Receipts that an older key sealed"
    " are reported by `depgraph verify`; nothing else needs it."
)


def load_or_make_key(data_dir: Path) -> bytes:
    """The key in ``data_dir``; a new one where there is none, the same for all who ask at once.

    Raises DepgraphError when it cannot be read or made, or is damaged: never makes another in its place.
    """
    path = data_dir / "receipts.key"
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes()
    except (OSError, Timeout) as error:
        raise DepgraphError(
            f"The key of the receipts, {path}, cannot be read: {error}.", hint=_HINT
        ) from None
    if len(key) != SIZE:
        raise DepgraphError(f"The key of the receipts, {path}, is damaged: not {SIZE} bytes.", hint=_HINT)
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_suffix(".lock"), timeout=_PATIENCE):
        if not path.exists():
            write_lasting(path, secrets.token_bytes(SIZE))
