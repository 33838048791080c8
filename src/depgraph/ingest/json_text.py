"""JSON as ComfyUI and its custom nodes really write it."""

from __future__ import annotations

import json
import math
from typing import Any, cast

from depgraph.errors import BadInput


def parse_json(text: str) -> Any:
    """Parse JSON; bare ``NaN`` and ``Infinity`` (met in real prompts) and too large floats become None.

    Raises BadInput for everything that is not JSON, and for nesting beyond Python's recursion limit.
    """
    try:
        return json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except RecursionError:
        raise BadInput("it is nested too deeply") from None
    except ValueError as problem:  # JSONDecodeError, and integers of more than 4,300 digits
        raise BadInput(f"it is not valid JSON ({problem})") from None


def as_object(value: object) -> dict[str, Any] | None:
    """The value as a JSON object, or None. (JSON's keys are always texts.)"""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def as_list(value: object) -> list[Any] | None:
    """The value as a JSON list, or None."""
    return cast("list[Any]", value) if isinstance(value, list) else None


def objects_in(value: object) -> list[dict[str, Any]]:
    """The objects in a JSON list; everything else, also a missing list, is left out."""
    return [found for item in as_list(value) or () if (found := as_object(item)) is not None]


def clean_text(text: str) -> str:
    """Without lone surrogates (JSON can spell them, no database takes them)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _no_number(_name: str) -> None:
    return None


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None
