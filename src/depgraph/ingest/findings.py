"""What one file says, small enough to be kept for every file of an import."""

from __future__ import annotations

from dataclasses import dataclass

from depgraph.errors import BadInput
from depgraph.ingest.generation import Generation
from depgraph.ingest.graph import Graph, graph_of_prompt
from depgraph.ingest.ids import digest
from depgraph.ingest.json_text import objects_in
from depgraph.ingest.made import generation_of_graph
from depgraph.ingest.reading import MadeElsewhere, Reading, Skipped, read_file
from depgraph.ingest.references import ModelReference, references_of
from depgraph.ingest.shape import Shape, shape_of
from depgraph.ingest.walk import Found
from depgraph.ingest.workflow import graph_of_workflow


@dataclass(frozen=True, slots=True)
class Output:
    """A file with an executable prompt. How that made it is asked for by itself: see ``generation_of``."""

    found: Found
    shape: Shape
    prompt_digest: str


@dataclass(frozen=True, slots=True)
class Template:
    """A file with only a workflow; its texts are its own, so the embeddings in them count."""

    found: Found
    references: tuple[ModelReference, ...]


def finding_of(found: Found) -> Output | Template | Skipped:
    """Read one file. Raises nothing: what cannot be used is Skipped."""
    reading = read_file(found.path)
    if isinstance(reading, Skipped):
        return reading
    try:
        graph = graph_of(reading)
        if reading.is_output:
            return Output(found, shape_of(graph), digest(reading.prompt))
        return Template(found, references_of(graph))
    except BadInput as problem:
        return Skipped(reading.path, problem.detail)
    except RecursionError:
        return Skipped(reading.path, "it is nested too deeply")


def graph_of(reading: Reading) -> Graph:
    """The graph of a file: the prompt, which was executed, before the workflow. May raise BadInput."""
    if reading.prompt is not None:
        return graph_of_prompt(reading.prompt)
    workflow = reading.workflow or {}
    if not objects_in(workflow.get("nodes")):
        raise BadInput("its workflow has no nodes")
    return graph_of_workflow(workflow)


def describe_file(reading: Reading) -> tuple[ModelReference, ...]:
    """What one file uses, embeddings in its texts included. May raise BadInput."""
    try:
        return references_of(graph_of(reading))
    except RecursionError:
        raise BadInput("it is nested too deeply") from None


def generation_of(reading: Reading | Skipped) -> Generation | None:
    """How a file was made: by the prompt that was executed, else by what another program wrote into it.

    None for a file that says nothing of it, a mere workflow included. May raise BadInput.
    """
    if isinstance(reading, MadeElsewhere):
        return reading.made.generation
    if isinstance(reading, Skipped):
        return None
    if reading.is_output and reading.prompt is not None:
        try:
            return generation_of_graph(graph_of_prompt(reading.prompt))
        except RecursionError:
            raise BadInput("it is nested too deeply") from None
    return None if reading.made is None else reading.made.generation
