"""The heads of all chains as they were when they were last found well, kept outside the database.

A database that was put back to an earlier state, or one of its chains, holds nothing that is wrong in itself;
beside this file it is too short. One JSON text for each line, sorted by segment id:

    {"at": "2026-11-20T09:00:00.000000Z", "file": "checkpoint of receipts", "v": 1}
    ["<segment id>", <count>, "<head_hash>", "<completion_head_hash>" or null]
    …
    {"hmac": "<HMAC-SHA-256 of all lines before, with the key of the receipts, in hex>"}

Hashes stand in Base64 (RFC 4648 section 5, without padding): about 140 bytes a chain. Read and written
line by line.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import tempfile
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Generator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from depgraph.errors import DepgraphError
from depgraph.files.lasting import keep_name
from depgraph.models.base import canonical
from depgraph.provenance.chain import Row

NAME = "receipts.checkpoint"
_FIRST = {"file": "checkpoint of receipts", "v": 1}
_HINT = "Make the data folder readable and writable for this user, or put the file back from a backup."


class Kept:
    """A checkpoint that is read beside the database: each head once, in the order of the segments' ids."""

    def __init__(self, file: IO[bytes], at: str, chains: int) -> None:
        self.at = at
        self._lines = islice(file, chains)
        self._next = next(self._lines, None)

    def up_to(self, segment_id: str | None) -> dict[str, Row]:
        """The heads that were not handed out yet, up to this segment and with it; None: all that are left."""
        found: dict[str, Row] = {}
        while self._next is not None:
            ident, count, head, completion = json.loads(self._next)
            if segment_id is not None and ident > segment_id:
                break
            found[ident] = {"count": count, "head_hash": _hex(head), "completion_head_hash": _hex(completion)}
            self._next = next(self._lines, None)
        return found


class Fresh:
    """A checkpoint that is written; it takes the place of the one before when it is sealed."""

    def __init__(self, file: IO[bytes], key: bytes, at: str) -> None:
        self._file = file
        self._mac = hmac.new(key, digestmod=hashlib.sha256)
        self.is_sealed = False
        self._write({**_FIRST, "at": at})

    def add(self, segment_id: str, head: Row) -> None:
        """The next chain in the order of the segments' ids, with the head that it was found well with."""
        hashes = (_short(head["head_hash"]), _short(head.get("completion_head_hash")))
        self._write([segment_id, head["count"], *hashes])

    def seal(self) -> None:
        """Nothing more comes: the file may take its place."""
        self._write({"hmac": self._mac.hexdigest()})
        self.is_sealed = True

    def _write(self, value: Any) -> None:
        line = canonical(value).encode() + b"\n"
        self._mac.update(line)
        self._file.write(line)


@contextmanager
def kept(data_dir: Path, key: bytes) -> Generator[Kept | None]:
    """The last checkpoint; None where there is none. Raises DepgraphError, and ValueError for one that was
    edited, cut, or sealed with another key."""
    path = data_dir / NAME
    try:
        file = path.open("rb")
    except FileNotFoundError:
        yield None
        return
    except OSError as error:
        raise DepgraphError(f"The checkpoint {path} cannot be read: {error}.", hint=_HINT) from None
    with file:
        chains = _sealed_chains(file, key)
        file.seek(0)
        yield Kept(file, json.loads(file.readline())["at"], chains)


@contextmanager
def replacing(data_dir: Path, key: bytes, *, at: str) -> Generator[Fresh]:
    """A new checkpoint in the place of the last, at once and as a whole; none, if it was not sealed."""
    try:
        handle, name = tempfile.mkstemp(dir=data_dir, prefix=f"{NAME}.")
    except OSError as error:
        raise DepgraphError(f"No checkpoint can be written to {data_dir}: {error}.", hint=_HINT) from None
    try:
        with os.fdopen(handle, "wb") as file:
            fresh = Fresh(file, key, at)
            yield fresh
            file.flush()
            os.fsync(file.fileno())
        if fresh.is_sealed:
            Path(name).replace(data_dir / NAME)
            keep_name(data_dir)
    finally:
        Path(name).unlink(missing_ok=True)


def _sealed_chains(file: IO[bytes], key: bytes) -> int:
    """How many chains the file holds: its lines but the first and the last. Raises ValueError where the last
    does not seal the others."""
    mac = hmac.new(key, digestmod=hashlib.sha256)
    last, count = b"", 0
    for line in file:
        mac.update(last)
        last = line
        count += 1
    end: dict[str, Any] | list[Any] = json.loads(last)
    if not isinstance(end, dict):
        raise ValueError("it does not end with a seal")  # noqa: TRY004 -- text of a wrong form
    if not hmac.compare_digest(str(end.get("hmac")).encode(), mac.hexdigest().encode()):
        raise ValueError("its seal is not that of its lines")
    return count - 2


def _short(digest: str | None) -> str | None:
    return digest and urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip("=")


def _hex(short: str | None) -> str | None:
    return short and urlsafe_b64decode(short + "=").hex()
