"""What the contract says of segments, reports and lists, by a plain reading of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.staleness.plain_rules import PlainRegistry
from tests.staleness.plain_things import (
    PlainAcceptance,
    PlainAsset,
    PlainInput,
    PlainReceipt,
    PlainVersion,
)


class Group(NamedTuple):
    """What a report says of one version that is no longer right."""

    receipt_version: str
    current_version: str
    current_id: str
    segments: set[str]
    scenes: set[str]


Thing = PlainAsset | PlainVersion


@dataclass
class PlainStudio(PlainRegistry):
    """Scenes in their projects, segments in their scenes, each with its receipts as they were recorded."""

    hour: int = 0
    projects: dict[str, str | None] = field(default_factory=dict)
    scenes: dict[str, str] = field(default_factory=dict)
    replaces: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, list[PlainReceipt]] = field(default_factory=dict)
    recorded: list[PlainInput] = field(default_factory=list)
    acceptances: list[PlainAcceptance] = field(default_factory=list)

    @property
    def segments(self) -> list[str]:
        return list(self.scenes)

    def project_of(self, segment: str) -> str | None:
        return self.projects[self.scenes[segment]]

    def names(self, asset: PlainAsset) -> bool:
        """Whether a receipt names it, so that it leaves a tombstone."""
        return any(
            used.asset is asset
            or (used.asset is None and not used.is_picture and asset.has_had(used.content))
            for used in self.recorded
        )

    def good(self, segment: str) -> list[PlainReceipt]:
        """The receipts that did not fail, newest first."""
        return [one for one in reversed(self.receipts.get(segment, [])) if one.end != "failed"]

    def latest(self, segment: str) -> list[PlainInput]:
        return self.good(segment)[0].inputs if self.good(segment) else []

    def is_superseded(self, segment: str) -> bool:
        """Whether some segment in its stead has a good receipt, however many were in between."""
        return any(
            self.good(later) or self.is_superseded(later)
            for later, earlier in self.replaces.items()
            if earlier == segment
        )

    def counts(self, segment: str) -> bool:
        is_to_come = segment in self.replaces and not self.good(segment)
        return not is_to_come and not self.is_superseded(segment)

    def counted(self, project: str | None) -> list[str]:
        """The segments that count in a project; without one anywhere."""
        return [s for s in self.segments if self.counts(s) and project in {None, self.project_of(s)}]

    def changed(self, segment: str) -> list[PlainInput]:
        if not self.counts(segment):
            return []
        return [used for used in self.latest(segment) if self.verdict(used).told]

    def covers(self, acceptance: PlainAcceptance, segment: str) -> bool:
        if acceptance.segments is not None:
            return segment in acceptance.segments
        if acceptance.scene is not None:
            return self.scenes[segment] == acceptance.scene
        return self.project_of(segment) == acceptance.project

    def is_accepted(self, segment: str, used: PlainInput) -> bool:
        """Until the next version, or ``until``."""
        return any(
            self.covers(one, segment)
            and one.accepts.get(used.what) == self.now(used)
            and (one.until is None or self.hour < one.until)
            for one in self.acceptances
        )

    def reasons(self, segment: str) -> list[PlainInput]:
        """The changed inputs that nobody accepted for it."""
        return [used for used in self.changed(segment) if not self.is_accepted(segment, used)]

    def status(self, segment: str) -> str:
        if self.is_superseded(segment):
            return "superseded"
        if not self.good(segment):
            return "no_receipt"
        if self.reasons(segment):
            return "stale"
        if self.changed(segment):
            return "accepted"
        models = [used for used in self.latest(segment) if used.role == "model"]
        return "up_to_date" if models and self.verdict(models[0]).word != "untracked" else "unknown"

    def stale(self, project: str | None) -> list[str]:
        return sorted(segment for segment in self.counted(project) if self.reasons(segment))

    def stale_for(self, thing: Thing) -> set[str]:
        """The segments that it makes stale, anywhere."""
        group = self.groups(None).get(told(thing))
        return group.segments if group else set()

    def groups(self, project: str | None) -> dict[tuple[str, str, str], Group]:
        """The stale segments by what they used: its type, id, and version."""
        found: dict[tuple[str, str, str], Group] = {}
        for segment in self.counted(project):
            for used in self.reasons(segment):
                _, thing, current, _ = self.verdict(used)
                assert thing is not None
                assert current is not None
                group = found.setdefault(
                    told(thing), Group(version_of(thing), version_of(current), current.id, set(), set())
                )
                group.segments.add(segment)
                group.scenes.add(self.scenes[segment])
        return found

    def usage(self, assets: Iterable[PlainAsset]) -> Iterator[tuple[str, PlainReceipt, PlainInput]]:
        """Each segment that was made from one of them, by the newest receipt that used it."""
        of = list(assets)
        for segment in self.segments:
            uses = (
                (segment, receipt, used)
                for receipt in self.good(segment)
                for used in receipt.inputs
                if self.asset_of(used) in of
            )
            yield from [use for use in [next(uses, None)] if use]

    def usage_of_content(self, version: PlainVersion) -> int:
        """How many segments' receipts used the content of a version of an image or workflow."""
        return sum(
            any(
                used.is_picture and version in self.holders(used)
                for receipt in self.good(segment)
                for used in receipt.inputs
            )
            for segment in self.segments
        )


def version_of(thing: Thing) -> str:
    return thing.version if isinstance(thing, PlainAsset) else str(thing.number)


def told(thing: Thing) -> tuple[str, str, str]:
    """How answers name it: type, id, version."""
    if isinstance(thing, PlainAsset):
        return "model", thing.id, thing.version
    return *thing.work, str(thing.number)
