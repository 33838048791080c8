"""The password of an embedded store: made at its first start, kept in a file only its owner can read."""

from __future__ import annotations

import hashlib
import secrets

from depgraph.embedded.store import Store
from depgraph.errors import EmbeddedError
from depgraph.files.lasting import write_lasting

USER = "neo4j"
_ITERATIONS = 1024
_NOTHING = " \t\r\n\0"
"""What is left of a file whose content a loss of power took: nothing, or zeros."""


def read_password(store: Store) -> str:
    """The password of a store that has users. Raises EmbeddedError when its file is missing or empty."""
    if password := _kept(store):
        return password
    lack = "empty" if store.password_file.exists() else "missing"
    raise EmbeddedError(
        f"The password file {store.password_file} is {lack}.",
        hint="Put it back from a backup; without it the store cannot be opened. "
        "Or choose another DEPGRAPH_DATA_DIR and load a dump there.",
    )


def ensure_password(store: Store) -> str:
    """The store's password; at the first start a new one, which the server is told through its users file."""
    if store.is_begun:
        return read_password(store)
    if not _kept(store):
        write_lasting(store.password_file, f"{secrets.token_urlsafe(24)}\n".encode())
    password = read_password(store)
    store.initial_users.parent.mkdir(parents=True, exist_ok=True)
    write_lasting(store.initial_users, user_line(password, secrets.token_bytes(32)).encode())
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


def _kept(store: Store) -> str:
    """What the password file holds; nothing where there is none."""
    try:
        return store.password_file.read_text(encoding="utf-8").strip(_NOTHING)
    except FileNotFoundError:
        return ""
