"""Projects, characters, scene types, scenes, segments, templates, jobs, and what they depend on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from depgraph.bulk import lines as shapes
from depgraph.bulk.reading import lines
from depgraph.bulk.registry import Registry
from depgraph.bulk.tables import Table, Tables
from depgraph.clock import new_id
from depgraph.errors import BadInput
from depgraph.models.asset_users import AssetUse

_COMMON = ["id", "key:ID(entity)", "kind", "name", "created_at", "updated_at"]
"""After what a kind has of its own: properties are walked as they are stored, and many scenes are read."""


@dataclass(slots=True)
class _Scene:
    scene_type_id: str
    project_id: str | None


@dataclass
class Places:
    """What receipts have to know: the project of each segment, None for one without."""

    project_of: dict[str, str | None] = field(default_factory=dict[str, str | None])


class PlaceWriter:
    """Writes the entities of a folder in the order in which they name each other."""

    def __init__(self, folder: Path, registry: Registry, tables: Tables, now: str) -> None:
        self._folder = folder
        self._registry = registry
        self._tables = tables
        self._now = now
        self._known: dict[str, set[str]] = {}
        self._characters: dict[str, str] = {}
        self._scenes: dict[str, _Scene] = {}
        self._used: set[tuple[str, str, str]] = set()
        self._uses = tables.edge(
            "USES", "entity", "asset",
            ["id", "role", "weight:double", "created_at", "source", "asset_id", "entity_key"],
        )  # fmt: skip

    def write(self) -> Places:
        """All entities and dependencies. Raises BadInput for a name that is not there, or there twice."""
        self._projects()
        self._characters_in_projects()
        self._scene_types()
        self._scenes_in_place()
        places = Places()
        self._segments(places)
        self._users("template", shapes.TemplateLine, [])
        self._users("job", shapes.JobLine, ["status"])
        self._dependencies()
        return places

    def _projects(self) -> None:
        table = self._entities("Project")
        for line in lines(self._folder, "projects", shapes.ProjectLine):
            self._add(table, "project", line.id, line.name)

    def _characters_in_projects(self) -> None:
        table = self._entities("Character")
        in_project = self._tables.edge("IN_PROJECT", "entity", "entity")
        for line in lines(self._folder, "characters", shapes.CharacterLine):
            self._add(table, "character", line.id, line.name)
            in_project.add(f"character:{line.id}", self._key("project", line.project_id))
            self._characters[line.id] = line.project_id

    def _scene_types(self) -> None:
        table = self._entities("SceneType", ["workflow_id"])
        for line in lines(self._folder, "scene_types", shapes.SceneTypeLine):
            self._add(table, "scene_type", line.id, line.name, line.workflow_id)
            self._use(f"scene_type:{line.id}", line.assets)

    def _scenes_in_place(self) -> None:
        table = self._entities("Scene", ["active:boolean", "scene_type_id", "character_id", "project_id"])
        in_project = self._tables.edge("IN_PROJECT", "entity", "entity", ["source"])
        of_type = self._tables.edge("OF_SCENE_TYPE", "entity", "entity")
        active_in = self._tables.edge("ACTIVE_IN", "entity", "entity")
        of_character = self._tables.edge("OF_CHARACTER", "entity", "entity")
        for line in lines(self._folder, "scenes", shapes.SceneLine):
            key, type_key = f"scene:{line.id}", self._key("scene_type", line.scene_type_id)
            of_type.add(key, type_key)
            if line.active:
                active_in.add(key, type_key)
            filled = None
            if line.character_id is not None:
                of_character.add(key, self._key("character", line.character_id))
                filled = self._characters[line.character_id]
            project_id = line.project_id or filled
            if project_id is not None:
                source = "own" if line.project_id else "character"
                in_project.add(key, self._key("project", project_id), source)
            self._add(
                table, "scene", line.id, line.name, line.active,
                line.scene_type_id, line.character_id, project_id,
            )  # fmt: skip
            self._scenes[line.id] = _Scene(line.scene_type_id, project_id)

    def _segments(self, places: Places) -> None:
        table = self._entities("Segment", ["scene_id", "sequence_index:long"])
        in_scene = self._tables.edge("IN_SCENE", "entity", "entity")
        in_type = self._tables.edge("IN_SCENE_TYPE", "entity", "entity")
        counted_in = self._tables.edge("COUNTED_IN", "entity", "entity")
        for line in lines(self._folder, "segments", shapes.SegmentLine):
            key, scene_key = f"segment:{line.id}", self._key("scene", line.scene_id)
            scene = self._scenes[line.scene_id]
            self._add(table, "segment", line.id, line.name, line.scene_id, line.sequence_index)
            in_scene.add(key, scene_key)
            in_type.add(key, f"scene_type:{scene.scene_type_id}")
            if scene.project_id is not None:
                counted_in.add(key, f"project:{scene.project_id}")
            places.project_of[line.id] = scene.project_id

    def _users(self, kind: str, model: type[shapes.TemplateLine], more: list[str]) -> None:
        table = self._entities(kind.title(), more)
        for line in lines(self._folder, f"{kind}s", model):
            self._add(table, kind, line.id, line.name, *(getattr(line, name) for name in more))
            self._use(f"{kind}:{line.id}", line.assets)

    def _dependencies(self) -> None:
        for line in lines(self._folder, "dependencies", shapes.DependencyLine):
            key = self._key(line.entity_type, line.entity_id)
            self._edge(key, line.asset_id, line.role, line.weight, "manual")

    def _use(self, key: str, assets: Iterable[AssetUse]) -> None:
        for use in assets:
            self._edge(key, use.asset_id, use.role, use.weight, "saved")

    def _edge(self, key: str, asset_id: str, role: str, weight: float | None, source: str) -> None:
        asset = self._registry.by_id.get(asset_id)
        if asset is None:
            raise BadInput(f"{key} uses the asset {asset_id!r}, which is not in assets.ndjson.")
        if (key, asset_id, role) in self._used:
            raise BadInput(f"{key} uses the asset {asset_id!r} twice as {role}.")
        self._used.add((key, asset_id, role))
        asset.uses += 1
        self._uses.add(key, asset_id, new_id(), role, weight, self._now, source, asset_id, key)

    def _entities(self, label: str, more: Iterable[str] = ()) -> Table:
        return self._tables.node(f"Entity:{label}", [*more, *_COMMON])

    def _add(self, table: Table, kind: str, ident: str, name: str | None, *more: object) -> None:
        known = self._known.setdefault(kind, set())
        if ident in known:
            raise BadInput(f"Two {kind.replace('_', ' ')}s have the id {ident!r}.")
        known.add(ident)
        table.add(*more, ident, f"{kind}:{ident}", kind, name, self._now, self._now)

    def _key(self, kind: str, ident: str) -> str:
        if ident not in self._known.get(kind, ()):
            raise BadInput(f"There is no {kind.replace('_', ' ')} with the id {ident!r} in its file.")
        return f"{kind}:{ident}"
