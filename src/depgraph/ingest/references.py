"""The models that a graph names.

The rule: every text value of every node's inputs that ends in a model extension is a
reference, whatever the node; a table says what the model is used as (`loaders`). Muted and
bypassed nodes count like the others: they name the model. An embedding stands in the text
of a prompt (``embedding:name``) and belongs to that text; it is found by `text_references`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from depgraph.ingest.graph import Graph, Link, Node
from depgraph.ingest.json_text import as_list, as_object, clean_text
from depgraph.ingest.loaders import EMBEDDING, kind_of
from depgraph.ingest.weights import weight_beside
from depgraph.naming import model_extension, natural_key

_MAX_NAME = 1_000
_UNWEIGHTED = ("primary_model", "vae", "text_encoder")
"""Used whole; a strength beside them (as in efficient loaders) is that of a LoRA."""
_EMBEDDING = re.compile(r"\bembedding:([^\s,:()\[\]{}<>|\"']+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ModelReference:
    """One model that one input of one node names.

    ``folder`` is ComfyUI's model folder (loras, vae …), empty when unknown; ``weight`` a strength,
    or None; ``guessed`` says that role, type and folder come from words in the node's name alone;
    ``hash`` is as written, often shortened, and None where the program gives none (ComfyUI never does).
    """

    role: str
    asset_type: str
    file_name_as_written: str
    folder: str
    weight: float | None
    node_id: str
    class_type: str
    input_name: str
    guessed: bool = False
    hash: str | None = None


def references_of(graph: Graph) -> tuple[ModelReference, ...]:
    """Every model that the graph names, embeddings in texts included, in natural order of the nodes."""
    return (*model_references(graph), *text_references(graph))


def model_references(graph: Graph) -> tuple[ModelReference, ...]:
    """The models that inputs name as files; what a scene type uses."""
    return tuple(found for node in in_order(graph) for found in _in_node(graph, node))


def text_references(graph: Graph) -> tuple[ModelReference, ...]:
    """The embeddings that texts name."""
    return tuple(found for node in in_order(graph) for found in _in_texts(node))


def references_in(graph: Graph, node: Node) -> tuple[ModelReference, ...]:
    """What one node names: files, then embeddings in its texts."""
    return (*_in_node(graph, node), *_in_texts(node))


def in_order(graph: Graph) -> list[Node]:
    """The nodes in natural order of their ids."""
    return sorted(graph.nodes.values(), key=lambda node: natural_key(node.id))


def is_model_name(text: str) -> bool:
    """Whether a text value names a model's file: one line that ends in a model extension."""
    name = text.strip()
    return len(name) <= _MAX_NAME and "\n" not in name and bool(model_extension(name)) and not _texts(name)


def _texts(text: str) -> bool:
    """A prompt can end in ``embedding:name.pt``; that is a text, not a file's name."""
    return "embedding:" in text.lower()


def _in_node(graph: Graph, node: Node) -> Iterator[ModelReference]:
    for path, text, beside in _named_texts(node.inputs):
        if is_model_name(text):
            kind, guessed = kind_of(node.class_type, path[-1] if len(path) == 1 else "_".join(path))
            yield ModelReference(
                *(kind.role, kind.asset_type, clean_text(text.strip()), kind.folder),
                weight=None if kind.role in _UNWEIGHTED else weight_beside(graph, beside, path[-1]),
                node_id=node.id,
                class_type=node.class_type,
                input_name=".".join(path),
                guessed=guessed,
            )


def _in_texts(node: Node) -> Iterator[ModelReference]:
    for path, text, _beside in _named_texts(node.inputs):
        for match in _EMBEDDING.finditer(text):
            name = clean_text(match.group(1).rstrip(".;!?"))
            if name:
                kind = (EMBEDDING.role, EMBEDDING.asset_type, name, EMBEDDING.folder)
                yield ModelReference(*kind, None, node.id, node.class_type, ".".join(path))


def _named_texts(
    inputs: Any, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str, dict[str, Any]]]:
    """Every text below a node's inputs, with its path and the values beside it.

    Some nodes hold a whole object in one input (rgthree's Power Lora Loader: one for each LoRA).
    """
    beside = as_object(inputs) or {str(place): one for place, one in enumerate(as_list(inputs) or ())}
    for name, value in beside.items():
        if isinstance(value, str):
            yield (*path, name), value, beside
        elif isinstance(value, dict | list) and not isinstance(value, Link):
            yield from _named_texts(value, (*path, name))
