"""The header of a safetensors file: never its tensors, and never a pickle.

The format (https://github.com/huggingface/safetensors#format): 8 bytes, little-endian, with
the length N of the header; N bytes of JSON that begin with ``{``, at most 100 MB; then the
tensors. ``__metadata__`` in the header maps text to text. Which keys trainers write there:
https://github.com/Stability-AI/ModelSpec (``modelspec.*``) and kohya-ss/sd-scripts (``ss_*``).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import Any, cast

MAX_HEADER = 100_000_000
"""Bytes that the format allows for a header; a longer one is none."""
MAX_KEPT = 4 * 2**20
"""Bytes of a header that are kept to be understood; thousands of tensors need a tenth of it."""
MAX_VALUE = 2_000
"""Characters of a value that are kept; longer ones are embedded pictures or whole logs."""
MAX_KEY = 200
"""Characters of a key that is kept; the names of the specification have a tenth of them."""
MAX_KEYS = 100
"""Keys that are kept, the known ones first: anything may follow ``modelspec.``."""
MAX_WORDS = 30
"""Trained words that are kept, the most frequent."""
_SUFFIXES = (".safetensors", ".sft")
_PREFIX = 8
_KEPT_KEYS = frozenset(
    {
        "ss_base_model_version",
        "ss_sd_model_name",
        "ss_sd_model_hash",
        "ss_output_name",
        "ss_network_module",
        "ss_network_dim",
        "ss_network_alpha",
        "ss_clip_skip",
        "ss_resolution",
        "ss_num_train_images",
        "ss_training_comment",
    }
)
# A quote inside a JSON text is escaped, so this can only be the key itself.
_METADATA_KEY = re.compile(r'[{,]\s*"__metadata__"\s*:\s*')


def is_safetensors(file_name: str) -> bool:
    """Whether a file's name says that it is one."""
    return file_name.lower().endswith(_SUFFIXES)


class HeaderReader:
    """Takes a file's bytes as they pass by; keeps the header and hashes what follows it."""

    def __init__(self) -> None:
        self._start = bytearray()
        self._length: int | None = None
        self._seen = 0
        self._tensors = hashlib.sha256()

    def feed(self, part: memoryview) -> None:
        """The next bytes of the file."""
        if self._length is None:
            part = self._take(part, _PREFIX)
            if len(self._start) < _PREFIX:
                return
            self._length = int.from_bytes(self._start, "little")
            self._start.clear()
        if self._length > MAX_HEADER:
            return
        left = min(self._length - self._seen, len(part))
        self._seen += left
        self._start += part[: max(0, min(left, MAX_KEPT - len(self._start)))]
        self._tensors.update(part[left:])

    def _take(self, part: memoryview, size: int) -> memoryview:
        wanted = size - len(self._start)
        self._start += part[:wanted]
        return part[wanted:]

    @property
    def _complete(self) -> bool:
        return self._length is not None and 2 <= self._length == self._seen and self._start.startswith(b"{")

    def text(self) -> bytes | None:
        """The header's JSON, or None when there is none or more than is kept."""
        return bytes(self._start) if self._complete and len(self._start) == self._length else None

    def tensor_sha256(self) -> str | None:
        """The SHA-256 of all behind the header, or None for what is no safetensors file."""
        return self._tensors.hexdigest() if self._complete else None


def described(header: bytes | None) -> dict[str, Any]:
    """What the header says about the model, for an asset's metadata; {} when it says nothing or is broken."""
    try:
        metadata = _metadata(header.decode("utf-8")) if header else {}
    except (ValueError, RecursionError):
        return {}
    kept = {_clean(key): _clean(metadata[key]) for key in _kept_keys(metadata)}
    words = _trained_words(metadata.get("ss_tag_frequency"))
    return {**kept, "trained_words": words} if words else kept


def _metadata(header: str) -> dict[str, Any]:
    """The metadata alone: the thousands of tensor entries around it are never parsed."""
    match = _METADATA_KEY.search(header)
    if match is None:
        return {}
    value, _ = json.JSONDecoder().raw_decode(header, match.end())
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _kept_keys(metadata: dict[str, Any]) -> list[str]:
    kept = (key for key, value in metadata.items() if _is_kept(key, value))
    return sorted(kept, key=lambda key: (key not in _KEPT_KEYS, key))[:MAX_KEYS]


def _is_kept(key: str, value: Any) -> bool:
    known = key in _KEPT_KEYS or (key.startswith("modelspec.") and key != "modelspec.thumbnail")
    return known and len(key) <= MAX_KEY and isinstance(value, str) and 0 < len(value) <= MAX_VALUE


def _clean(text: str) -> str:
    """Without what no database keeps: lone surrogates and zero characters."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")


def _trained_words(frequencies: Any) -> list[str]:
    """The most frequent tags of all training folders: ``{"10_name": {"tag": 12, …}, …}`` as text."""
    try:
        folders = json.loads(frequencies) if isinstance(frequencies, str) else None
    except (ValueError, RecursionError):
        return []
    counts: Counter[str] = Counter()
    for tags in _values(folders):
        counts.update({tag.strip(): n for tag, n in _pairs(tags) if isinstance(n, int) and tag.strip()})
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [_clean(tag[:200]) for tag, _ in ranked[:MAX_WORDS]]


def _values(value: Any) -> list[Any]:
    return list(cast("dict[str, Any]", value).values()) if isinstance(value, dict) else []


def _pairs(value: Any) -> list[tuple[str, Any]]:
    return list(cast("dict[str, Any]", value).items()) if isinstance(value, dict) else []
