"""Reports and lists against a plain reading of the contract, and against each segment's own verdict."""

from __future__ import annotations

from collections.abc import Iterable
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
from tests.queries.plain_staleness import SEGMENTS, PlainAsset, PlainInput, PlainStudio
from tests.support.wipe import run, wipe

pytestmark = pytest.mark.anyio

KEY = b"k" * 32
LINES = ("base", "ink")
CONTENTS = [letter * 64 for letter in "abcd"]
"""Few, so that lines share them and come back to earlier ones."""
ALL = window(limit=500, offset=0, cursor=None, scope={})

_ASSET = st.integers(0, 9)
_SEGMENT = st.integers(0, 5)
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
        st.tuples(st.just("record"), _SEGMENT, st.lists(_INPUT, max_size=3)),
        st.tuples(st.just("record"), _SEGMENT, st.lists(_INPUT, min_size=1, max_size=3)),
        st.tuples(st.just("fail"), _SEGMENT),
        st.tuples(st.just("replace"), _SEGMENT),
        st.tuples(st.just("waive_segment"), _SEGMENT),
        st.tuples(st.just("waive_scene")),
        st.tuples(st.just("waive_change"), _ASSET),
        st.tuples(st.just("take_back"), st.integers(0, 3)),
    ),
    max_size=25,
)


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

    def segment(self, number: int) -> str:
        return self.plain.segments[number % len(self.plain.segments)]

    async def replace(self, number: int) -> None:
        """One more segment in another's stead, as a regeneration makes it."""
        old, new = self.segment(number), f"n{len(self.plain.segments)}"
        await run(
            self.graph,
            "MATCH (old:Segment {id: $old})-[:IN_SCENE]->(s:Scene)-[:OF_SCENE_TYPE]->(t)"
            " CREATE (g:Entity:Segment:Uncounted {id: $new, key: 'segment:' + $new, kind: 'segment'})"
            " SET g.sequence_index = 0, g.created_at = 't', g.updated_at = 't' CREATE (g)-[:IN_SCENE]->(s)"
            " CREATE (g)-[:IN_SCENE_TYPE]->(t) CREATE (g)-[:REPLACES]->(old)",
            old=old,
            new=new,
        )
        self.plain.segments.append(new)
        self.plain.replaces[new] = old

    async def record(self, number: int, given: list[tuple[str, int | None, str | None]]) -> None:
        segment = self.segment(number)
        inputs: list[PlainInput] = []
        body: dict[str, Any] = {"lora_configs": [], "other_inputs": []}
        # as a receipt orders them: its model, LoRAs, others
        for role, which, content in sorted(given, key=lambda one: ("model", "lora", "vae").index(one[0])):
            asset = self.chosen(which) if which is not None else None
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

    async def fail(self, number: int) -> None:
        segment = self.segment(number)
        made = self.plain.receipts.get(segment)
        if not made:
            return
        end = Completion.model_validate(
            {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 1, "succeeded": False}
        )
        await self.write(receipts.complete, receipt_id=made.pop()[0], end=end, key=KEY)

    async def waive_segment(self, number: int) -> None:
        segment = self.segment(number)
        await self._waive({"segment_ids": [segment]}, [segment], self.plain.changed(segment))

    async def waive_scene(self) -> None:
        changed = [used for segment in self.plain.segments for used in self.plain.changed(segment)]
        await self._waive({"scene_id": "s"}, None, changed)

    async def waive_change(self, number: int) -> None:
        asset = self.chosen(number)
        if asset is None:
            return
        changed = [
            used
            for segment in self.plain.segments
            for used in self.plain.changed(segment)
            if self.plain.of(used) is asset
        ]
        await self._waive({"from_asset_id": asset.id}, None, changed)

    async def _waive(
        self, what: dict[str, Any], segments: Iterable[str] | None, changed: list[PlainInput]
    ) -> None:
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
        statuses = {segment: plain.status(segment) for segment in plain.segments}
        for segment, status in statuses.items():
            assert (await provenance.of_segment(self.graph, segment_id=segment)).status == status
        statuses = {segment: status for segment, status in statuses.items() if plain.counts(segment)}
        stale = sorted(segment for segment, status in statuses.items() if status == "stale")
        for found in (
            await staleness.report_of_project(self.graph, project_id="p"),
            await staleness.report(self.graph),
        ):
            assert (found.total_segments, found.total_stale_segments) == (len(statuses), len(stale))
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
