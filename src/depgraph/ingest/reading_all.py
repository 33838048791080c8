"""Every file of an import, read one after the other; what is kept of each is small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from depgraph.ingest.findings import Output, Template, finding_of
from depgraph.ingest.making import Keep, Making
from depgraph.ingest.paths import path_text
from depgraph.ingest.reading import Skipped
from depgraph.ingest.references import ModelReference
from depgraph.ingest.shape import Shape
from depgraph.ingest.walk import Walk


@dataclass(slots=True)
class Read:
    """What the files said. ``used`` are the models that went into outputs, each spelling once."""

    outputs: list[Output] = field(default_factory=list[Output])
    templates: list[Template] = field(default_factory=list[Template])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    used: set[ModelReference] = field(default_factory=set[ModelReference])
    makings: int = 0


def read_all(met: Walk, keep: Keep, on_progress: Callable[[int, int], None] | None) -> Read:
    """Read each file once. How an output was made goes to ``keep`` and is not held here."""
    read = Read(skipped=list(met.skipped))
    shapes: dict[Shape, Shape] = {}
    for done, found in enumerate(met.files, start=1):
        finding = finding_of(found)
        if isinstance(finding, Output):
            shape = shapes.setdefault(finding.shape, finding.shape)  # one copy for all outputs that equal it
            read.outputs.append(Output(found, shape, finding.prompt_digest))
            if finding.making is None:
                read.skipped.append(Skipped(path_text(found.path), f"no receipt: {finding.trouble}"))
            else:
                _keep(read, finding.making, keep)
        elif isinstance(finding, Template):
            read.templates.append(finding)
        else:
            read.skipped.append(finding)
        if on_progress is not None:
            on_progress(done, len(met.files))
    return read


def all_references(read: Read) -> list[ModelReference]:
    """In an order that does not depend on which file came first: types are given out in it.

    Outputs of one shape can spell a model's folder differently, so every output is asked.
    """
    found = {one for shape in {output.shape for output in read.outputs} for one in shape.references}
    found |= {one for template in read.templates for one in template.references}
    found |= read.used
    return sorted(found, key=lambda one: (one.asset_type, one.file_name_as_written, repr(one)))


def _keep(read: Read, making: Making, keep: Keep) -> None:
    read.makings += 1
    read.used |= {_spelling(one) for one in making.generation.references}
    keep(making)


def _spelling(reference: ModelReference) -> ModelReference:
    """Without its place in the graph: there are far fewer spellings than references."""
    return replace(reference, weight=None, node_id="", class_type="", input_name="")
