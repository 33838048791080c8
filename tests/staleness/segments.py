"""The steps that move, replace and drop segments, and those that accept what is stale."""

from __future__ import annotations

from typing import Any

import pytest

from depgraph.errors import NothingStale
from depgraph.models.acceptances import NewAcceptance
from depgraph.models.entities import NewScene, NewSegment
from depgraph.queries import acceptances, entities, scenes, segments
from tests.staleness.base import Both
from tests.staleness.plain_things import PlainAcceptance, PlainInput
from tests.support.wipe import run


class SegmentSteps(Both):
    async def replace(self, number: int) -> None:
        """One more segment in another's stead, as a regeneration makes it."""
        old, new = self.segment(number), self.new_name("n")
        await run(
            self.graph,
            "MATCH (old:Segment {id: $old})-[:IN_SCENE]->(s:Scene)-[:OF_SCENE_TYPE]->(t)"
            " CREATE (g:Entity:Segment:Uncounted {id: $new, key: 'segment:' + $new, kind: 'segment'})"
            " SET g.sequence_index = 0, g.scene_id = s.id,"
            " g.created_at = $now, g.updated_at = $now CREATE (g)-[:IN_SCENE]->(s)"
            " CREATE (g)-[:IN_SCENE_TYPE]->(t) CREATE (g)-[:REPLACES]->(old)",
            old=old,
            new=new,
            now=self.moment(),
        )
        self.plain.scenes[new] = self.plain.scenes[old]
        self.plain.replaces[new] = old

    async def drop(self, number: int) -> None:
        """A segment goes; what replaces it replaces what it replaced."""
        if len(self.plain.scenes) < 3:
            return
        gone = self.segment(number)
        await self.write(entities.delete, kind="segment", entity_id=gone)
        del self.plain.scenes[gone]
        self.plain.receipts.pop(gone, None)
        for acceptance in self.plain.acceptances:
            if acceptance.segments is not None:
                acceptance.segments.discard(gone)
        earlier = self.plain.replaces.pop(gone, None)
        for later in [one for one, of in self.plain.replaces.items() if of == gone]:
            del self.plain.replaces[later]
            if earlier is not None:
                self.plain.replaces[later] = earlier

    async def move_segment(self, number: int, scene: str) -> None:
        segment = self.segment(number)
        new = NewSegment(scene_id=scene, sequence_index=0)
        await self.write(segments.save, segment_id=segment, new=new)
        self.plain.scenes[segment] = scene

    async def move_scene(self, scene: str, project: str | None) -> None:
        new = NewScene(name=scene, scene_type_id="t", project_id=project, active=False)
        await self.write(scenes.save, scene_id=scene, new=new)
        self.plain.projects[scene] = project

    async def waive_segments(self, numbers: list[int], hours: int | None) -> None:
        chosen = {self.segment(number) for number in numbers}
        project = self.plain.project_of(self.segment(numbers[0]))
        if project is None:
            return
        chosen = {segment for segment in chosen if self.plain.project_of(segment) == project}
        changed = [used for segment in chosen for used in self.plain.changed(segment)]
        await self._waive(project, {"segment_ids": sorted(chosen)}, changed, hours, segments=chosen)

    async def waive_scene(self, scene: str, hours: int | None) -> None:
        project = self.plain.projects[scene]
        if project is None:
            return
        inside = [segment for segment, place in self.plain.scenes.items() if place == scene]
        changed = [used for segment in inside for used in self.plain.changed(segment)]
        await self._waive(project, {"scene_id": scene}, changed, hours, scene=scene)

    async def waive_change(self, number: int, project: str, hours: int | None) -> None:
        asset = self.chosen(number)
        if asset is None:
            return
        changed = [
            used
            for segment in self.plain.counted(project)
            for used in self.plain.changed(segment)
            if self.plain.asset_of(used) is asset
        ]
        await self._waive(project, {"from_asset_id": asset.id}, changed, hours)

    async def _waive(
        self,
        project: str,
        what: dict[str, Any],
        changed: list[PlainInput],
        hours: int | None,
        *,
        segments: set[str] | None = None,
        scene: str | None = None,
    ) -> None:
        until = None if hours is None else self.moment(hours)
        new = NewAcceptance.model_validate({**what, "reason": "as good", "until": until})
        if not changed:
            with pytest.raises(NothingStale):
                await self.write(acceptances.accept, project_id=project, new=new)
            return
        made = await self.write(acceptances.accept, project_id=project, new=new)
        accepts = {used.what: self.plain.now(used) for used in changed}
        end = None if hours is None else self.plain.hour + hours
        self.plain.acceptances.append(PlainAcceptance(made.id, project, segments, scene, accepts, end))

    async def take_back(self, number: int) -> None:
        there = self.plain.acceptances
        if there:
            gone = there.pop(number % len(there))
            await self.write(acceptances.delete, project_id=gone.project, acceptance_id=gone.id)
