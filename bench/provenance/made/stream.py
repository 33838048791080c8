"""The whole studio as streams of rows, and as the files of ``depgraph import bulk``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.made.draw import Row, moment
from bench.provenance.made import places
from bench.provenance.made.receipts import receipts
from bench.provenance.made.registry import Registry, registry
from bench.provenance.made.size import MadeProject, Size


@dataclass(frozen=True, slots=True)
class Studio:
    """The studio of a size: every stream can be begun anew, and brings the same rows."""

    size: Size

    @property
    def registry(self) -> Registry:
        return registry()

    def assets(self) -> Iterator[Row]:
        for number, one in enumerate(self.registry.versions):
            yield {
                "id": one.id, "name": one.name, "version": one.version, "asset_type": one.asset_type,
                "checksum_sha256": one.hash, "file_path": f"/models/{one.name}_{one.version}.safetensors",
                "file_size_bytes": 1_000_000 + number, "is_current": one.is_current,
                "created_at": moment(number),
            }  # fmt: skip

    def projects(self) -> Iterator[Row]:
        for project in self.size.projects:
            yield {"id": project.id, "name": project.id.replace("-", " ").title()}

    def characters(self) -> Iterator[Row]:
        return self._of_each(places.characters)

    def scene_types(self) -> Iterator[Row]:
        return places.scene_types(self.registry)

    def scenes(self) -> Iterator[Row]:
        return self._of_each(places.scenes)

    def segments(self) -> Iterator[Row]:
        return self._of_each(places.segments)

    def templates(self) -> Iterator[Row]:
        return places.templates(self.registry)

    def jobs(self) -> Iterator[Row]:
        return places.jobs(self.registry)

    def receipts(self) -> Iterator[Row]:
        return self._of_each(lambda project: receipts(project, self.registry))

    def write(self, folder: Path) -> dict[str, int]:
        """The files that ``depgraph import bulk`` reads; answers how many lines each has."""
        folder.mkdir(parents=True, exist_ok=True)
        return {name: _write(folder / f"{name}.ndjson", getattr(self, name)()) for name in FILES}

    def _of_each(self, rows: Callable[[MadeProject], Iterator[Row]]) -> Iterator[Row]:
        for project in self.size.projects:
            yield from rows(project)


FILES = (
    "assets", "projects", "characters", "scene_types", "scenes", "segments", "templates", "jobs", "receipts"
)  # fmt: skip


def _write(path: Path, rows: Iterator[Row]) -> int:
    with path.open("w", encoding="utf-8") as stream:
        return sum(bool(stream.write(json.dumps(row) + "\n")) for row in rows)
