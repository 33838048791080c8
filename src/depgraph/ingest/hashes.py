"""Hashes as other programs write them, often shortened, and what they are of.

AUTOMATIC1111 (modules/sd_models.py, extensions-builtin/Lora/network.py) and Fooocus
(modules/util.py) write the first 10 hex digits of a file's SHA-256; of a LoRA AUTOMATIC1111
writes 12, of the SHA-256 of a safetensors file's tensors, else of the file. InvokeAI 2 wrote
the whole SHA-256. Eight digits (older ones, NovelAI) are of something else, ``blake3:…`` too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from depgraph.ingest.references import ModelReference
from depgraph.naming import stem

_HASH = re.compile(r"[0-9a-f]{10}|[0-9a-f]{12}|[0-9a-f]{64}")
TENSOR_DIGITS = 12
"""Digits of a hash that may be that of the tensors."""
_WHOLE = 64


class Registered(NamedTuple):
    """An asset that is registered with its file."""

    name: str
    version: str
    asset_type: str


def usable(written: str | None) -> str | None:
    """The hash in lower case when it is the beginning of a SHA-256 that depgraph knows; else None."""
    lower = (written or "").lower()
    return lower if _HASH.fullmatch(lower) else None


def whole(written: str | None) -> str | None:
    """The hash when it is a whole SHA-256."""
    found = usable(written)
    return found if found and len(found) == _WHOLE else None


def fits(written: str, file_hash: str, tensor_hash: str | None) -> bool:
    """Whether a usable hash is that of these bytes."""
    of_tensors = len(written) == TENSOR_DIGITS and (tensor_hash or "").startswith(written)
    return file_hash.startswith(written) or of_tensors


def meant_by_hash(reference: ModelReference, known: Mapping[str, Sequence[Registered]]) -> Registered | None:
    """The asset of these bytes; of several the one whose name is the reference's, else the first."""
    written = usable(reference.hash)
    found = known.get(written, ()) if written else ()
    called = stem(reference.file_name_as_written).casefold()
    return next((one for one in found if stem(one.name).casefold() == called), next(iter(found), None))
