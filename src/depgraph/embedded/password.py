"""The password of an embedded store: made at its first start, kept in a file only its owner can read."""

from __future__ import annotations

import hashlib
import os
import secrets

from depgraph.embedded.store import Store
from depgraph.errors import EmbeddedError

USER = "neo4j"
_ITERATIONS = 1024


def read_password(store: Store) -> str:
    """The password. Raises EmbeddedError when the file is gone though the store has users."""
    try:
        return store.password_file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise EmbeddedError(
            f"The password file {store.password_file} is missing.",
            hint="Put it back from a backup; without it the store cannot be opened. "
            "Or choose another DEPGRAPH_DATA_DIR and load a dump there.",
        ) from None


def ensure_password(store: Store) -> str:
    """The store's password; at the first start a new one, which the server is told through its users file."""
    if (store.databases / "system").exists():
        return read_password(store)
    if not store.password_file.exists():
        _write_private(store.password_file, secrets.token_urlsafe(24) + "\n")
    password = read_password(store)
    store.initial_users.parent.mkdir(parents=True, exist_ok=True)
    store.initial_users.unlink(missing_ok=True)
    _write_private(store.initial_users, user_line(password, secrets.token_bytes(32)))
    return password


def user_line(password: str, salt: bytes) -> str:
    """The line that ``neo4j-admin dbms set-initial-password`` writes to data/dbms/auth.ini.

    Writing it here saves the start of a Java machine (1.1 s on two idle cores).
    The form is ``user:SHA-256,hash,salt,iterations:``, hash and salt in hex; the
    hash is SHA-256 over salt and password, then over itself to the named count.
    """
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_ITERATIONS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{_ITERATIONS}:\n"


def _write_private(path: os.PathLike[str], text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
