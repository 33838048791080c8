"""Assets in their lines: which version is current, which asset some bytes are, what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from depgraph.bulk.lines import AssetLine
from depgraph.bulk.tables import Tables
from depgraph.clock import new_id
from depgraph.errors import BadInput
from depgraph.models.base import canonical


@dataclass(slots=True)
class Version:
    """One asset with its place in its line. ``uses`` counts its dependents."""

    line: AssetLine
    number: int
    previous_id: str | None
    is_current: bool
    uses: int = 0

    @property
    def id(self) -> str:
        return self.line.id

    @property
    def hash(self) -> str | None:
        return self.line.checksum_sha256


@dataclass
class Registry:
    """All versions: by id, by content, and the current one of each line."""

    by_id: dict[str, Version] = field(default_factory=dict[str, Version])
    by_hash: dict[str, Version] = field(default_factory=dict[str, Version])
    current: dict[str, Version] = field(default_factory=dict[str, Version])
    tensors: dict[str, str] = field(default_factory=dict[str, str])

    def verdict(self, asset: Version | None, recorded: str | None) -> str:
        """The rule of ``cypher/receipt/_verdict.cypher``: content first, time never."""
        if asset is None:
            return "untracked"
        current = self.current[asset.line.name]
        if recorded is None or current.hash is None:
            return "as_recorded" if asset is current else "new_version"
        if recorded == current.hash:
            return "as_recorded"
        tensors = self.tensors.get(recorded)
        if tensors is not None and tensors == self.tensors.get(current.hash):
            return "metadata_only"
        return "content_changed" if asset is current else "new_version"


def registry(assets: Iterable[AssetLine]) -> Registry:
    """The versions of all lines. Raises BadInput for two of one id or version, or two that are current."""
    found = Registry()
    lines: dict[str, list[AssetLine]] = {}
    for asset in assets:
        if asset.id in found.by_id:
            raise BadInput(f"Two assets have the id {asset.id!r}.")
        lines.setdefault(asset.name, []).append(asset)
        found.by_id[asset.id] = Version(asset, len(lines[asset.name]), None, is_current=False)
    for name, versions in lines.items():
        _check(name, versions)
        chosen = next((one for one in versions if one.is_current), versions[-1])
        found.current[name] = found.by_id[chosen.id]
        found.by_id[chosen.id].is_current = True
        for before, after in pairwise(versions):
            found.by_id[after.id].previous_id = before.id
    for asset in found.by_id.values():
        _know_content(found, asset)
    return found


def write(found: Registry, tables: Tables, now: str) -> None:
    """Lines, versions, contents and their edges, once all dependents are counted."""
    types = tables.node("AssetType", ["name:ID(type)", "id", "created_at", "updated_at"])
    for name in sorted({asset.line.asset_type for asset in found.by_id.values()}):
        types.add(name, new_id(), now, now)
    lines = tables.node("Line", ["name:ID(line)", "asset_type", "next_number:long", "created_at"])
    counts = Counter(asset.line.name for asset in found.by_id.values())
    for name, current in found.current.items():
        lines.add(name, current.line.asset_type, counts[name] + 1, now)
    _write_versions(found, tables, now)
    _write_contents(found, tables, now)


def _check(name: str, versions: list[AssetLine]) -> None:
    if sum(one.is_current for one in versions) > 1:
        raise BadInput(f"The line {name!r} has two versions with is_current.")
    if len({one.asset_type for one in versions}) > 1:
        raise BadInput(f"The line {name!r} has versions of several asset types.")
    if len({one.version for one in versions}) < len(versions):
        raise BadInput(f"The line {name!r} has two versions of one name.")


def _know_content(found: Registry, asset: Version) -> None:
    """Bytes that several have are those of the current one, else of the newest (``_asset_of_content``)."""
    if asset.hash is None:
        return
    other = found.by_hash.get(asset.hash)
    if other is None or _is_meant_before(asset, other):
        found.by_hash[asset.hash] = asset
    if asset.line.tensor_sha256 is not None:
        found.tensors[asset.hash] = asset.line.tensor_sha256


def _is_meant_before(asset: Version, other: Version) -> bool:
    if asset.is_current != other.is_current:
        return asset.is_current
    # without a time of its own an asset is made when it is loaded: later than any that has one
    made, other_made = asset.line.created_at or "~", other.line.created_at or "~"
    return made > other_made or (made == other_made and asset.id < other.id)


def _write_versions(found: Registry, tables: Tables, now: str) -> None:
    assets = tables.node("Asset:Listed", _ASSET)
    of_line = tables.edge("VERSION_OF", "asset", "line")
    previous = tables.edge("PREVIOUS", "asset", "asset")
    for asset in found.by_id.values():
        line = asset.line
        created = line.created_at or now
        assets.add(
            line.id, line.name, line.version, line.asset_type, line.name.casefold(), asset.number,
            line.name if asset.is_current else None, "active", line.checksum_sha256 is None,
            line.file_path, line.file_size_bytes, line.checksum_sha256, line.description,
            canonical(line.metadata or {}), line.tags, line.license, line.origin, line.registered_by,
            created, created, 0.0, 0, 0, asset.uses, asset.uses, asset.previous_id,
        )  # fmt: skip
        of_line.add(line.id, line.name)
        if asset.previous_id is not None:
            previous.add(line.id, asset.previous_id)


def _write_contents(found: Registry, tables: Tables, now: str) -> None:
    contents = tables.node("Content", ["hash:ID(content)", "size_bytes:long", "tensor_sha256", "created_at"])
    has_content = tables.edge("HAS_CONTENT", "asset", "content")
    for asset in found.by_id.values():
        if asset.hash is not None:
            has_content.add(asset.id, asset.hash)
    for sha, asset in found.by_hash.items():
        contents.add(sha, asset.line.file_size_bytes, found.tensors.get(sha), now)


# a node's properties are stored in this order, and walked in it: what answers tell of an asset comes first
_ASSET = [
    "id:ID(asset)", "name", "version", "asset_type", "search_name", "version_number:long", "current_of",
    "status", "placeholder:boolean", "file_path", "file_size_bytes:long", "checksum_sha256", "description",
    "metadata", "tags:string[]", "license", "origin", "registered_by", "created_at", "updated_at",
    "avg_rating:double", "rating_sum:long", "rating_count:long", "dependency_count:long",
    "uses_revision:long", "previous_id",
]  # fmt: skip
