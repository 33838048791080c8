"""How one output was made: plain data, the same whichever program wrote it down."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from depgraph.ingest.json_text import clean_text
from depgraph.ingest.references import ModelReference

MAX_SEED = 2**64 - 1
_EXACT = 2**53
"""Beyond it, JSON's numbers are no longer whole numbers to every reader (RFC 8785, section 3.2.2.3)."""
_MAX_COUNT = 2**31 - 1
_DIGITS = re.compile(r"[0-9]{1,20}")
_DECIMAL = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?")
_MAX_NAME, _MAX_EXTRA = 1_000, 100_000


def _nothing() -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class ModelUse:
    """The model."""

    reference: ModelReference

    @property
    def name(self) -> str:
        """The file's name as written."""
        return self.reference.file_name_as_written

    @property
    def hash(self) -> str | None:
        """As written, often shortened; None where the program gives none."""
        return self.reference.hash


@dataclass(frozen=True, slots=True)
class LoraUse:
    """One application of a LoRA; ``weight`` is the strength on the model, None where none is written."""

    reference: ModelReference
    weight: float | None

    @property
    def name(self) -> str:
        """The file's name as written."""
        return self.reference.file_name_as_written

    @property
    def hash(self) -> str | None:
        """As written, often shortened; None where the program gives none."""
        return self.reference.hash


@dataclass(frozen=True, slots=True)
class OtherUse:
    """Anything else that went in: ``role`` is that of the reference, ``further_model`` for a second model,
    or ``image``, ``video``, ``audio`` for a loaded file, which has no reference."""

    role: str
    name: str
    weight: float | None = None
    reference: ModelReference | None = None

    @property
    def hash(self) -> str | None:
        """As written, often shortened; None where the program gives none."""
        return None if self.reference is None else self.reference.hash


@dataclass(frozen=True, slots=True)
class Generation:
    """What went into one output. None is "not written"; ``loras`` are in the order of their application.

    ``seed`` is exact up to 2^64-1; ``width`` and ``height`` are pixels as sampled, before any
    later scaling; ``additional`` holds JSON values under names of depgraph's (denoise,
    scheduler, guidance, clip_skip …), ``passes`` being the further sampling passes.
    """

    model: ModelUse | None = None
    loras: tuple[LoraUse, ...] = ()
    others: tuple[OtherUse, ...] = ()
    seed: int | None = None
    steps: int | None = None
    cfg: float | None = None
    sampler: str | None = None
    width: int | None = None
    height: int | None = None
    prompt_text: str = ""
    negative_prompt: str | None = None
    additional: Mapping[str, Any] = field(default_factory=_nothing)

    @property
    def references(self) -> tuple[ModelReference, ...]:
        """Every model that went in: the model, LoRAs, others."""
        others = [one.reference for one in self.others if one.reference is not None]
        model = () if self.model is None else (self.model.reference,)
        return (*model, *(one.reference for one in self.loras), *others)


def as_seed(value: object) -> int | None:
    """A seed as a number of up to 64 bits, or None (-1 is "any": not the seed that was used)."""
    number = _whole(value)
    return number if number is not None and 0 <= number <= MAX_SEED else None


def as_count(value: object) -> int | None:
    """Steps or pixels: a whole number from 0 on, or None."""
    number = _whole(value)
    return number if number is not None and 0 <= number <= _MAX_COUNT else None


def as_strength(value: object) -> float | None:
    """A scale or weight of a sensible size, or None."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e6 else None


def as_name(value: object) -> str | None:
    """One short line of text, or None."""
    if not isinstance(value, str) or len(value) > _MAX_NAME:
        return None
    return clean_text(value.strip()) or None


def as_extra(value: object) -> Any:
    """A value for ``additional``: a truth value, number or text; None for everything else.

    A whole number that JSON does not carry exactly becomes its decimal text.
    """
    if isinstance(value, str):
        return (clean_text(value) or None) if len(value) <= _MAX_EXTRA else None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _EXACT:
        return str(value) if abs(value) <= MAX_SEED else None
    return value if isinstance(value, bool | int | float) and math.isfinite(value) else None


def _whole(value: object) -> int | None:
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        return int(value)
    if isinstance(value, float) and value.is_integer() and abs(value) <= _EXACT:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
