"""What an import will write: plain data, in the order in which it can be written.

The same files give the same plan, whatever the time, the working directory, or where on a
machine the folder lies (only ``file_path`` and the model files tell that).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from depgraph.ingest.model_files import Status
from depgraph.ingest.reading import Skipped


class AssetKey(NamedTuple):
    """What an asset is unique by."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """The import itself."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class AssetPlan:
    """A model that something names.

    ``file_names`` are all spellings met. ``status`` says what was found below the models
    folder: one file (exact, by_name: ``model_file``), several (ambiguous: ``candidates``) or
    none (missing); without a file the asset is a placeholder.
    """

    key: AssetKey
    asset_type: str
    file_names: tuple[str, ...]
    status: Status
    model_file: Path | None
    candidates: tuple[Path, ...]

    @property
    def placeholder(self) -> bool:
        """Whether no file of it is known."""
        return self.model_file is None


class Named(NamedTuple):
    """How a file names a model: all that decides which asset is meant."""

    file_name: str
    asset_type: str
    folder: str
    guessed: bool
    hash: str | None


class Meant(NamedTuple):
    """The asset that a name means. ``status`` is that of this spelling, ``ambiguous`` also where the name
    leaves out the extension and several lines differ in nothing else."""

    asset: AssetKey
    status: Status


@dataclass(frozen=True, slots=True)
class UsePlan:
    """One USES edge. ``weight`` is the greatest, where one graph names a model more than once in a role."""

    asset: AssetKey
    role: str
    asset_type: str
    weight: float | None


@dataclass(frozen=True, slots=True)
class SceneTypePlan:
    """A workflow's shape, with every model it names. Belongs to no project: its id is the shape's."""

    id: str
    name: str
    uses: tuple[UsePlan, ...]


@dataclass(frozen=True, slots=True)
class ScenePlan:
    """A folder's outputs of one scene type."""

    id: str
    name: str
    folder: str
    scene_type_id: str
    project_id: str


@dataclass(frozen=True, slots=True)
class SegmentPlan:
    """An output file. ``path`` begins with the imported folder's name; ``sequence_index`` counts from 0
    in natural order of the files of its scene; ``prompt_digest`` is the SHA-256 of its prompt."""

    id: str
    name: str
    path: str
    file_path: Path
    scene_id: str
    sequence_index: int
    prompt_digest: str


@dataclass(frozen=True, slots=True)
class TemplatePlan:
    """A file with only a workflow, with every model it names."""

    id: str
    name: str
    path: str
    file_path: Path
    uses: tuple[UsePlan, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures for the summary.

    ``references`` are distinct model names as written, in outputs, their receipts and templates together;
    ``unresolved`` those of them without one model file. The next three are of what scene types use alone:
    distinct names as written, distinct file names without folders, and pairs of output and file name.
    ``receipts`` are the outputs that say how they were made.
    """

    files_seen: int
    files_ignored: int
    outputs: int
    workflows: int
    references: int
    unresolved: int
    output_references: int
    output_file_names: int
    output_file_name_pairs: int
    receipts: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything an import makes.

    ``assets`` are sorted by name and by version in natural order, so that of the newly seen
    versions of a line the last one registered is the one that becomes current. ``named`` leads
    from every spelling in outputs to its asset, for their receipts.
    """

    project: ProjectPlan
    assets: tuple[AssetPlan, ...]
    scene_types: tuple[SceneTypePlan, ...]
    scenes: tuple[ScenePlan, ...]
    segments: tuple[SegmentPlan, ...]
    templates: tuple[TemplatePlan, ...]
    skipped: tuple[Skipped, ...]
    named: dict[Named, Meant]
    counts: Counts
