"""Whole folders of real ComfyUI outputs, read into one plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from depgraph.errors import BadInput
from depgraph.ingest.assets import Assets
from depgraph.ingest.findings import Output, Template, finding_of
from depgraph.ingest.ids import ident, slug
from depgraph.ingest.model_files import Allowed, find_models, no_models
from depgraph.ingest.paths import absolute, path_text
from depgraph.ingest.plan import (
    AssetPlan,
    Counts,
    ImportPlan,
    ProjectPlan,
    ScenePlan,
    SceneTypePlan,
    SegmentPlan,
    TemplatePlan,
)
from depgraph.ingest.reading import Skipped
from depgraph.ingest.references import ModelReference
from depgraph.ingest.shape import Shape
from depgraph.ingest.walk import Walk, walk
from depgraph.naming import base_name, natural_key

_NO_TYPES: Mapping[str, str] = {}


def plan_import(
    paths: Sequence[Path],
    *,
    project_id: str | None = None,
    models_dir: Path | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    known_types: Mapping[str, str] = _NO_TYPES,
    allowed: Allowed | None = None,
) -> ImportPlan:
    """Read files and folders and plan what they make; writes nothing.

    ``known_types`` gives the asset type of lines that are there already, by name;
    ``on_progress`` is called with the files done and their number; ``allowed`` limits where
    model files are looked for. Raises FileUnreadable when a path is not there.
    """
    if not paths:
        raise BadInput("There is no path to import.", pointer="/paths")
    met = walk(paths)
    files = no_models() if models_dir is None else find_models(models_dir, allowed)
    outputs, templates, skipped = _read(met, on_progress)
    project = _project(paths, project_id)
    shapes = {one.shape.id: one.shape for one in outputs}
    references = _all_references(outputs, templates)
    assets = Assets(references, known_types)
    planned = assets.plans(files)
    scenes, segments = _scenes(project.id, outputs)
    return ImportPlan(
        project=project,
        assets=planned,
        scene_types=tuple(
            SceneTypePlan(shape_id, shapes[shape_id].name, assets.uses(shapes[shape_id].references))
            for shape_id in sorted(shapes)
        ),
        scenes=scenes,
        segments=segments,
        templates=tuple(_template(project.id, one, assets) for one in templates),
        skipped=tuple(skipped),
        counts=_counts(met, outputs, templates, planned),
    )


def _read(
    met: Walk, on_progress: Callable[[int, int], None] | None
) -> tuple[list[Output], list[Template], list[Skipped]]:
    outputs: list[Output] = []
    templates: list[Template] = []
    skipped = list(met.skipped)
    shapes: dict[Shape, Shape] = {}
    for done, found in enumerate(met.files, start=1):
        finding = finding_of(found)
        if isinstance(finding, Output):
            shape = shapes.setdefault(finding.shape, finding.shape)  # one copy for all outputs that equal it
            outputs.append(Output(found, shape, finding.prompt_digest))
        elif isinstance(finding, Template):
            templates.append(finding)
        else:
            skipped.append(finding)
        if on_progress is not None:
            on_progress(done, len(met.files))
    return outputs, templates, skipped


def _project(paths: Sequence[Path], project_id: str | None) -> ProjectPlan:
    """The given id, else one made from the name of the first path's folder."""
    first = absolute(paths[0])
    folder = path_text(first.name if first.is_dir() else first.parent.name) or "import"
    return ProjectPlan(project_id or slug(folder), folder)


def _all_references(outputs: Iterable[Output], templates: Iterable[Template]) -> list[ModelReference]:
    """In an order that does not depend on which file came first: types are given out in it.

    Outputs of one shape can spell a model's folder differently, so every output is asked.
    """
    found = {one for shape in {output.shape for output in outputs} for one in shape.references}
    found |= {one for template in templates for one in template.references}
    return sorted(found, key=lambda one: (one.asset_type, one.file_name_as_written, repr(one)))


def _scenes(
    project_id: str, outputs: Iterable[Output]
) -> tuple[tuple[ScenePlan, ...], tuple[SegmentPlan, ...]]:
    by_scene: defaultdict[tuple[str, str], list[Output]] = defaultdict(list)
    for one in outputs:
        by_scene[one.found.folder, one.shape.id].append(one)
    scenes: list[ScenePlan] = []
    segments: list[SegmentPlan] = []
    for (folder, shape_id), inside in sorted(by_scene.items(), key=lambda item: item[0]):
        scene_id = ident("scene", project_id, folder, shape_id)
        name = f"{folder} · {inside[0].shape.name}"
        scenes.append(ScenePlan(scene_id, name, folder, shape_id, project_id))
        inside.sort(key=lambda one: natural_key(one.found.name))
        segments += [_segment(project_id, scene_id, index, one) for index, one in enumerate(inside)]
    return tuple(scenes), tuple(segments)


def _segment(project_id: str, scene_id: str, index: int, output: Output) -> SegmentPlan:
    """The prompt is part of the id: two people's ``output`` folders hold other pictures of the same name."""
    found = output.found
    segment_id = ident("segment", project_id, found.key, output.prompt_digest)
    return SegmentPlan(segment_id, found.name, found.key, found.path, scene_id, index, output.prompt_digest)


def _template(project_id: str, template: Template, assets: Assets) -> TemplatePlan:
    found = template.found
    template_id = ident("template", project_id, found.key)
    return TemplatePlan(template_id, found.name, found.key, found.path, assets.uses(template.references))


def _counts(
    met: Walk, outputs: Sequence[Output], templates: Sequence[Template], assets: Iterable[AssetPlan]
) -> Counts:
    pairs = {
        (one.found.key, reference.file_name_as_written)
        for one in outputs
        for reference in one.shape.references
    }
    by_asset = [(asset, len(asset.file_names)) for asset in assets]
    return Counts(
        files_seen=len(met.files),
        files_ignored=met.ignored,
        outputs=len(outputs),
        workflows=len(templates),
        references=sum(count for _asset, count in by_asset),
        unresolved=sum(count for asset, count in by_asset if asset.placeholder),
        output_references=len({written for _key, written in pairs}),
        output_file_names=len({base_name(written) for _key, written in pairs}),
        output_file_name_pairs=len({(key, base_name(written)) for key, written in pairs}),
    )
