"""The palette: one colour for each kind of thing, from ``palette.json``.

The same file colours the web page, GraSS, DOT, Mermaid, GEXF and GraphML, so a model is the
same blue wherever it is drawn. Colours come from Okabe and Ito's set, which colour-blind eyes
tell apart; orange is kept for stale and never names a kind.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast


class Rgb(NamedTuple):
    """Red, green and blue, each 0–255."""

    r: int
    g: int
    b: int


@cache
def kinds() -> dict[str, str]:
    """Colour of each kind and asset type as ``#RRGGBB``."""
    return _read()["kinds"]


@cache
def states() -> dict[str, str]:
    """Colour of each state (stale, critical, warning, info) as ``#RRGGBB``."""
    return _read()["states"]


def colour(kind: str, asset_type: object = None) -> str:
    """The colour of a node: that of its asset type if the palette has one, else of its kind."""
    known = kinds()
    if kind == "asset" and isinstance(asset_type, str) and asset_type in known:
        return known[asset_type]
    return known.get(kind, known["asset"])


def rgb(hexadecimal: str) -> Rgb:
    """``#0072B2`` as its three numbers."""
    red, green, blue = bytes.fromhex(hexadecimal.removeprefix("#"))
    return Rgb(red, green, blue)


@cache
def text_on(background: str) -> str:
    """Black or white, whichever has more contrast on this colour."""
    return max("#FFFFFF", "#000000", key=lambda text: contrast(text, background))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(hexadecimal: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part / 255) for part in rgb(hexadecimal))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@cache
def _read() -> dict[str, dict[str, str]]:
    text = files("depgraph").joinpath("palette.json").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, str]]", json.loads(text))
