"""The made studio with its receipts: streamed, seeded, a project the same rows in every size that has it."""

from bench.provenance.made.size import SIZES, MadeProject, Size
from bench.provenance.made.stream import Studio

__all__ = ["SIZES", "MadeProject", "Size", "Studio"]
