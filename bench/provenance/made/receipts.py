"""Receipts of one project: which versions the latest one used decides what is stale, not chance."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from bench.made.draw import Popular, Row, digest, moment, rng
from bench.provenance.made.places import segment_id
from bench.provenance.made.registry import Line, Registry, Version
from bench.provenance.made.size import MadeProject

_BASE_SHARE = 0.39
_ANOTHER_TAKE = 0.7
_WITHOUT_RECEIPT = 97
_UNKNOWN_MODEL = 211
"""One segment in so many has no receipt; was made from a model that nobody has registered."""
_BY_HASH = 4
"""One segment in so many names its inputs by their hashes alone."""
_SHARING = 100
"""Segments that share a source image; half as many share a variant image, which every third one has."""
_WORKFLOWS = 60
_SHIFT = 5
"""A line's share falls as 1 / (place + this); the first ones are popular everywhere."""
_SAMPLERS = ("euler", "dpmpp_2m", "ddim", "uni_pc")


@dataclass(frozen=True, slots=True)
class Pool:
    """What a project works with: a part of all lines, the popular ones first."""

    models: Popular[Line]
    loras: Popular[Line]
    vaes: list[Line]
    workflows: list[str]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one segment is made from, whatever the version."""

    model: Line | None
    loras: list[Line]
    vae: Line

    @property
    def lines(self) -> list[Line]:
        return [*([self.model] if self.model else []), *self.loras, self.vae]


def receipts(project: MadeProject, registry: Registry) -> Iterator[Row]:
    """One to three of each segment, in the order in which they were recorded."""
    chance = rng(f"receipts {project.id}")
    pool = _pool(chance, registry, project)
    stale = _stale(chance, project)
    for number in range(project.segments):
        if _has_none(number):
            continue
        recipe = _recipe(chance, pool, registry, number in stale, number)
        (count,) = chance.choices((1, 2, 3), (60, 30, 10))
        for place in range(1, count + 1):
            used = _latest(chance, recipe, number in stale) if place == count else _earlier(chance, recipe)
            yield _row(chance, project, pool, number, used=used, unknown=recipe.model is None)


def _pool(chance: random.Random, registry: Registry, project: MadeProject) -> Pool:
    lines = registry.lines
    loras = min(len(lines["lora"]), 30 + project.segments // 50)
    models = min(len(lines["model"]) - 1, 5 + project.segments // 200)
    # the rare model is the last: it stays rare
    return Pool(
        Popular(chance, _popular(registry, "model", chance, models)),
        Popular(chance, _popular(registry, "lora", chance, loras)),
        chance.sample(lines["vae"], 3),
        [digest("workflow", one) for one in chance.sample(range(_WORKFLOWS), 5)],
    )


def _popular(registry: Registry, kind: str, chance: random.Random, count: int) -> list[Line]:
    """Lines of a kind, rather those that are popular everywhere; never the base model or the rare one."""
    lines = registry.lines[kind][1:-1] if kind == "model" else registry.lines[kind]
    weights = list(accumulate(1 / (place + _SHIFT) for place in range(len(lines))))
    found: dict[int, Line] = {}
    while len(found) < min(count, len(lines)):
        for place in chance.choices(range(len(lines)), cum_weights=weights, k=count):
            found[place] = lines[place]
    return list(found.values())[:count]


def _has_none(number: int) -> bool:
    return number % _WITHOUT_RECEIPT == _WITHOUT_RECEIPT - 1


def _stale(chance: random.Random, project: MadeProject) -> set[int]:
    able = [number for number in range(project.segments) if not _has_none(number)]
    return set(chance.sample(able, round(project.segments * project.stale)))


def _recipe(chance: random.Random, pool: Pool, registry: Registry, stale: bool, number: int) -> Recipe:
    if not stale and number % _UNKNOWN_MODEL == 0:
        model = None
    else:
        model = registry.base if chance.random() < _BASE_SHARE else pool.models.some(1)[0]
    return Recipe(model, pool.loras.some(chance.randint(0, 4)), chance.choice(pool.vaes))


def _latest(chance: random.Random, recipe: Recipe, stale: bool) -> list[Version]:
    """Current versions; of a stale segment one or two that are not, a model always can."""
    used = [line.current for line in recipe.lines]
    able = [place for place, line in enumerate(recipe.lines) if len(line.versions) > 1]
    for place in chance.sample(able, min(len(able), chance.choice((1, 1, 1, 1, 2)))) if stale else ():
        used[place] = chance.choice(recipe.lines[place].others)
    return used


def _earlier(chance: random.Random, recipe: Recipe) -> list[Version]:
    """Most earlier receipts are another take of today's; the others were made with what was there then."""
    if chance.random() < _ANOTHER_TAKE:
        return [line.current for line in recipe.lines]
    return [chance.choice(line.versions) for line in recipe.lines]


def _row(
    chance: random.Random,
    project: MadeProject,
    pool: Pool,
    number: int,
    *,
    used: list[Version],
    unknown: bool,
) -> Row:
    by_hash = number % _BY_HASH == 0
    start = number * 60
    share = number if project.own_pictures else number // _SHARING
    row: Row = {
        "segment_id": segment_id(project, number),
        "source_image_hash": _picture("source", project.id, share),
        "workflow_version": "1",
        "workflow_hash": pool.workflows[number % len(pool.workflows)],
        "lora_configs": [_lora(one, by_hash, chance) for one in used[0 if unknown else 1 : -1]],
        "other_inputs": [{"role": "vae", "name": used[-1].name, **_named(used[-1], by_hash)}],
        "prompt_text": f"a {project.id} fox in the harbour at night, take {number}",
        "negative_prompt": "blurry",
        "cfg_scale": 7.0,
        "seed": str(chance.getrandbits(64)),
        "resolution_width": 1024,
        "resolution_height": 576,
        "steps": chance.choice((20, 25, 30)),
        "sampler": chance.choice(_SAMPLERS),
        "generation_started_at": moment(start),
        "generation_completed_at": moment(start + 50),
        "generation_duration_ms": 50_000,
    }
    if number % 3 == 0:
        row["variant_image_hash"] = _picture("variant", project.id, number // (_SHARING // 2))
    return row | ({"model_hash": digest("unknown", project.id)} if unknown else _model(used[0], by_hash))


@cache
def _picture(kind: str, project_id: str, share: int) -> str:
    return digest(kind, project_id, share)


def _named(version: Version, by_hash: bool) -> Row:
    return {"asset_id": None if by_hash else version.id, "version": version.version, "hash": version.hash}


def _model(version: Version, by_hash: bool) -> Row:
    return {f"model_{name}": value for name, value in _named(version, by_hash).items()}


def _lora(version: Version, by_hash: bool, chance: random.Random) -> Row:
    return {**_named(version, by_hash), "weight": chance.choice((0.5, 0.7, 0.8, 1.0))}
