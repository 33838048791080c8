"""From references to assets: one name, one type, every version of it seen in this import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from depgraph.ingest.hashes import Registered, meant_by_hash
from depgraph.ingest.loaders import FOLDER_OF_TYPE
from depgraph.ingest.model_files import Match, ModelFile, ModelFiles, Status
from depgraph.ingest.plan import AssetKey, AssetPlan, Meant, Named, UsePlan
from depgraph.ingest.references import ModelReference
from depgraph.ingest.stems import Stems
from depgraph.naming import UNVERSIONED, natural_key, split_file_name, with_folder


class Known(NamedTuple):
    """What is there already: the type of each line by its name; registered assets by a hash as written."""

    types: Mapping[str, str]
    by_hash: Mapping[str, Sequence[Registered]]


class Assets:
    """Names and types of an import's models.

    A hash says more than a name. A name belongs to the type of the line that is there already,
    else to the type that first names it here; a model of another type is prefixed with its model
    folder. A reference whose type is only guessed takes the type that its name has.
    """

    def __init__(self, references: Iterable[ModelReference], known: Known, files: ModelFiles) -> None:
        self._references = tuple(dict.fromkeys(references))
        self._types = dict(known.types)
        self._by_hash = known.by_hash
        self._files = files
        self._stems = Stems(known.types, self._references, self._files)
        for sure in (True, False):
            for one in self._references:
                if one.guessed is not sure and self._registered(one) is None:
                    self._types.setdefault(self._line(one)[0], one.asset_type)

    def key_of(self, reference: ModelReference) -> tuple[AssetKey, str]:
        """The asset that a reference means, and its type."""
        registered = self._registered(reference)
        if registered is not None:
            return AssetKey(registered.name, registered.version), registered.asset_type
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

    def plans(self) -> tuple[AssetPlan, ...]:
        """Every asset with the spellings it was met in and the file it was found as."""
        spellings: dict[tuple[AssetKey, str], dict[str, Match]] = {}
        for one in self._references:
            matches = spellings.setdefault(self.key_of(one), {})
            matches[one.file_name_as_written] = self._match(one)
        plans = [_asset(key, asset_type, matches) for (key, asset_type), matches in spellings.items()]
        return tuple(sorted(plans, key=lambda plan: (plan.key.name, natural_key(plan.key.version))))

    def meant(self, references: Iterable[ModelReference]) -> dict[Named, Meant]:
        """Which asset each spelling means, and how sure that is."""
        found: dict[Named, Meant] = {}
        for one in references:
            several = self._registered(one) is None and len(self._stems.lines(one)) > 1
            status = "ambiguous" if several else self._match(one).status
            found[named(one)] = Meant(self.key_of(one)[0], status)
        return found

    def _registered(self, reference: ModelReference) -> Registered | None:
        return meant_by_hash(reference, self._by_hash)

    def _match(self, reference: ModelReference) -> Match:
        return self._files.match(reference.file_name_as_written, reference.folder)

    def _line(self, reference: ModelReference) -> tuple[str, str]:
        name = split_file_name(self._stems.full_name(reference)).name
        if reference.guessed:
            return name, self._types.get(name, reference.asset_type)
        folder = FOLDER_OF_TYPE.get(reference.asset_type, reference.asset_type)
        while self._types.get(name, reference.asset_type) != reference.asset_type:
            name = with_folder(name, folder)
        return name, reference.asset_type


def named(reference: ModelReference) -> Named:
    """What of a reference decides which asset it means."""
    one = reference
    return Named(one.file_name_as_written, one.asset_type, one.folder, one.guessed, one.hash)


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
