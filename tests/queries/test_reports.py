"""Reports and lists against a plain reading of the contract, and against each segment's own verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depgraph.errors import NothingStale
from depgraph.files.reading import Reading
from depgraph.graph import Graph
from depgraph.models.acceptances import NewAcceptance
from depgraph.models.receipts import Completion, NewReceipt
from depgraph.paging import window
from depgraph.queries import (
    acceptances,
    asset_deletion,
    asset_registration,
    assets,
    invariants,
    provenance,
    receipts,
    staleness,
    usages,
)
from depgraph.queries.asset_registration import Measured
from tests.conftest import PROVE
from tests.support.wipe import run, wipe

pytestmark = pytest.mark.anyio

KEY = b"k" * 32
LINES = ("base", "ink")
CONTENTS = [letter * 64 for letter in "abcd"]
"""Few, so that lines share them and come back to earlier ones."""
SEGMENTS = ("g0", "g1", "g2")
ALL = window(limit=500, offset=0, cursor=None, scope={})

_ASSET = st.integers(0, 9)
_INPUT = st.tuples(
    st.sampled_from(["model", "model", "lora", "vae"]),
    st.none() | _ASSET,
    st.none() | st.sampled_from(CONTENTS),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("register"), st.sampled_from(LINES), st.sampled_from(CONTENTS), st.booleans()),
        st.tuples(st.just("current"), _ASSET),
        st.tuples(st.just("accept"), _ASSET, st.sampled_from(CONTENTS)),
        st.tuples(st.just("delete"), _ASSET),
        st.tuples(st.just("record"), st.sampled_from(SEGMENTS), st.lists(_INPUT, max_size=3)),
        st.tuples(st.just("record"), st.sampled_from(SEGMENTS), st.lists(_INPUT, min_size=1, max_size=3)),
        st.tuples(st.just("fail"), st.sampled_from(SEGMENTS)),
        st.tuples(st.just("waive_segment"), st.sampled_from(SEGMENTS)),
        st.tuples(st.just("waive_scene")),
        st.tuples(st.just("waive_change"), _ASSET),
        st.tuples(st.just("take_back"), st.integers(0, 3)),
    ),
    max_size=25,
)


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
    """For some segments: the inputs that had changed, each with what was current then, and its content."""

    id: str
    segments: frozenset[str]
    accepts: dict[What, tuple[PlainAsset | None, str | None]]


@dataclass
class PlainStudio:
    """Every version in the order in which they came, each line's current, each segment's good receipts."""

    assets: list[PlainAsset] = field(default_factory=list)
    current: dict[str, PlainAsset] = field(default_factory=dict)
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

    def changed(self, segment: str) -> list[PlainInput]:
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
            segment in one.segments and one.accepts.get(used.what) == self.now(used)
            for one in self.acceptances
        )

    def reasons(self, segment: str) -> list[PlainInput]:
        """The changed inputs that nobody accepted for it."""
        return [used for used in self.changed(segment) if not self.is_accepted(segment, used)]

    def status(self, segment: str) -> str:
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
        self, ident: str, segments: Iterable[str], inputs: Iterable[PlainInput]
    ) -> PlainAcceptance:
        return PlainAcceptance(ident, frozenset(segments), {used.what: self.now(used) for used in inputs})

    def made_from(self, asset: PlainAsset) -> set[str]:
        return {
            segment
            for segment, made in self.receipts.items()
            if any(self.of(used) is asset for _, inputs in made for used in inputs)
        }


class Studio:
    """The same steps in the graph and in the plain reading."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.plain = PlainStudio()
        self.registered = 0

    async def write(self, work: Any, **given: Any) -> Any:
        return (await self.graph.write(lambda tx: work(tx, **given), name="step")).answer

    def chosen(self, number: int) -> PlainAsset | None:
        there = self.plain.assets
        return there[number % len(there)] if there else None

    async def register(self, line: str, content: str, make_current: bool) -> None:
        self.registered += 1  # a version that was erased does not come again
        new = Measured(
            name=line, version=f"v{self.registered}", version_from_content=False, asset_type="model",
            file_path="/f", file_size_bytes=1, checksum_sha256=content, metadata={}, tags=[],
            make_current=make_current,
        )  # fmt: skip
        made = await self.write(asset_registration.register, new=new)
        asset = PlainAsset(made.id, line, content)
        self.plain.assets.append(asset)
        if make_current or line not in self.plain.current:
            self.plain.current[line] = asset

    async def current(self, number: int) -> None:
        asset = self.chosen(number)
        if asset is None or asset.removed:
            return
        await self.write(assets.make_current, asset_id=asset.id)
        self.plain.current[asset.line] = asset

    async def accept(self, number: int, content: str) -> None:
        asset = self.chosen(number)
        if asset is None or asset.removed:
            return
        reading = Reading(sha256=content, size_bytes=1, tensor_sha256=None, metadata={})
        await self.write(assets.accept_content, asset_id=asset.id, reading=reading)
        asset.content = content

    async def delete(self, number: int) -> None:
        asset = self.chosen(number)
        if asset is None or asset.removed:
            return
        await self.write(asset_deletion.delete, asset_id=asset.id, confirm=None)
        asset.removed = True
        if not asset.recorded:
            self.plain.assets.remove(asset)
        if self.plain.current.get(asset.line) is asset:
            del self.plain.current[asset.line]
            left = [one for one in self.plain.assets if one.line == asset.line and not one.removed]
            if left:
                self.plain.current[asset.line] = left[-1]

    async def record(self, segment: str, given: list[tuple[str, int | None, str | None]]) -> None:
        inputs: list[PlainInput] = []
        body: dict[str, Any] = {"lora_configs": [], "other_inputs": []}
        # as a receipt orders them: its model, LoRAs, others
        for role, number, content in sorted(given, key=lambda one: ("model", "lora", "vae").index(one[0])):
            asset = self.chosen(number) if number is not None else None
            if asset is None and content is None:
                continue
            if role == "model" and "model_hash" in body:
                continue
            ident = asset.id if asset else None
            if role == "model":
                body |= {"model_asset_id": ident, "model_hash": content}
            elif role == "lora":
                body["lora_configs"].append(
                    {"asset_id": ident, "version": None, "hash": content, "weight": 1.0}
                )
            else:
                body["other_inputs"].append(
                    {"role": role, "asset_id": ident, "name": None, "version": None, "hash": content}
                )
            used = PlainInput(role, asset or self.plain.meant(content), content)
            if used.asset is not None:
                used.asset.recorded = True
            inputs.append(used)
        new = NewReceipt.model_validate(
            {**body, "prompt_text": "fox", "generation_started_at": "2026-11-20T09:00:00Z"}
        )
        made = await self.write(receipts.record, segment_id=segment, new=new, key=KEY)
        self.plain.receipts.setdefault(segment, []).append((made.id, inputs))

    async def fail(self, segment: str) -> None:
        made = self.plain.receipts.get(segment)
        if not made:
            return
        end = Completion.model_validate(
            {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 1, "succeeded": False}
        )
        await self.write(receipts.complete, receipt_id=made.pop()[0], end=end, key=KEY)

    async def waive_segment(self, segment: str) -> None:
        await self._waive({"segment_ids": [segment]}, [segment], self.plain.changed(segment))

    async def waive_scene(self) -> None:
        changed = [used for segment in SEGMENTS for used in self.plain.changed(segment)]
        await self._waive({"scene_id": "s"}, SEGMENTS, changed)

    async def waive_change(self, number: int) -> None:
        asset = self.chosen(number)
        if asset is None:
            return
        changed = [
            used
            for segment in SEGMENTS
            for used in self.plain.changed(segment)
            if self.plain.of(used) is asset
        ]
        await self._waive({"from_asset_id": asset.id}, SEGMENTS, changed)

    async def _waive(self, what: dict[str, Any], segments: Iterable[str], changed: list[PlainInput]) -> None:
        new = NewAcceptance.model_validate({**what, "reason": "as good"})
        if not changed:
            with pytest.raises(NothingStale):
                await self.write(acceptances.accept, project_id="p", new=new)
            return
        made = await self.write(acceptances.accept, project_id="p", new=new)
        self.plain.acceptances.append(self.plain.acceptance(made.id, segments, changed))

    async def take_back(self, number: int) -> None:
        there = self.plain.acceptances
        if there:
            gone = there.pop(number % len(there))
            await self.write(acceptances.delete, project_id="p", acceptance_id=gone.id)

    async def compare(self) -> None:
        plain = self.plain
        statuses = {segment: plain.status(segment) for segment in SEGMENTS}
        for segment, status in statuses.items():
            assert (await provenance.of_segment(self.graph, segment_id=segment)).status == status
        stale = [segment for segment, status in statuses.items() if status == "stale"]
        for found in (
            await staleness.report_of_project(self.graph, project_id="p"),
            await staleness.report(self.graph),
        ):
            assert (found.total_segments, found.total_stale_segments) == (len(SEGMENTS), len(stale))
            assert found.total_accepted_segments == list(statuses.values()).count("accepted")
            assert found.total_unknown_segments == list(statuses.values()).count("unknown")
            assert found.total_segments_without_receipt == list(statuses.values()).count("no_receipt")
            assert {group.asset_id: group.affected_segments for group in found.by_asset} == {
                asset.id: len(plain.stale_for(asset)) for asset in plain.assets if plain.stale_for(asset)
            }
        listed = await staleness.segments_of_project(
            self.graph, project_id="p", asset_id=None, asset_type=None, window=ALL
        )
        assert [item.segment_id for item in listed.items] == stale
        for item in listed.items:
            alone = await provenance.of_segment(self.graph, segment_id=item.segment_id)
            assert item.stale_reason == alone.stale_reason
        for asset in plain.assets:
            of_asset = await staleness.segments_of_asset(self.graph, asset_id=asset.id, window=ALL)
            assert {item.segment_id for item in of_asset.items} == plain.stale_for(asset)
            used = await usages.of_asset(
                self.graph, asset_id=asset.id, which=usages.UsageFilter(), window=ALL
            )
            assert [item.segment_id for item in used.items] == sorted(
                plain.made_from(asset), key=[item.segment_id for item in used.items].index
            )
            assert used.total == len(used.items)
        assert await invariants.broken(self.graph) == []


