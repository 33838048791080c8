"""From a container's texts to ComfyUI's two graphs: told by their form, not by the key they stand under."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from depgraph.errors import BadInput
from depgraph.ingest.json_text import as_list, as_object, parse_json
from depgraph.ingest.limits import MAX_TEXTS_BYTES, PAIR_BYTES
from depgraph.ingest.programs import Made, made_by_another

_OWN_KEYS = ("prompt", "workflow")
_WRAPPERS = ("prompt", "workflow", "extra_data", "extra_pnginfo", "output")
"""Where both graphs are found inside one JSON object: VideoHelperSuite's comment, the body of
POST /prompt (``extra_data.extra_pnginfo``), and what the front end's graphToPrompt gives."""
_OTHER_GRAPHS = ("invokeai_workflow", "invokeai_graph")
"""Have nodes too, but not ComfyUI's."""
_OTHER_PROGRAMS = {
    "fooocus_scheme": "Fooocus",
    "invokeai_metadata": "InvokeAI",
    "sd-metadata": "InvokeAI",
    "dream": "InvokeAI",
    "parameters": "AUTOMATIC1111 or one of its kind",
    "comment": "another program",
}


class Metadata(NamedTuple):
    """The two graphs as parsed JSON, and why they are missing where they are.

    ``made`` is what another program wrote, read only where nothing executable was found.
    """

    prompt: dict[str, Any] | None
    workflow: dict[str, Any] | None
    trouble: str
    made: Made | None = None


def metadata_of(texts: Iterable[tuple[str, str]]) -> Metadata:
    """Look through a container's texts; a file that breaks in the middle keeps what came before."""
    pairs, broken = _collect(texts)
    prompt, workflow, trouble = None, None, broken
    for key, text in pairs:
        if key.lower() in _OTHER_GRAPHS or not text.lstrip().startswith(("{", '"{')):
            continue
        try:
            found = graphs_in(parse_json(text))
        except BadInput as problem:
            if key.lower() in _OWN_KEYS:
                trouble = trouble or f"the {key.lower()} in it cannot be read: {problem.detail}"
            continue
        prompt, workflow = prompt or found[0], workflow or found[1]
    made = made_by_another(pairs) if prompt is None else None
    return Metadata(prompt, workflow, trouble or _other_program(pairs, made), made)


def graphs_in(value: Any, depth: int = 3) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The prompt (API form) and the workflow (UI form) that a JSON value is or contains."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        value = parse_json(value)  # some savers write JSON inside JSON
    given = as_object(value)
    if given is None:
        return None, None
    if is_prompt(given):
        return given, None
    workflow = given if as_list(given.get("nodes")) is not None else None
    prompt = None
    for key in _WRAPPERS if depth and workflow is None else ():
        found = graphs_in(given.get(key), depth - 1)
        prompt, workflow = prompt or found[0], workflow or found[1]
    return prompt, workflow


def is_prompt(value: dict[str, Any]) -> bool:
    """Executable: an object of nodes, at least one of which names its class."""
    nodes = (as_object(node) for node in value.values())
    return any(node is not None and isinstance(node.get("class_type"), str) for node in nodes)


def _collect(texts: Iterable[tuple[str, str]]) -> tuple[list[tuple[str, str]], str]:
    pairs: list[tuple[str, str]] = []
    room = MAX_TEXTS_BYTES
    try:
        for key, text in texts:
            room -= len(key) + len(text) + PAIR_BYTES
            if room < 0:
                return pairs, f"its texts are larger than {MAX_TEXTS_BYTES // 1024**2} MB"
            pairs.append((key, text))
    except BadInput as problem:
        return pairs, problem.detail
    except RecursionError:
        return pairs, "it is nested too deeply"
    return pairs, ""


def _other_program(pairs: list[tuple[str, str]], made: Made | None) -> str:
    keys = {key.lower(): text for key, text in pairs}
    if "novelai" in keys.get("software", "").lower():
        return "it holds no ComfyUI metadata, but NovelAI's"
    for key, program in _OTHER_PROGRAMS.items():
        if key in keys:
            return f"it holds no ComfyUI metadata, but that of {program}"
    return f"it holds no ComfyUI metadata, but that of {made.program}" if made else ""
