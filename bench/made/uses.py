"""Who uses what: Zipf-shared, with a base model under most scene types and three probes counted exactly."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

from bench.made.draw import Popular, Row, moment, rng
from bench.made.size import Size

_ROLES = {"model": "primary_model", "lora": "lora"}
_BASE_MODEL_SHARE = 0.9
_BASE_MODEL_SCENES = 0.01
_PROBE_SCENE_TYPES = 25
"""One in so many dependents of a probe is a scene type."""
_PER_SCENE_TYPE = 12
_TWICE = 200
"""One in so many edges is a second role of the same asset in the same entity."""


@dataclass(frozen=True, slots=True)
class Entities:
    """The (kind, id) of all that can use an asset."""

    scene_types: list[str]
    scenes: list[str]
    templates: list[str]
    jobs: list[str]

    @property
    def others(self) -> list[tuple[str, str]]:
        """All but the scene types."""
        return [
            *(("scene", i) for i in self.scenes),
            *(("template", i) for i in self.templates),
            *(("job", i) for i in self.jobs),
        ]


@dataclass(frozen=True, slots=True)
class Uses:
    """The edges, and the assets that the questions are about."""

    rows: list[Row]
    base_model: str
    busiest: str
    probes: tuple[str, ...]


def uses(size: Size, assets: list[Row], entities: Entities) -> Uses:
    """Exactly ``size.uses`` edges, no two of one entity, asset and role."""
    chance = rng("uses")
    models = [asset for asset in assets if asset["asset_type"] == "model" and asset["is_current"]]
    base = models[0]
    probes = [asset for asset in assets if asset["is_current"] and asset["asset_type"] == "lora"][:3]
    kept = {base["id"], *(probe["id"] for probe in probes)}
    popular = Popular(chance, [asset for asset in assets if asset["id"] not in kept])
    pairs = [*_base_model(base, entities, chance)]
    for probe, count in zip(probes, size.probes, strict=True):
        pairs += _probe(probe, count, entities, chance)
    pairs += _scene_types(popular, entities)
    twice = size.uses // _TWICE
    others = list(_others(popular, entities, size.uses - len(pairs) - twice, chance))
    pairs += others
    rows = [_edge(number, pair) for number, pair in enumerate(pairs)]
    rows += [
        _edge(number, pair) | {"role": "auxiliary_model"}
        for number, pair in enumerate(chance.sample(_once(others), twice), len(rows))
    ]
    return Uses(rows, str(base["id"]), str(popular.first["id"]), tuple(str(probe["id"]) for probe in probes))


Pair = tuple[Row, str, str]


def _base_model(base: Row, entities: Entities, chance: random.Random) -> Iterable[Pair]:
    types = entities.scene_types[: round(len(entities.scene_types) * _BASE_MODEL_SHARE)]
    scenes = chance.sample(entities.scenes, round(len(entities.scenes) * _BASE_MODEL_SCENES))
    yield from ((base, "scene_type", entity_id) for entity_id in types)
    yield from ((base, "scene", entity_id) for entity_id in scenes)


def _probe(probe: Row, count: int, entities: Entities, chance: random.Random) -> Iterable[Pair]:
    types = max(1, count // _PROBE_SCENE_TYPES)
    yield from ((probe, "scene_type", i) for i in chance.sample(entities.scene_types, types))
    yield from ((probe, kind, i) for kind, i in chance.sample(entities.others, count - types))


def _scene_types(popular: Popular[Row], entities: Entities) -> Iterable[Pair]:
    for entity_id in entities.scene_types:
        yield from ((asset, "scene_type", entity_id) for asset in popular.some(_PER_SCENE_TYPE))


def _others(popular: Popular[Row], entities: Entities, count: int, chance: random.Random) -> Iterable[Pair]:
    others = chance.sample(entities.others, len(entities.others))
    for place, (kind, entity_id) in enumerate(others):
        share = count // len(others) + (place < count % len(others))
        yield from ((asset, kind, entity_id) for asset in popular.some(share))


def _once(pairs: list[Pair]) -> list[Pair]:
    """Those whose usual role leaves room for auxiliary_model."""
    return [pair for pair in pairs if pair[0]["asset_type"] in _ROLES]


def _edge(number: int, pair: Pair) -> Row:
    asset, kind, entity_id = pair
    role = _ROLES.get(str(asset["asset_type"]), "auxiliary_model")
    return {
        "id": f"use-{number:07d}",
        "asset_id": asset["id"],
        "entity_type": kind,
        "entity_id": entity_id,
        "key": f"{kind}:{entity_id}",
        "role": role,
        "weight": round(0.3 + number % 8 / 10, 1) if role == "lora" else None,
        "created_at": moment(number),
    }
