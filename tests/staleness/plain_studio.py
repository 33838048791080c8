"""What the contract says of segments, reports and lists, by a plain reading of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.staleness.plain_rules import PlainRegistry, Verdict
from tests.staleness.plain_things import PlainAcceptance, PlainAsset, PlainInput, PlainReceipt, PlainVersion


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

    def project_of(self, segment: str) -> str | None:
        return self.projects[self.scenes[segment]]

    def names(self, asset: PlainAsset) -> bool:
        """Whether a receipt names it, so that it leaves a tombstone."""
        by_bytes = [used for used in self.recorded if used.asset is None and not used.is_picture]
        by_id = any(used.asset is asset for used in self.recorded)
        return by_id or any(asset.has_had(used.content) for used in by_bytes)

    def good(self, segment: str) -> list[PlainReceipt]:
        """The receipts that did not fail, newest first."""
        return [one for one in reversed(self.receipts.get(segment, [])) if one.end != "failed"]

    def latest(self, segment: str) -> list[PlainInput]:
        return self.good(segment)[0].inputs if self.good(segment) else []

    def is_superseded(self, segment: str) -> bool:
        """Whether some segment in its stead has a good receipt, however many were in between."""
        in_its_stead = [later for later, earlier in self.replaces.items() if earlier == segment]
        return any(self.good(later) or self.is_superseded(later) for later in in_its_stead)

    def counts(self, segment: str) -> bool:
        is_to_come = segment in self.replaces and not self.good(segment)
        return not is_to_come and not self.is_superseded(segment)

    def counted(self, project: str | None) -> list[str]:
        """The segments that count in a project; without one anywhere."""
        return [s for s in self.scenes if self.counts(s) and project in {None, self.project_of(s)}]

    def changed(self, segment: str) -> list[PlainInput]:
        used = self.latest(segment) if self.counts(segment) else []
        return [one for one in used if self.verdict(one).told]

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
        if self.changed(segment):
            return "stale" if self.reasons(segment) else "accepted"
        models = [used for used in self.latest(segment) if used.role == "model"]
        return "up_to_date" if models and self.verdict(models[0]).word != "untracked" else "unknown"

    def groups(self, project: str | None) -> dict[PlainAsset | PlainVersion, tuple[Verdict, set[str]]]:
        """What a report tells: the versions that are not right any more, and the segments that used them."""
        found: dict[PlainAsset | PlainVersion, tuple[Verdict, set[str]]] = {}
        for segment in self.counted(project):
            for verdict in map(self.verdict, self.reasons(segment)):
                assert verdict.thing is not None
                found.setdefault(verdict.thing, (verdict, set()))[1].add(segment)
        return found

    def usage(self, assets: list[PlainAsset]) -> Iterator[tuple[str, PlainReceipt, PlainInput]]:
        """Each segment that was made from one of them, by the newest receipt that used it."""
        for segment in self.scenes:
            uses = [(segment, receipt, used) for receipt in self.good(segment) for used in receipt.inputs]
            yield from [use for use in uses if self.asset_of(use[2]) in assets][:1]

    def usage_of_content(self, version: PlainVersion) -> int:
        """How many segments' receipts used the content of a version of an image or workflow."""
        used_by = {
            segment: [used for receipt in self.good(segment) for used in receipt.inputs if used.is_picture]
            for segment in self.scenes
        }
        return sum(any(version in self.holders(one) for one in used) for used in used_by.values())
