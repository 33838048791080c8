"""One file: what ComfyUI wrote into it, or the reason why there is nothing to use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

from depgraph.errors import BadInput
from depgraph.ingest.containers import flac, hidden, jpeg, matroska, mp3, mp4, ogg, png, webp
from depgraph.ingest.fingerprint import Print, print_of
from depgraph.ingest.limits import MAX_TEXT_BYTES
from depgraph.ingest.metadata import Metadata, metadata_of
from depgraph.ingest.paths import path_text
from depgraph.ingest.programs import Made
from depgraph.ingest.stream import read_at, size_of

T = TypeVar("T")
_OWN_FILES = (".asset.json", ".waveform.json")
"""Sidecars that depgraph writes beside assets: no workflows, and nothing to report."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's graphs as parsed JSON: ``prompt`` (API form) and ``workflow`` (UI form), one at least."""

    path: str
    container: str
    prompt: dict[str, Any] | None
    workflow: dict[str, Any] | None

    @property
    def is_output(self) -> bool:
        """An output has an executable prompt in it; a JSON file is a workflow, whichever form it has."""
        return self.prompt is not None and self.container != "json"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that cannot be used, with a reason that a person understands."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class MadeElsewhere(Skipped):
    """A file of another program: without a graph, so no output of ComfyUI, but it says how it was made."""

    made: Made


class _Container(NamedTuple):
    name: str
    title: str
    magic_at: int
    magic: tuple[bytes, ...]
    texts: Callable[[BinaryIO], Iterator[tuple[str, str]]]


_MP3_FRAMES = tuple(bytes((0xFF, second)) for second in range(0xE0, 0xFF))
_CONTAINERS = (
    _Container("png", "PNG", 0, (png.SIGNATURE,), png.texts),
    _Container("webp", "WebP", 8, (b"WEBP",), webp.texts),
    _Container("jpeg", "JPEG", 0, (b"\xff\xd8\xff",), jpeg.texts),
    _Container("flac", "FLAC", 0, (b"fLaC",), flac.texts),
    _Container("ogg", "Ogg", 0, (b"OggS",), ogg.texts),
    _Container("webm", "WebM", 0, (b"\x1a\x45\xdf\xa3",), matroska.texts),
    _Container("mp4", "MP4", 4, (b"ftyp", b"moov", b"mdat", b"wide", b"free"), mp4.texts),
    _Container("mp3", "MP3", 0, (b"ID3", *_MP3_FRAMES), mp3.texts),
)
_SUFFIXES = {
    ".png": "PNG", ".apng": "PNG", ".webp": "WebP", ".jpg": "JPEG", ".jpeg": "JPEG",
    ".flac": "FLAC", ".ogg": "Ogg", ".opus": "Ogg", ".mp3": "MP3",
    ".mp4": "MP4", ".m4v": "MP4", ".m4a": "MP4", ".mov": "MP4",
    ".webm": "WebM", ".mkv": "WebM", ".json": "JSON",
}  # fmt: skip


def is_known_kind(path: Path) -> bool:
    """Whether files of this name are read at all; the others are only counted."""
    return path.suffix.lower() in _SUFFIXES and not path.name.lower().endswith(_OWN_FILES)


def read_with_print(path: Path) -> tuple[Reading | MadeElsewhere, Print] | Skipped:
    """Read one file of a known kind, and what tells it from another one. Raises nothing."""

    def both(stream: BinaryIO) -> tuple[Reading | MadeElsewhere, Print] | Skipped:
        reading = read_stream(stream, path_text(path))
        if isinstance(reading, Reading | MadeElsewhere):
            return reading, print_of(stream)
        return reading

    return _opened(path, both)


def _opened(path: Path, look: Callable[[BinaryIO], T]) -> T | Skipped:
    try:
        if not path.is_file():  # opening a pipe would wait for its writer
            return Skipped(path_text(path), "it is no regular file")
        with path.open("rb") as stream:
            return look(stream)
    except OSError as problem:
        return Skipped(path_text(path), f"it cannot be opened: {problem.strerror or problem}")


def read_stream(stream: BinaryIO, path: str) -> Reading | Skipped:
    """Read a seekable stream; ``path`` names it and says by its suffix what it claims to be."""
    claimed = _SUFFIXES.get(Path(path).suffix.lower())
    if claimed is None:
        return Skipped(path, "files of this kind carry no ComfyUI metadata that depgraph reads")
    size = size_of(stream)
    if size == 0:
        return Skipped(path, "the file is empty")
    container = None if claimed == "JSON" else _container(read_at(stream, 0, min(size, 16), "its head"))
    if claimed != "JSON" and container is None:
        return Skipped(path, f"it is not a {claimed} file, although its name says so")
    try:
        texts = container.texts(stream) if container else _json_text(stream, size)
        found = metadata_of(texts)
        if container is not None and container.name == "png" and _is_bare(found):
            found = metadata_of(hidden.texts(stream))
        return _reading(path, container, found)
    except RecursionError:
        return Skipped(path, "it is nested too deeply")


def _is_bare(found: Metadata) -> bool:
    """Neither something nor a reason why not."""
    return not (found.prompt or found.workflow or found.made or found.trouble)


def _reading(path: str, container: _Container | None, found: Metadata) -> Reading | Skipped:
    if found.prompt is None and found.workflow is None:
        missing = "it holds no ComfyUI metadata" if container else "it is no ComfyUI workflow"
        reason = found.trouble or missing
        return MadeElsewhere(path, reason, found.made) if found.made else Skipped(path, reason)
    return Reading(path, container.name if container else "json", found.prompt, found.workflow)


def _container(head: bytes) -> _Container | None:
    """By the first bytes: names lie, and many savers write WebP or JPEG under a name of PNG."""
    matches = (one for one in _CONTAINERS if head[one.magic_at :].startswith(one.magic))
    return next(matches, None)


def _json_text(stream: BinaryIO, size: int) -> Iterator[tuple[str, str]]:
    """The whole file as one text; a byte order mark says its encoding."""
    data = read_at(stream, 0, size, "the file") if size <= MAX_TEXT_BYTES else b""
    if not data:
        raise BadInput(f"the file is larger than {MAX_TEXT_BYTES // 1024**2} MB")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    yield "workflow", data.decode("utf-16" if wide else "utf-8-sig", "replace")
