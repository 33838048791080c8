"""What one file says, small enough to be kept for every file of an import."""

from __future__ import annotations

from dataclasses import dataclass

from depgraph.errors import BadInput
from depgraph.ingest.fingerprint import Print
from depgraph.ingest.graph import Graph, graph_of_prompt
from depgraph.ingest.ids import digest
from depgraph.ingest.json_text import objects_in
from depgraph.ingest.making import COMFYUI, Making, generation_in
from depgraph.ingest.programs import Made
from depgraph.ingest.reading import MadeElsewhere, Reading, Skipped, read_with_print
from depgraph.ingest.references import ModelReference, references_of
from depgraph.ingest.shape import Shape, shape_of, shape_of_models
from depgraph.ingest.walk import Found
from depgraph.ingest.workflow import graph_of_workflow


@dataclass(frozen=True, slots=True)
class Output:
    """A file that says how it was made: by an executable prompt, or in the words of another program.

    ``making`` goes into its receipt; where it is None, ``trouble`` says why there is none.
    """

    found: Found
    shape: Shape
    prompt_digest: str
    making: Making | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A file with only a workflow; its texts are its own, so the embeddings in them count."""

    found: Found
    references: tuple[ModelReference, ...]


def finding_of(found: Found) -> Output | Template | Skipped:
    """Read one file, once. Raises nothing: what cannot be used is Skipped."""
    read = read_with_print(found.path)
    if isinstance(read, Skipped):
        return read
    reading, print_ = read
    if isinstance(reading, MadeElsewhere):
        return _of_another_program(found, reading.made, print_)
    try:
        graph = graph_of(reading)
        if reading.is_output:
            return _output(found, graph, digest(reading.prompt), print_)
        return Template(found, references_of(graph))
    except BadInput as problem:
        return Skipped(reading.path, problem.detail)
    except RecursionError:
        return Skipped(reading.path, "it is nested too deeply")


def _output(found: Found, graph: Graph, prompt_digest: str, print_: Print) -> Output:
    shape = shape_of(graph)
    try:
        making = Making(found, prompt_digest, print_, COMFYUI, generation_in(graph))
    except BadInput as problem:  # its models are known all the same
        return Output(found, shape, prompt_digest, trouble=problem.detail)
    return Output(found, shape, prompt_digest, making)


def _of_another_program(found: Found, made: Made, print_: Print) -> Output:
    shape = shape_of_models(made.program, made.generation.references)
    return Output(
        found, shape, made.digest, Making(found, made.digest, print_, made.program, made.generation)
    )


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
