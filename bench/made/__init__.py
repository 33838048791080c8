"""The made studio: seeded, so that two runs measure the same graph."""

from bench.made.size import FULL, QUICK, Size
from bench.made.studio import Studio, make

__all__ = ["FULL", "QUICK", "Size", "Studio", "make"]
