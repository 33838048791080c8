"""``python -m bench``: exit code 0 when all bars hold, 3 when one is missed."""

from __future__ import annotations

import sys

from bench.arguments import parse
from bench.run import run

if __name__ == "__main__":
    sys.exit(run(parse()))
