"""A readable name for a shape, from nothing but the shape: the same wherever it is imported from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from depgraph.ingest.graph import Graph
from depgraph.ingest.json_text import clean_text
from depgraph.ingest.references import ModelReference
from depgraph.naming import base_name, model_extension, split_file_name

_VIDEO = ("savewebm", "saveanimated", "videocombine", "savevideo", "createvideo")
_AUDIO = ("saveaudio",)
_FROM_IMAGE = ("loadimage", "imagetovideo", "img2vid")
_SHOWN = 2


def name_of_shape(graph: Graph, references: Sequence[ModelReference]) -> str:
    """Like ``animatrix v20 with fashionGirl v51 (image from text)``."""
    return name_of_models(references, _task(graph))


def name_of_models(references: Sequence[ModelReference], beside: str) -> str:
    """The models, and in brackets what is to be told beside them."""
    primary = _listed(one for one in references if one.role == "primary_model")
    loras = _listed(one for one in references if one.role == "lora")
    models = primary or _listed(references) or "no model"
    return clean_text(f"{models}{f' with {loras}' if loras else ''} ({beside})")


def _listed(references: Iterable[ModelReference]) -> str:
    names = sorted({_readable(one.file_name_as_written) for one in references}, key=str.casefold)
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _readable(file_name: str) -> str:
    name, version = split_file_name(file_name)
    base = base_name(file_name)
    return f"{name} {version}" if version else base[: len(base) - len(model_extension(base))]


def _task(graph: Graph) -> str:
    classes = {node.class_type.casefold().replace(" ", "") for node in graph.nodes.values()}
    made = "video" if _any(classes, _VIDEO) else "sound" if _any(classes, _AUDIO) else "image"
    return f"{made} from {'image' if _any(classes, _FROM_IMAGE) else 'text'}"


def _any(classes: Iterable[str], words: Iterable[str]) -> bool:
    return any(word in one for one in classes for word in words)
