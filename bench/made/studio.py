"""The whole made studio, as rows that both databases are filled from."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from bench.made import entities, lines, opinions, uses
from bench.made.draw import Row
from bench.made.size import Size


@dataclass(frozen=True, slots=True)
class Studio:
    """Rows by what they are, and the assets that the questions are about (by id)."""

    size: Size
    lines: list[Row]
    assets: list[Row]
    projects: list[Row]
    characters: list[Row]
    scene_types: list[Row]
    scenes: list[Row]
    segments: list[Row]
    templates: list[Row]
    jobs: list[Row]
    uses: list[Row]
    notes: list[Row]
    ratings: list[Row]
    base_model: str
    rare_model: str
    busiest: str
    probes: tuple[str, ...]

    def asset(self, asset_id: str) -> Row:
        """The row of one asset."""
        return next(asset for asset in self.assets if asset["id"] == asset_id)

    def dependents(self, asset_id: str) -> int:
        """How many edges lead to an asset."""
        return int(str(self.asset(asset_id)["dependency_count"]))

    def saved_together(self, count: int) -> list[str]:
        """Assets as a scene type has them: the base model, two noted with it, and what scene types use."""
        pairs = ((note["asset_id"], note["related_asset_id"]) for note in self.notes)
        beside = [str(related) for asset_id, related in pairs if asset_id == self.base_model][:2]
        used = [str(row["asset_id"]) for row in self.uses if row["entity_type"] == "scene_type"]
        return list(dict.fromkeys([self.base_model, *self.most_noted(2), *beside, *used]))[:count]

    def most_noted(self, count: int) -> list[str]:
        """The assets with most notes on pairs."""
        seen = Counter(note[end] for note in self.notes for end in ("asset_id", "related_asset_id"))
        del seen[None]
        return [str(asset_id) for asset_id, _ in seen.most_common(count)]


def make(size: Size) -> Studio:
    """The studio of a size: the same rows each time."""
    made_lines = lines.lines(size)
    assets = [version for line in made_lines for version in line.versions]
    scenes = entities.scenes(size)
    scene_types, templates, jobs = entities.scene_types(size), entities.templates(size), entities.jobs(size)
    used = uses.uses(
        size, assets, uses.Entities(_ids(scene_types), _ids(scenes), _ids(templates), _ids(jobs))
    )
    ratings = opinions.ratings(size, assets)
    _keep_counts(assets, used.rows, ratings)
    return Studio(
        size=size,
        lines=[line.row for line in made_lines],
        assets=assets,
        projects=entities.projects(size),
        characters=entities.characters(size),
        scene_types=scene_types,
        scenes=scenes,
        segments=entities.segments(size, scenes),
        templates=templates,
        jobs=jobs,
        uses=used.rows,
        notes=opinions.notes(size, assets, used.base_model),
        ratings=ratings,
        base_model=used.base_model,
        rare_model=_rare_model(assets),
        busiest=used.busiest,
        probes=used.probes,
    )


def _ids(rows: list[Row]) -> list[str]:
    return [str(row["id"]) for row in rows]


def _keep_counts(assets: list[Row], used: list[Row], rated: list[Row]) -> None:
    """What the graph keeps on an asset, so that lists sort by index."""
    dependents = Counter(row["asset_id"] for row in used)
    stars: dict[object, list[int]] = defaultdict(list)
    for row in rated:
        stars[row["asset_id"]].append(int(str(row["rating"])))
    for asset in assets:
        given = stars[asset["id"]]
        asset["dependency_count"] = dependents[asset["id"]]
        asset["rating_sum"], asset["rating_count"] = sum(given), len(given)
        asset["avg_rating"] = sum(given) / len(given) if given else 0.0


def _rare_model(assets: list[Row]) -> str:
    """A current model that hardly anything uses."""
    models = [a for a in assets if a["asset_type"] == "model" and a["is_current"]]
    return str(min(models, key=lambda a: (a["dependency_count"], a["id"]))["id"])
