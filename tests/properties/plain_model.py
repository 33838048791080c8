"""What depgraph keeps, as plain Python: a few dictionaries, and the contract's rules of how they change.

Ids that are opaque by contract are taken from the service's answers; all else is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple

Key = tuple[str, str]
"""An entity: its kind and its id."""


class Refused(Exception):
    """The contract refuses this, with one of these codes."""

    def __init__(self, status: int, *codes: str) -> None:
        super().__init__(f"{status} {' or '.join(codes)}")
        self.status = status
        self.codes = codes


class File(NamedTuple):
    """A file to register; ``version`` is what its name says."""

    path: str
    sha256: str
    size: int
    version: str | None


@dataclass
class Asset:
    id: str
    name: str
    version: str
    number: int
    asset_type: str
    file: File
    previous: str | None
    said: dict[str, Any]
    """description, metadata, tags, license and registered_by."""
    status: str = "active"
    dependents: int = 0
    """The moment of the last change of its dependents; a token of another moment is void."""


@dataclass
class Line:
    asset_type: str
    next_number: int = 1
    current: str | None = None


@dataclass
class Use:
    id: str
    entity: Key
    asset: str
    role: str
    weight: float | None
    by_hand: bool


@dataclass
class Note:
    id: str
    asset: str
    related: str | None
    text: str
    severity: str
    author: str | None
    made: int = 0
    former: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


@dataclass
class Model:
    assets: dict[str, Asset] = field(default_factory=dict[str, Asset])
    lines: dict[str, Line] = field(default_factory=dict[str, Line])
    entities: dict[Key, dict[str, Any]] = field(default_factory=dict[Key, dict[str, Any]])
    uses: list[Use] = field(default_factory=list[Use])
    notes: dict[str, Note] = field(default_factory=dict[str, Note])
    ratings: dict[tuple[str, str | None], tuple[int, str | None]] = field(default_factory=dict)
    dismissed: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    moments: count[int] = field(default_factory=lambda: count(1))

    # -- assets

    def need(self, *asset_ids: str) -> None:
        if not self.assets.keys() >= set(asset_ids):
            raise Refused(404, "asset-not-found")

    def need_entity(self, key: Key) -> None:
        if key not in self.entities:
            raise Refused(404, f"{key[0].replace('_', '-')}-not-found")

    def versions(self, name: str) -> list[Asset]:
        """The line, newest first."""
        line = [asset for asset in self.assets.values() if asset.name == name]
        return sorted(line, key=lambda asset: -asset.number)

    def is_current(self, asset: Asset) -> bool:
        return self.lines[asset.name].current == asset.id

    def same_content(self, sha256: str) -> list[str]:
        return [asset.id for asset in self.assets.values() if asset.file.sha256 == sha256]

    def id_of_new(self, sha256: str) -> str | None:
        """The id of an asset that brings new bytes; None where it is opaque."""
        return sha256[:16] if not self.same_content(sha256) and sha256[:16] not in self.assets else None

    def register(
        self,
        ident: str,
        *,
        name: str,
        version: str,
        asset_type: str,
        file: File,
        make_current: bool,
        said: dict[str, Any],
    ) -> Asset:
        versions = self.versions(name)
        self._refuse_registration(versions, name, version, asset_type)
        line = self.lines.setdefault(name, Line(asset_type))
        line.asset_type = asset_type
        asset = Asset(ident, name, version, line.next_number, asset_type, file, line.current, said)
        asset.dependents = next(self.moments)
        self.assets[ident] = asset
        line.next_number += 1
        if make_current or not versions:
            line.current = ident
        for older in versions:
            self.dismissed.pop(older.id, None)
        return asset

    def _refuse_registration(self, versions: list[Asset], name: str, version: str, asset_type: str) -> None:
        codes: list[str] = []
        if versions and self.lines[name].asset_type != asset_type:
            codes.append("line-has-other-type")
        if any(asset.version == version for asset in versions):
            codes.append("asset-exists")
        if codes:
            raise Refused(409, *codes)

    def make_current(self, asset_id: str) -> None:
        self.need(asset_id)
        self.lines[self.assets[asset_id].name].current = asset_id

    def update(self, asset_id: str, change: dict[str, Any]) -> None:
        self.need(asset_id)
        if change.get("status") == "removed":
            raise Refused(409, "use-delete")
        asset = self.assets[asset_id]
        asset.status = change.get("status", asset.status)
        cleared = {"description": None, "metadata": {}, "tags": [], "license": None}
        for name in cleared.keys() & change.keys():
            asset.said[name] = cleared[name] if change[name] is None else change[name]

    def delete(self, asset_id: str, moment: int | None) -> int:
        """``moment`` is when the token was true; answers how many dependencies went."""
        self.need(asset_id)
        asset, used = self.assets[asset_id], self.uses_of(asset_id)
        if used and moment != asset.dependents:
            raise Refused(409, "asset-in-use")
        self.uses = [use for use in self.uses if use.asset != asset_id]
        self.notes = {i: n for i, n in self.notes.items() if asset_id not in (n.asset, n.related)}
        self.ratings = {key: rating for key, rating in self.ratings.items() if key[0] != asset_id}
        self.dismissed.pop(asset_id, None)
        del self.assets[asset_id]
        self._leave_line(asset)
        return len(used)

    def _leave_line(self, gone: Asset) -> None:
        for other in self.assets.values():
            other.previous = None if other.previous == gone.id else other.previous
        line = self.lines[gone.name]
        if line.current == gone.id:
            line.current = next((asset.id for asset in self.versions(gone.name)), None)

    # -- dependencies

    def uses_of(self, asset_id: str) -> list[Use]:
        return [use for use in self.uses if use.asset == asset_id]

    def uses_by(self, entity: Key) -> list[Use]:
        return [use for use in self.uses if use.entity == entity]

    def found(self, entity: Key, asset_id: str, role: str) -> Use | None:
        return next((u for u in self.uses_by(entity) if (u.asset, u.role) == (asset_id, role)), None)

    def depend(self, ident: str, entity: Key, asset_id: str, role: str, weight: float | None) -> bool:
        """Whether the dependency is new; a repeat may give it a weight."""
        self.need(asset_id)
        self.need_entity(entity)
        if use := self.found(entity, asset_id, role):
            use.weight = use.weight if weight is None else weight
            return False
        self._add(Use(ident, entity, asset_id, role, weight, by_hand=True))
        return True

    def undo(self, asset_id: str, dependency_id: str) -> None:
        self.need(asset_id)
        gone = [use for use in self.uses_of(asset_id) if use.id == dependency_id]
        if not gone:
            raise Refused(404, "dependency-not-found")
        self._drop(gone)

    def _add(self, use: Use) -> None:
        self.uses.append(use)
        self.assets[use.asset].dependents = next(self.moments)

    def _drop(self, gone: Iterable[Use]) -> None:
        for use in list(gone):
            self.uses.remove(use)
            self.assets[use.asset].dependents = next(self.moments)

    # -- entities

    def save(self, key: Key, fields: dict[str, Any]) -> bool:
        """Create or replace an entity; answers whether it is new."""
        for parent in ("scene_type", "scene"):
            if f"{parent}_id" in fields:
                self.need_entity((parent, fields[f"{parent}_id"]))
        created = key not in self.entities
        self.entities[key] = fields
        return created

    def save_uses(self, key: Key, wanted: dict[tuple[str, str], float | None], ids: dict[Any, str]) -> None:
        """What a save names: asset and role, with their weights; ``ids`` are those of the answer."""
        kept = {(use.asset, use.role) for use in self.uses_by(key)} & wanted.keys()
        self._drop(
            use for use in self.uses_by(key) if not use.by_hand and (use.asset, use.role) not in wanted
        )
        for (asset_id, role), weight in wanted.items():
            if (asset_id, role) not in kept:
                self._add(Use(ids[asset_id, role], key, asset_id, role, weight, by_hand=False))
            elif use := self.found(key, asset_id, role):
                use.weight = weight

    def delete_entity(self, key: Key) -> None:
        self.need_entity(key)
        if any(fields.get(f"{key[0]}_id") == key[1] for fields in self.entities.values()):
            raise Refused(409, "entity-in-use")
        self._drop(self.uses_by(key))
        del self.entities[key]

    # -- notes and ratings

    def note(self, new: Note) -> None:
        if new.related == new.asset:
            raise Refused(422, "pair-with-itself")
        self.need(new.asset, *([new.related] if new.related else []))
        self.notes[new.id] = new
        new.made = next(self.moments)

    def edit_note(self, note_id: str, change: dict[str, str]) -> None:
        if note_id not in self.notes:
            raise Refused(404, "note-not-found")
        note = self.notes[note_id]
        before = (note.text, note.severity)
        note.text, note.severity = change.get("note_text", note.text), change.get("severity", note.severity)
        if (note.text, note.severity) != before:
            note.former.insert(0, before)

    def delete_note(self, note_id: str) -> None:
        if self.notes.pop(note_id, None) is None:
            raise Refused(404, "note-not-found")

    def rate(self, asset_id: str, reviewer: str | None, stars: int, text: str | None) -> bool:
        """Whether it is the reviewer's first."""
        self.need(asset_id)
        created = (asset_id, reviewer) not in self.ratings
        self.ratings[asset_id, reviewer] = (stars, text)
        return created

    def dismiss(self, asset_id: str, reason: str | None, by: str | None) -> None:
        self.need(asset_id)
        self.dismissed[asset_id] = (reason, by)
