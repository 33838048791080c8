"""From references to assets: one name, one type, every version of it seen in this import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from depgraph.ingest.loaders import FOLDER_OF_TYPE
from depgraph.ingest.model_files import Match, ModelFile, ModelFiles, Status
from depgraph.ingest.plan import AssetKey, AssetPlan, UsePlan
from depgraph.ingest.references import ModelReference
from depgraph.naming import UNVERSIONED, natural_key, split_file_name, with_folder


class Assets:
    """Names and types of an import's models.

    A name belongs to the type of the line that is there already (``known_types``), else to
    the type that first names it here; a model of another type is prefixed with its model
    folder. A reference whose type is only guessed takes the type that its name has.
    """

    def __init__(self, references: Iterable[ModelReference], known_types: Mapping[str, str]) -> None:
        self._types = dict(known_types)
        self._references = tuple(dict.fromkeys(references))
        for sure in (True, False):
            for one in self._references:
                if one.guessed is not sure:
                    self._types.setdefault(self._line(one)[0], one.asset_type)

    def key_of(self, reference: ModelReference) -> tuple[AssetKey, str]:
        """The asset that a reference means, and its type."""
        name, asset_type = self._line(reference)
        version = split_file_name(reference.file_name_as_written).version
        return AssetKey(name, version or UNVERSIONED), asset_type

    def uses(self, references: Iterable[ModelReference]) -> tuple[UsePlan, ...]:
        """One use for each asset and role, sorted."""
        weights: dict[tuple[AssetKey, str, str], list[float]] = {}
        for one in references:
            key, asset_type = self.key_of(one)
            found = weights.setdefault((key, one.role, asset_type), [])
            if one.weight is not None:
                found.append(one.weight)
        return tuple(
            UsePlan(key, role, asset_type, max(found, default=None))
            for (key, role, asset_type), found in sorted(weights.items())
        )

    def plans(self, files: ModelFiles) -> tuple[AssetPlan, ...]:
        """Every asset with the spellings it was met in and the file it was found as."""
        spellings: dict[tuple[AssetKey, str], dict[str, Match]] = {}
        for one in self._references:
            matches = spellings.setdefault(self.key_of(one), {})
            written = one.file_name_as_written
            matches[written] = files.match(written, one.folder)
        plans = [_asset(key, asset_type, matches) for (key, asset_type), matches in spellings.items()]
        return tuple(sorted(plans, key=lambda plan: (plan.key.name, natural_key(plan.key.version))))

    def _line(self, reference: ModelReference) -> tuple[str, str]:
        name = split_file_name(reference.file_name_as_written).name
        if reference.guessed:
            return name, self._types.get(name, reference.asset_type)
        folder = FOLDER_OF_TYPE.get(reference.asset_type, reference.asset_type)
        while self._types.get(name, reference.asset_type) != reference.asset_type:
            name = with_folder(name, folder)
        return name, reference.asset_type


def _asset(key: AssetKey, asset_type: str, matches: dict[str, Match]) -> AssetPlan:
    """Spellings that were found exactly outweigh those found by name alone."""
    for status in ("exact", "by_name", "ambiguous"):
        files = {file for match in matches.values() if match.status == status for file in match.files}
        if files:
            return _with_files(key, asset_type, matches, status, files)
    return AssetPlan(key, asset_type, tuple(sorted(matches)), "missing", None, ())


def _with_files(
    key: AssetKey, asset_type: str, matches: dict[str, Match], status: Status, files: set[ModelFile]
) -> AssetPlan:
    paths = tuple(sorted(file.path for file in files))
    only = paths[0] if len(paths) == 1 else None
    return AssetPlan(key, asset_type, tuple(sorted(matches)), status if only else "ambiguous", only, paths)
