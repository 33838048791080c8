"""What is stale, by a plain reading of the contract: lists, no graph, nothing kept twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

SEGMENTS = ("g0", "g1", "g2")
"""Those at the beginning; others come to replace them."""


@dataclass(eq=False)
class PlainAsset:
    """One version. ``recorded``: some receipt names it, so it leaves a tombstone."""

    id: str
    line: str
    content: str
    recorded: bool = False
    removed: bool = False


What = tuple[PlainAsset | None, str | None, bool]


@dataclass(eq=False)
class PlainInput:
    role: str
    asset: PlainAsset | None
    content: str | None

    @property
    def what(self) -> What:
        """Inputs that are alike in this are accepted together; unknown bytes as a model are told apart."""
        return self.asset, self.content, self.asset is None and self.role == "model"


@dataclass(eq=False)
class PlainAcceptance:
    """For some segments, or all (None): the changed inputs, each with what was current then."""

    id: str
    segments: frozenset[str] | None
    accepts: dict[What, tuple[PlainAsset | None, str | None]]


@dataclass
class PlainStudio:
    """Every version in the order in which they came, each line's current, each segment's good receipts."""

    assets: list[PlainAsset] = field(default_factory=list)
    current: dict[str, PlainAsset] = field(default_factory=dict)
    segments: list[str] = field(default_factory=lambda: list(SEGMENTS))
    replaces: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, list[tuple[str, list[PlainInput]]]] = field(default_factory=dict)
    acceptances: list[PlainAcceptance] = field(default_factory=list)

    def meant(self, content: str | None) -> PlainAsset | None:
        """Which asset some bytes are: a current version, else one that is there, else the newest."""
        holders = [asset for asset in self.assets if asset.content == content]
        holders.sort(key=lambda a: (a in self.current.values(), not a.removed, self.assets.index(a)))
        return holders[-1] if holders else None

    def of(self, used: PlainInput) -> PlainAsset | None:
        return used.asset or self.meant(used.content)

    def verdict(self, used: PlainInput) -> str:
        asset = self.of(used)
        if asset is None:
            return "untracked"
        current = self.current.get(asset.line)
        if current is None or (used.content or current.content) == current.content:
            return "as recorded" if used.content or current in (None, asset) else "new_version"
        return "content_changed" if current is asset else "new_version"

    def latest(self, segment: str) -> list[PlainInput]:
        made = self.receipts.get(segment)
        return made[-1][1] if made else []

    def is_superseded(self, segment: str) -> bool:
        """Whether some segment in its stead has a good receipt, however many were in between."""
        return any(
            self.receipts.get(later) or self.is_superseded(later)
            for later, earlier in self.replaces.items()
            if earlier == segment
        )

    def counts(self, segment: str) -> bool:
        is_to_come = segment in self.replaces and not self.receipts.get(segment)
        return not is_to_come and not self.is_superseded(segment)

    def changed(self, segment: str) -> list[PlainInput]:
        if not self.counts(segment):
            return []
        return [
            used for used in self.latest(segment) if self.verdict(used) in {"new_version", "content_changed"}
        ]

    def now(self, used: PlainInput) -> tuple[PlainAsset | None, str | None]:
        """What is current where this input comes from, and its content."""
        asset = self.of(used)
        current = self.current.get(asset.line) if asset else None
        return current, current.content if current else None

    def is_accepted(self, segment: str, used: PlainInput) -> bool:
        return any(
            (one.segments is None or segment in one.segments) and one.accepts.get(used.what) == self.now(used)
            for one in self.acceptances
        )

    def reasons(self, segment: str) -> list[PlainInput]:
        """The changed inputs that nobody accepted for it."""
        return [used for used in self.changed(segment) if not self.is_accepted(segment, used)]

    def status(self, segment: str) -> str:
        if self.is_superseded(segment):
            return "superseded"
        if not self.receipts.get(segment):
            return "no_receipt"
        if self.reasons(segment):
            return "stale"
        if self.changed(segment):
            return "accepted"
        models = [used for used in self.latest(segment) if used.role == "model"]
        return "up_to_date" if models and self.verdict(models[0]) != "untracked" else "unknown"

    def stale_for(self, asset: PlainAsset) -> set[str]:
        return {
            segment
            for segment in self.receipts
            if any(self.of(used) is asset for used in self.reasons(segment))
        }

    def acceptance(
        self, ident: str, segments: Iterable[str] | None, inputs: Iterable[PlainInput]
    ) -> PlainAcceptance:
        whose = None if segments is None else frozenset(segments)
        return PlainAcceptance(ident, whose, {used.what: self.now(used) for used in inputs})

    def made_from(self, asset: PlainAsset) -> set[str]:
        return {
            segment
            for segment, made in self.receipts.items()
            if any(self.of(used) is asset for _, inputs in made for used in inputs)
        }
