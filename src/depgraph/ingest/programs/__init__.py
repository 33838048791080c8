"""What other programs write into their pictures, each read into the same plain data as ComfyUI's.

A module's ``generation_in(texts)`` gets a container's texts by their key in lower case and
gives what it recognises, or None. Formats are told by their form, not by their key alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from depgraph.ingest.generation import Generation
from depgraph.ingest.ids import digest
from depgraph.ingest.programs import automatic1111, fooocus, invokeai, novelai


class Made(NamedTuple):
    """How an output was made, and the program that says so; ``digest`` is the SHA-256 of its texts."""

    program: str
    generation: Generation
    digest: str


_READERS: tuple[tuple[str, Callable[[Mapping[str, str]], Generation | None]], ...] = (
    ("InvokeAI", invokeai.generation_in),
    ("NovelAI", novelai.generation_in),
    ("Fooocus", fooocus.generation_in),
    ("AUTOMATIC1111", automatic1111.generation_in),
)
"""Those with keys of their own before those that only share one."""
_ADDED = ("depgraph_provenance", "comfyvn_provenance")
"""Texts that a registry put in later: the picture is still the same."""


def made_by_another(pairs: Iterable[tuple[str, str]]) -> Made | None:
    """Read a container's texts. Raises nothing: what is not understood is None."""
    texts: dict[str, str] = {}
    for key, text in pairs:
        texts.setdefault(key.lower(), text)
    for program, read in _READERS:
        found = read(texts)
        if found is not None:
            written = {key: text for key, text in texts.items() if key not in _ADDED}
            return Made(program, found, digest(written))
    return None
