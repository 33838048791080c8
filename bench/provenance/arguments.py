"""What the provenance bench can be told."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bench import awake
from bench.provenance.made import SIZES

_BENCH = Path(__file__).parents[1]


def parse(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The arguments; the size ``quick`` is for a test that proves the bench runs and the answers agree."""
    parser = argparse.ArgumentParser(
        prog="python -m bench provenance", description="Measure provenance and staleness beside their peers."
    )
    parser.add_argument("--size", choices=sorted(SIZES), default="small", help="how many segments (small)")
    parser.add_argument(
        "--beside", choices=sorted(SIZES), help="a smaller studio that gives the same answers"
    )
    parser.add_argument("--rounds", type=int, default=None, help="timed rounds (200; quick: 3)")
    parser.add_argument("--warm-up", type=int, default=None, help="rounds before them (50; quick: 1)")
    parser.add_argument(
        "--in-a-row", type=float, default=None, help="seconds for each before those (4; quick: 0)"
    )
    parser.add_argument("--only", default="", help="only questions whose name holds this text")
    parser.add_argument(
        "--reuse", action="store_true", help="take databases that hold this very studio already"
    )
    parser.add_argument("--no-writes", action="store_true", help="questions only: needs no copy of the graph")
    parser.add_argument("--plans", action="store_true", help="print each question's profiled plan")
    parser.add_argument("--cache", type=Path, default=_BENCH / "cache", help="where the databases are kept")
    parser.add_argument("--results", type=Path, default=_BENCH / "results", help="where the JSON goes")
    awake.add_argument(parser)
    arguments = parser.parse_args(given)
    quick = arguments.size == "quick"
    arguments.rounds = arguments.rounds or (3 if quick else 200)
    if arguments.warm_up is None:
        arguments.warm_up = 1 if quick else 50
    if arguments.in_a_row is None:
        arguments.in_a_row = 0.0 if quick else 4.0
    arguments.beside = arguments.beside or SIZES[arguments.size].smaller
    return arguments