async def plant(graph: Graph) -> None:
    """The segments, in one scene of one project, and nothing else."""
    await wipe(graph)
    await run(
        graph,
        "CREATE (p:Entity:Project {id: 'p', key: 'project:p', kind: 'project', name: 'p', created_at: 't',"
        " updated_at: 't'}) CREATE (t:Entity:SceneType {id: 't', key: 'scene_type:t', kind: 'scene_type',"
        " name: 't', created_at: 't', updated_at: 't'}) CREATE (s:Entity:Scene {id: 's', key: 'scene:s',"
        " kind: 'scene', name: 's', active: false, created_at: 't', updated_at: 't'})"
        " CREATE (s)-[:IN_PROJECT {source: 'own'}]->(p) CREATE (s)-[:OF_SCENE_TYPE]->(t)"
        " WITH p, s, t UNWIND $ids AS id"
        " CREATE (g:Entity:Segment {id: id, key: 'segment:' + id, kind: 'segment', sequence_index: 0})"
        " SET g.created_at = 't', g.updated_at = 't' CREATE (g)-[:IN_SCENE]->(s)"
        " CREATE (g)-[:IN_SCENE_TYPE]->(t) CREATE (g)-[:COUNTED_IN]->(p)",
        ids=list(SEGMENTS),
    )


@settings(max_examples=200 if PROVE else 10)
@given(steps=STEPS)
async def test_reports_say_what_a_plain_reading_says(connected: Graph, steps: list[tuple[Any, ...]]) -> None:
    await plant(connected)
    studio = Studio(connected)
    for step, *values in steps:
        await getattr(studio, step)(*values)
    await studio.compare()
