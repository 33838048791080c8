"""A studio that is planted, and goes through steps in the graph and in the plain reading alike."""

from __future__ import annotations

from depgraph.graph import Graph
from depgraph.models.asset_users import NewSceneType
from depgraph.models.entities import NewProject, NewScene, NewSegment
from depgraph.queries import projects, scene_types, scenes, segments
from tests.staleness.drawn import PROJECTS, SEGMENTS, Step
from tests.staleness.recorded import ReceiptSteps
from tests.staleness.segments import SegmentSteps
from tests.staleness.versions import VersionSteps
from tests.support.wipe import wipe


class Studio(VersionSteps, ReceiptSteps, SegmentSteps):
    async def do(self, step: Step) -> None:
        name, *given = step
        await getattr(self, name)(*given)


async def planted(graph: Graph) -> Studio:
    """Scenes of two projects and of none, with segments, and nothing else."""
    await wipe(graph)
    studio = Studio(graph)
    for project in ("p", "q"):
        await studio.write(projects.save, project_id=project, new=NewProject(name=project))
    await studio.write(scene_types.save, scene_type_id="t", new=NewSceneType(name="t", assets=[]))
    for scene, project in PROJECTS.items():
        new = NewScene(name=scene, scene_type_id="t", project_id=project, active=False)
        await studio.write(scenes.save, scene_id=scene, new=new)
    for segment, scene in SEGMENTS.items():
        new = NewSegment(scene_id=scene, sequence_index=0)
        await studio.write(segments.save, segment_id=segment, new=new)
    studio.plain.projects.update(PROJECTS)
    studio.plain.scenes.update(SEGMENTS)
    return studio
