"""Names and versions of assets, as their file names say them (contract, section 9).

A file name's version suffix, cut together with the model extension, is the version and
the rest the name: ``fashionGirl_v51.safetensors`` is ``fashionGirl`` in ``v51``. Without a
suffix the file name with its extension is the name, so two formats are two lines.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

UNVERSIONED = "unversioned"
"""The version of a placeholder whose file name has no version suffix: its content is not known yet."""

MODEL_EXTENSIONS = (
    # ComfyUI's own list (folder_paths.supported_pt_extensions) …
    ".safetensors",
    ".sft",
    ".ckpt",
    ".pt",
    ".pt2",
    ".pth",
    ".bin",
    ".pkl",
    # … and those of widely used custom nodes
    ".gguf",
    ".onnx",
    ".engine",
)

_SEPARATORS = " _-."
_VERSION = re.compile(r"[vV][0-9]+(?:\.[0-9]+)*$")
_WORDS_IN_V = ("dev", "rev", "conv", "adv", "div")
"""Endings of words, not beginnings of versions: flux-dev2 is no "flux-de" in v2."""


class NameAndVersion(NamedTuple):
    """What a file name says: the line's name, and the version or None."""

    name: str
    version: str | None


def base_name(file_name: str) -> str:
    """The last part of a path in Windows or POSIX spelling, NFC, without outer blanks."""
    parts = re.split(r"[\\/]", file_name.strip().rstrip("\\/"))
    return unicodedata.normalize("NFC", parts[-1].strip())


def posix_path(file_name: str) -> str:
    """The whole name as written, with forward slashes, NFC: what folders are compared by."""
    parts = [part for part in re.split(r"[\\/]", file_name.strip()) if part not in ("", ".")]
    return unicodedata.normalize("NFC", "/".join(parts))


def model_extension(file_name: str) -> str:
    """The model extension as written (``.safetensors``), or an empty text."""
    lower = file_name.lower()
    for extension in MODEL_EXTENSIONS:
        if lower.endswith(extension) and len(lower) > len(extension):
            return file_name[-len(extension) :]
    return ""


def stem(file_name: str) -> str:
    """The last part of a path without its model extension: how programs other than ComfyUI name a model."""
    base = base_name(file_name)
    return base[: len(base) - len(model_extension(base))]


def split_file_name(file_name: str) -> NameAndVersion:
    """Split a model's file name, with or without folders, into name and version.

    Only a suffix counts: ``anything-v4.5-pruned.safetensors`` has none. The version keeps
    its spelling from the v on. The name is never empty: ``v2.ckpt`` has no version.
    """
    base = base_name(file_name)
    plain = stem(base)
    match = _VERSION.search(plain)
    if match is None or _ends_a_word(plain, match.start()):
        return NameAndVersion(base, None)
    name = plain[: match.start()].rstrip(_SEPARATORS)
    return NameAndVersion(name, match.group()) if name else NameAndVersion(base, None)


def with_folder(name: str, folder: str) -> str:
    """The name of a line whose plain name belongs to another type: ``loras/fashionGirl``."""
    return f"{folder}/{name}"


def natural_key(text: str) -> tuple[object, ...]:
    """A sort key in which ``v9`` comes before ``v10``; an unversioned placeholder is the lowest.

    Digits are compared by length and then as text, so that no length of them is too long.
    The text itself comes last, so that equal keys are equal texts.
    """
    parts = re.split(r"([0-9]+)", text.casefold())
    ranks = tuple(_rank(part, number=index % 2 == 1) for index, part in enumerate(parts))
    return (text != UNVERSIONED, ranks, text)


def _rank(part: str, *, number: bool) -> tuple[int, str]:
    digits = part.lstrip("0")
    return (len(digits), digits) if number else (0, part)


def _ends_a_word(plain: str, at: int) -> bool:
    return plain[: at + 1].lower().endswith(_WORDS_IN_V)
