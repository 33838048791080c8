"""Whole folders of real ComfyUI outputs, read into one plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from depgraph.errors import BadInput
from depgraph.files.there import is_folder
from depgraph.ingest.assets import Assets, Known
from depgraph.ingest.findings import Output, Template
from depgraph.ingest.hashes import Registered, usable
from depgraph.ingest.ids import ident, slug
from depgraph.ingest.making import Keep, forget
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
from depgraph.ingest.reading_all import Read, all_references, read_all
from depgraph.ingest.walk import Found, Walk, walk
from depgraph.naming import base_name, natural_key

_NO_TYPES: Mapping[str, str] = {}
FindHashes = Callable[[Sequence[str]], Mapping[str, Sequence[Registered]]]
"""Answers which registered assets have bytes with a hash that begins so."""


def _no_hashes(_hashes: Sequence[str]) -> Mapping[str, Sequence[Registered]]:
    return {}


def plan_import(
    paths: Sequence[Path],
    *,
    project_id: str | None = None,
    models_dir: Path | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    known_types: Mapping[str, str] = _NO_TYPES,
    find_hashes: FindHashes = _no_hashes,
    allowed: Allowed | None = None,
    keep: Keep = forget,
) -> ImportPlan:
    """Read files and folders and plan what they make; writes nothing.

    ``known_types`` gives the asset type of lines that are there already, by name; ``find_hashes``
    is asked once, for the hashes that outputs of other programs hold; ``on_progress`` is called
    with the files done and their number; ``allowed`` limits where model files are looked for;
    ``keep`` takes how each output was made, as it is read. Raises FileUnreadable when a path is
    not there.
    """
    if not paths:
        raise BadInput("There is no path to import.", pointer="/paths")
    met = walk(paths)
    files = no_models() if models_dir is None else find_models(models_dir, allowed)
    read = read_all(met, keep, on_progress)
    project = _project(paths, project_id)
    references = all_references(read)
    by_hash = find_hashes(sorted({short for one in references if (short := usable(one.hash))}))
    assets = Assets(references, Known(known_types, by_hash), files)
    planned = assets.plans()
    scenes, segments = _scenes(project.id, read.outputs)
    return ImportPlan(
        project=project,
        assets=planned,
        scene_types=_scene_types(read.outputs, assets),
        scenes=scenes,
        segments=segments,
        templates=tuple(_template(project.id, one, assets) for one in read.templates),
        skipped=tuple(read.skipped),
        named=assets.meant(read.used),
        counts=_counts(met, read, planned),
    )


def _scene_types(outputs: Sequence[Output], assets: Assets) -> tuple[SceneTypePlan, ...]:
    shapes = {one.shape.id: one.shape for one in outputs}
    return tuple(
        SceneTypePlan(shape_id, shapes[shape_id].name, assets.uses(shapes[shape_id].references))
        for shape_id in sorted(shapes)
    )


def _project(paths: Sequence[Path], project_id: str | None) -> ProjectPlan:
    """The given id, else one made from the name of the first path's folder."""
    first = absolute(paths[0])
    folder = path_text(first.name if is_folder(first) else first.parent.name) or "import"
    return ProjectPlan(project_id or slug(folder), folder)


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


def segment_id_of(project_id: str, found: Found, prompt_digest: str) -> str:
    """The prompt is part of the id: two people's ``output`` folders hold other pictures of the same name."""
    return ident("segment", project_id, found.key, prompt_digest)


def _segment(project_id: str, scene_id: str, index: int, output: Output) -> SegmentPlan:
    found = output.found
    segment_id = segment_id_of(project_id, found, output.prompt_digest)
    return SegmentPlan(segment_id, found.name, found.key, found.path, scene_id, index, output.prompt_digest)


def _template(project_id: str, template: Template, assets: Assets) -> TemplatePlan:
    found = template.found
    template_id = ident("template", project_id, found.key)
    return TemplatePlan(template_id, found.name, found.key, found.path, assets.uses(template.references))


def _counts(met: Walk, read: Read, assets: Iterable[AssetPlan]) -> Counts:
    pairs = {
        (one.found.key, reference.file_name_as_written)
        for one in read.outputs
        for reference in one.shape.references
    }
    by_asset = [(asset, len(asset.file_names)) for asset in assets]
    return Counts(
        files_seen=len(met.files),
        files_ignored=met.ignored,
        outputs=len(read.outputs),
        workflows=len(read.templates),
        references=sum(count for _asset, count in by_asset),
        unresolved=sum(count for asset, count in by_asset if asset.placeholder),
        output_references=len({written for _key, written in pairs}),
        output_file_names=len({base_name(written) for _key, written in pairs}),
        output_file_name_pairs=len({(key, base_name(written)) for key, written in pairs}),
        receipts=read.makings,
    )
