"""Plain data of a small studio, and how it gets into the graph: by the queries that the routes use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from depgraph.graph import Graph, Transaction
from depgraph.models.asset_users import AssetUse, NewJob, NewSceneType, NewTemplate
from depgraph.models.dependencies import EntityType, NewDependency
from depgraph.models.entities import NewCharacter, NewProject, NewScene, NewSegment
from depgraph.queries import (
    asset_registration,
    characters,
    dependencies,
    jobs,
    projects,
    scene_types,
    scenes,
    segments,
    templates,
)

Uses = tuple[tuple[str, str], ...]
"""Asset ("base@1") and role."""


@dataclass(frozen=True, slots=True)
class DrawnScene:
    scene_type: str
    active: bool = True
    character: str | None = None
    project: str | None = None
    uses: Uses = ()


@dataclass(frozen=True, slots=True)
class DrawnJob:
    uses: Uses = ()
    status: str = "queued"


@dataclass(frozen=True, slots=True)
class Studio:
    """A studio as it is drawn. An asset is "line@version"; the last of a line is current."""

    assets: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    characters: dict[str, str] = field(default_factory=dict[str, str])
    scene_types: dict[str, Uses] = field(default_factory=dict[str, Uses])
    scenes: dict[str, DrawnScene] = field(default_factory=dict[str, DrawnScene])
    segments: dict[str, str] = field(default_factory=dict[str, str])
    templates: dict[str, Uses] = field(default_factory=dict[str, Uses])
    jobs: dict[str, DrawnJob] = field(default_factory=dict[str, DrawnJob])


async def build(graph: Graph, studio: Studio) -> dict[str, str]:
    """Put the studio into the graph, in one transaction; answers the id of each asset by its name."""

    async def all_of_it(tx: Transaction) -> dict[str, str]:
        ids = {name: await _asset(tx, name) for name in studio.assets}
        await _places(tx, studio)
        await _users(tx, studio, ids)
        return ids

    return await graph.write(all_of_it, name="studio")


async def _asset(tx: Transaction, asset: str) -> str:
    name, _, version = asset.partition("@")
    new = asset_registration.Measured(
        name=name,
        version=version,
        version_from_content=False,
        asset_type="model",
        file_path=f"/models/{asset}",
        file_size_bytes=len(asset),
        checksum_sha256=hashlib.sha256(asset.encode()).hexdigest(),
        metadata={},
        tags=[],
    )
    return (await asset_registration.register(tx, new=new)).answer.id


async def _places(tx: Transaction, studio: Studio) -> None:
    for ident in studio.projects:
        await projects.save(tx, project_id=ident, new=NewProject(name=ident))
    for ident, project in studio.characters.items():
        await characters.save(tx, character_id=ident, new=NewCharacter(name=ident, project_id=project))


async def _users(tx: Transaction, studio: Studio, ids: dict[str, str]) -> None:
    for ident, uses in studio.scene_types.items():
        saved = NewSceneType(name=ident, assets=_saved(uses, ids))
        await scene_types.save(tx, scene_type_id=ident, new=saved)
    for ident, scene in studio.scenes.items():
        await _scene(tx, ident, scene)
        await _by_hand(tx, "scene", ident, scene.uses, ids)
    for number, (ident, scene_id) in enumerate(studio.segments.items()):
        await segments.save(tx, segment_id=ident, new=NewSegment(scene_id=scene_id, sequence_index=number))
    for ident, uses in studio.templates.items():
        await templates.save(tx, template_id=ident, new=NewTemplate(name=ident, assets=_saved(uses, ids)))
    for ident, job in studio.jobs.items():
        new = NewJob(name=ident, status=job.status, assets=_saved(job.uses, ids))
        await jobs.save(tx, job_id=ident, new=new)


async def _scene(tx: Transaction, ident: str, scene: DrawnScene) -> None:
    new = NewScene(
        name=ident,
        scene_type_id=scene.scene_type,
        character_id=scene.character,
        project_id=scene.project,
        active=scene.active,
    )
    await scenes.save(tx, scene_id=ident, new=new)


async def _by_hand(
    tx: Transaction, kind: EntityType, ident: str, uses: Iterable[tuple[str, str]], ids: dict[str, str]
) -> None:
    for asset, role in uses:
        new = NewDependency(entity_type=kind, entity_id=ident, role=role)
        await dependencies.add(tx, asset_id=ids[asset], new=new)


def _saved(uses: Uses, ids: dict[str, str]) -> list[AssetUse]:
    return [AssetUse(asset_id=ids[asset], role=role) for asset, role in uses]
