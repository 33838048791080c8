"""A JSON array written while its elements come: what the two JSON formats share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def array(elements: Iterable[str]) -> Iterator[str]:
    """One element a line, so that two exports can be compared line by line."""
    before = "[\n"
    for element in elements:
        yield before + element
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"
