"""Processors that do not sleep while the time is taken.

A query goes from process to process and from thread to thread some ten times, and each time a processor
that had nothing to do has to wake. On a virtual machine that is dear: a bare ``RETURN 1`` took 0.6 ms there,
and 0.3 with processors that were awake. Who measures may ask Linux for that: for as long as
/dev/cpu_dma_latency is open, waking takes no more microseconds than the number of 4 bytes that was
written to it (the kernel's documentation, "PM Quality of Service Interface").
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_LATENCY = Path("/dev/cpu_dma_latency")
_DRIVER = Path("/sys/devices/system/cpu/cpuidle/current_driver")
"""Without one the kernel's only way of being idle is to sleep, whatever it is asked for."""


def add_argument(parser: argparse.ArgumentParser) -> None:
    """``--may-sleep``: the machine as it is."""
    parser.add_argument(
        "--may-sleep", action="store_true", help="let idle processors sleep, as they do without the bench"
    )


@contextmanager
def processors(*, may_sleep: bool, device: Path = _LATENCY, driver: Path = _DRIVER) -> Iterator[bool]:
    """Whether they are kept awake; where that was wanted and cannot be had, a loud line says why."""
    if may_sleep:
        yield False
        return
    try:
        asked = _ask(device, driver)
    except OSError as error:
        print(f"!!! PROCESSORS MAY SLEEP: {error} !!!", file=sys.stderr, flush=True)
        yield False
        return
    with asked:
        yield True


def _ask(device: Path, driver: Path) -> BinaryIO:
    """The open file, for as long as that is to last."""
    if driver.read_text("ascii").strip() in ("", "none"):
        raise OSError(f"{driver} names no driver for idle processors")
    asked = device.open("wb", buffering=0)
    try:
        asked.write((0).to_bytes(4, sys.byteorder))
    except OSError:
        asked.close()
        raise
    return asked
