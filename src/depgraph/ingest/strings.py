"""The text behind an input: written there, or put together by nodes that handle texts.

Joining is followed; a node that makes a text of its own (a random line, a language model,
a file) stands for the text that it was given, for what it made is in no prompt.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from depgraph.ingest.graph import Graph, Link, Node
from depgraph.ingest.json_text import clean_text
from depgraph.ingest.switches import taken_links
from depgraph.naming import natural_key

MAX_PROMPT = 1_000_000
"""Characters. A few nodes that join a text with itself can mean more than any memory holds."""
_MAX_STEPS = 2_000
_ALREADY_FILLED = ("populated_text",)  # Impact Pack: the wildcards as they fell
_TEXT = ("text", "prompt", "string", "value", "multiline_text", "input_text", "text_input", "wildcard_text")
_JOINED = re.compile(r"^(?:text|string|str|prompt)_?(?:[a-z]|\d{1,3})$", re.IGNORECASE)
_DELIMITERS = ("delimiter", "separator")
ROLE_TEXT = {
    "positive": ("positive", "positive_prompt", "text_positive", "prompt_positive", "pos"),
    "negative": ("negative", "negative_prompt", "text_negative", "prompt_negative", "neg"),
}
"""Inputs of nodes that hold both prompts."""


class _Leave(NamedTuple):
    """On the stack below what a node expands to: the node is then no longer on the path."""

    node_id: str


def text_at(graph: Graph, value: Any, role: str) -> str:
    """The text that a value or link stands for; empty where there is none. Of a node that holds both
    prompts, that of the role (positive or negative)."""
    pieces: list[str] = []
    room, path = MAX_PROMPT, set[str]()
    stack: list[Any] = [value]
    for _ in range(_MAX_STEPS):
        if not stack or room <= 0:
            break
        step = stack.pop()
        if isinstance(step, _Leave):
            path.discard(step.node_id)
        elif isinstance(step, str):
            pieces.append(step[:room])
            room -= len(step)
        elif isinstance(step, Link) and step.node_id in graph.nodes and step.node_id not in path:
            path.add(step.node_id)
            stack.append(_Leave(step.node_id))
            stack.extend(reversed(_parts(graph, graph.nodes[step.node_id], role)))
    return clean_text("".join(pieces))


def joined_inputs(node: Node) -> list[str]:
    """The names of texts that a node joins (text_a, text_b …), in their order."""
    return sorted((name for name in node.inputs if _JOINED.match(name)), key=natural_key)


def text_inputs(node: Node, role: str) -> list[str]:
    """The names of the inputs that hold a node's text: one, or those that it joins."""
    by_name = {name.lower(): name for name, value in node.inputs.items() if isinstance(value, str | Link)}
    for name in (*ROLE_TEXT[role], *_ALREADY_FILLED, *_TEXT):
        if name in by_name:
            return [by_name[name]]
    return joined_inputs(node)


def _parts(graph: Graph, node: Node, role: str) -> list[Any]:
    names = text_inputs(node, role)
    if not names:
        links = list(taken_links(graph, node).values())
        return links if len(links) == 1 else []
    between = _delimiter(node) if len(names) > 1 else ""
    parts = [part for name in names for part in (between, node.inputs[name])]
    return parts[1:]


def _delimiter(node: Node) -> str:
    """WAS wrote ``linebreak_addition`` before it had a delimiter; a line break is often spelled ``\\n``."""
    if node.inputs.get("linebreak_addition") == "true":
        return "\n"
    given = next((node.inputs[name] for name in _DELIMITERS if isinstance(node.inputs.get(name), str)), "")
    return given.replace("\\n", "\n")
