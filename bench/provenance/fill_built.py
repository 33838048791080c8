"""The rows of the tables that are built for the questions: what their writes would have kept up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

from bench.made.draw import Row
from bench.provenance.linked import Link, Linked
from bench.provenance.made import Studio
from bench.provenance.made.registry import Version

Tuple = tuple[Any, ...]


class Built:
    """Takes the histories of segments one after the other, and knows at the end what is counted."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._current = {line.current.name: line.current for line in _lines(studio)}
        self._inputs: dict[tuple[str, str], int] = {}
        self._rows: list[Tuple] = []
        self._now: Counter[tuple[int, int]] = Counter()
        self._before: Counter[tuple[int, int]] = Counter()
        self._made: Counter[int] = Counter()
        self._latest: dict[str, int] = {}
        self._projects = {project.id: n for n, project in enumerate(studio.size.projects)}
        self._scenes = {str(row["id"]): n for n, row in enumerate(studio.scenes())}

    def of_segment(self, history: list[Linked]) -> Iterator[tuple[str, Tuple]]:
        """The rows that the receipts of one segment make, each with its table."""
        latest = history[-1]
        project_id, _, number = latest.segment_id.rpartition("-g")
        project_n, scene_n = (
            self._projects[project_id],
            self._scenes[f"{project_id}-s{int(number) // 20:05d}"],
        )
        self._latest[latest.segment_id] = latest.n
        self._made[project_n] += 1
        seen: set[int] = set()
        used: set[str] = set()
        for one in reversed(history):
            yield "receipts", (one.n, one.id, one.segment_id, one.number, one.at, one.body)
            for link in one.links:
                input_n = self._input(link)
                yield "receipt_inputs", _input_row(one, link, input_n)
                if input_n not in seen:
                    seen.add(input_n)
                    (self._now if one is latest else self._before)[project_n, input_n] += 1
                    if one is latest:
                        yield "usages", (project_n, input_n, one.segment_id, scene_n)
                if link.asset is not None and link.asset.id not in used:
                    used.add(link.asset.id)
                    yield "newest_uses", _use_row(one, link, link.asset)

    def rest(self) -> Iterator[tuple[str, Iterator[Tuple]]]:
        """The tables that are complete only now."""
        yield "inputs", iter(self._rows)
        yield "in_use", self._in_use()
        yield "segments", self._segments()
        yield "projects", self._project_rows()
        yield "scenes", self._scene_rows()
        yield "scene_types", self._scene_types()
        yield "asset_users", self._users()

    def _input(self, link: Link) -> int:
        kind = "asset" if link.asset else link.role
        key = kind, link.hash
        if key not in self._inputs:
            self._inputs[key] = len(self._rows)
            self._rows.append(self._input_columns(len(self._rows), link))
        return self._inputs[key]

    def _input_columns(self, n: int, link: Link) -> Tuple:
        asset = link.asset
        if asset is None:
            return n, None, None, None, None, link.hash, False, link.role == "model", None, None, None, None
        now = self._current[asset.name]
        return (
            n, asset.id, asset.name, asset.asset_type, asset.version, link.hash, now.hash != link.hash, False,
            asset.is_current, now.id, now.version, now.hash,
        )  # fmt: skip

    def _in_use(self) -> Iterator[Tuple]:
        for key in self._now.keys() | self._before.keys():
            yield *key, self._now[key], self._before[key]

    def _segments(self) -> Iterator[Tuple]:
        for row in self._studio.segments():
            scene_n = self._scenes[str(row["scene_id"])]
            yield row["id"], scene_n, row["sequence_index"], self._latest.get(str(row["id"]))

    def _project_rows(self) -> Iterator[Tuple]:
        for project in self._studio.size.projects:
            n = self._projects[project.id]
            yield project.id, n, project.segments, self._made[n]

    def _scene_rows(self) -> Iterator[Tuple]:
        names = {row["id"]: row["name"] for row in self._studio.characters()}
        for row in self._studio.scenes():
            yield (
                self._scenes[str(row["id"])], row["id"], row["name"], row["scene_type_id"],
                names[row["character_id"]], row["project_id"], row["active"],
            )  # fmt: skip

    def _scene_types(self) -> Iterator[Tuple]:
        scenes: Counter[object] = Counter()
        active: Counter[object] = Counter()
        segments: Counter[object] = Counter()
        type_of: dict[object, object] = {}
        for row in self._studio.scenes():
            type_of[row["id"]] = row["scene_type_id"]
            scenes[row["scene_type_id"]] += 1
            active[row["scene_type_id"]] += bool(row["active"])
        for row in self._studio.segments():
            segments[type_of[row["scene_id"]]] += 1
        for row in self._studio.scene_types():
            ident = row["id"]
            yield ident, row["name"], scenes[ident], active[ident], segments[ident]

    def _users(self) -> Iterator[Tuple]:
        for kind in ("scene_type", "template", "job"):
            for row in getattr(self._studio, f"{kind}s")():
                for use in cast("list[Row]", row["assets"]):
                    yield use["asset_id"], kind, row["id"], row["name"], row.get("status")


def _lines(studio: Studio) -> Iterator[Any]:
    for lines in studio.registry.lines.values():
        yield from lines


def _input_row(one: Linked, link: Link, input_n: int) -> Tuple:
    return one.n, link.place, input_n, link.position, link.role, link.name, link.version, link.weight


def _use_row(one: Linked, link: Link, asset: Version) -> Tuple:
    return asset.id, one.at, one.segment_id, one.n, link.role, link.weight, asset.version
