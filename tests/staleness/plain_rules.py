"""When is a segment stale? A plain reading of that paragraph of the contract, one input at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tests.staleness.plain_things import KINDS, PlainAsset, PlainInput, PlainVersion, Work


class Verdict(NamedTuple):
    """What an input is beside what is current; ``told``: each true kind of reason, with its path."""

    word: str
    thing: PlainAsset | PlainVersion | None = None
    current: PlainAsset | PlainVersion | None = None
    told: frozenset[tuple[str, tuple[str, ...]]] = frozenset()


@dataclass
class PlainRegistry:
    """Versions in the order in which they came, which of them are current, what is known of tensors."""

    assets: list[PlainAsset] = field(default_factory=list)
    current: dict[str, PlainAsset] = field(default_factory=dict)
    tensors: dict[str, str] = field(default_factory=dict)
    versions: list[PlainVersion] = field(default_factory=list)
    current_version: dict[Work, PlainVersion] = field(default_factory=dict)

    def is_current(self, thing: PlainAsset | PlainVersion) -> bool:
        return thing in self.current.values() or thing in self.current_version.values()

    def meant(self, content: str | None) -> PlainAsset | None:
        """Which asset some bytes are: one that has them, else had them; current, there still, the newest."""
        holders = [asset for asset in self.assets if asset.has_had(content)]
        holders.sort(key=lambda a: (a.content == content, self.is_current(a), not a.removed))
        return holders[-1] if holders else None

    def asset_of(self, used: PlainInput) -> PlainAsset | None:
        """Linked by id, else by hash; one registered later is linked then."""
        return None if used.is_picture else used.asset or self.meant(used.content)

    def holders(self, used: PlainInput) -> list[PlainVersion]:
        """The versions to which the recorded hash of an image or workflow belongs."""
        return [v for v in self.versions if v.work[0] == KINDS[used.role] and v.content == used.content]

    def verdict(self, used: PlainInput) -> Verdict:
        return self._of_picture(used) if used.is_picture else self._of_asset(used)

    def _of_asset(self, used: PlainInput) -> Verdict:
        asset = self.asset_of(used)
        if asset is None:
            return Verdict("untracked")
        current = self.current.get(asset.line)
        word = self._compared(asset, used.content, current)
        told = frozenset({(word, ())}) if word in {"new_version", "content_changed"} else frozenset()
        return Verdict(word, asset, current, told)

    def _compared(self, asset: PlainAsset, recorded: str | None, current: PlainAsset | None) -> str:
        if current is None:
            return "as_recorded"
        if recorded is None or current.content is None:  # then versions are compared
            return "as_recorded" if asset is current else "new_version"
        if recorded == current.content:
            return "as_recorded"
        if recorded in self.tensors and self.tensors[recorded] == self.tensors.get(current.content):
            return "metadata_only"
        return "content_changed" if asset is current else "new_version"

    def _of_picture(self, used: PlainInput) -> Verdict:
        holders = self.holders(used)
        if not holders:
            return Verdict("untracked")
        current = [version for version in holders if self.is_current(version)]
        if right := [version for version in current if not self._outdated(version)]:
            return Verdict("as_recorded", right[-1], right[-1])
        thing = (current or holders)[-1]
        told = self._outdated(thing) if current else {(f"{used.role}_changed", ())}
        return Verdict("changed", thing, self.current_version[thing.work], frozenset(told))

    def _outdated(self, version: PlainVersion) -> set[tuple[str, tuple[str, ...]]]:
        """The ways to what it is derived from and what is another content now."""
        roles = {kind: role for role, kind in KINDS.items()}
        return {
            (f"{roles[way[-1].work[0]]}_changed", tuple(step.id for step in way))
            for way in version.ways()
            if self.current_version[way[-1].work].content != way[-1].content
        }

    def now(self, used: PlainInput) -> frozenset[str]:
        """What is current wherever it decides of this input: another set after each next version."""
        if used.is_picture:
            holders = self.holders(used)
            deciding = [*holders, *(step for version in holders for way in version.ways() for step in way)]
            return frozenset(self.current_version[version.work].id for version in deciding)
        asset = self.asset_of(used)
        current = self.current.get(asset.line) if asset else None
        return frozenset({f"{current.id} {current.content}"} if current else ())
