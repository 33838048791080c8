"""What the bench can be told."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench import awake


def parse(given: list[str] | None = None) -> argparse.Namespace:
    """The arguments; --quick is for a test that proves the bench runs and the answers agree."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure every question beside its peers."
    )
    parser.add_argument("--quick", action="store_true", help="a tiny studio, few rounds, no verdict")
    parser.add_argument("--rounds", type=int, default=None, help="timed rounds (200; quick: 3)")
    parser.add_argument("--warm-up", type=int, default=None, help="rounds before them (50; quick: 1)")
    parser.add_argument(
        "--in-a-row", type=float, default=None, help="seconds for each before those (4; quick: 0)"
    )
    parser.add_argument("--only", default="", help="only questions whose name holds this text")
    parser.add_argument("--reuse", action="store_true", help="leave a graph that holds this studio already")
    parser.add_argument(
        "--no-writes", action="store_true", help="questions only; the graph can be reused then"
    )
    parser.add_argument("--plans", action="store_true", help="print each question's profiled plan")
    parser.add_argument(
        "--results", type=Path, default=Path(__file__).parent / "results", help="where the JSON goes"
    )
    awake.add_argument(parser)
    arguments = parser.parse_args(given)
    arguments.rounds = arguments.rounds or (3 if arguments.quick else 200)
    arguments.warm_up = arguments.warm_up if arguments.warm_up is not None else (1 if arguments.quick else 50)
    if arguments.in_a_row is None:
        arguments.in_a_row = 0.0 if arguments.quick else 4.0
    return arguments
