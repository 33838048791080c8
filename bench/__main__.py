"""``python -m bench`` and ``python -m bench provenance``: exit code 3 when a bar is missed, else 0."""

from __future__ import annotations

import sys


def _provenance(given: list[str]) -> int:
    from bench.provenance.arguments import parse  # noqa: PLC0415 - only what is asked for
    from bench.provenance.run import run  # noqa: PLC0415

    return run(parse(given))


def _assets(given: list[str]) -> int:
    from bench.arguments import parse  # noqa: PLC0415
    from bench.run import run  # noqa: PLC0415

    return run(parse(given))


if __name__ == "__main__":
    told = sys.argv[1:]
    sys.exit(_provenance(told[1:]) if told[:1] == ["provenance"] else _assets(told))
