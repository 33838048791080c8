"""How much memory the embedded server gets: modest, more on a big machine with a big store."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1 << 20
_HEAP = (512, 2048)
_PAGE_CACHE = (128, 2048)


@dataclass(frozen=True)
class Budget:
    """Heap, page cache and the most that one round of transactions may take, in megabytes."""

    heap: int
    page_cache: int
    transactions: int


def budget(store_bytes: int, machine_bytes: int) -> Budget:
    """An eighth of the machine as heap; a page cache that holds the store, up to an eighth as well."""
    share = machine_bytes // 8 // MEGABYTE
    wanted = round(store_bytes * 1.3) // MEGABYTE
    heap = _between(_HEAP, share)
    return Budget(heap, _between(_PAGE_CACHE, min(wanted, share)), heap // 4)


def machine_bytes() -> int:
    """The machine's memory."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def folder_bytes(folder: Path) -> int:
    """Bytes of all files below a folder, 0 when it is not there."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _between(bounds: tuple[int, int], value: int) -> int:
    return max(bounds[0], min(bounds[1], value))
