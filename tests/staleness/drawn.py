"""Steps that change a studio, as Hypothesis draws them: each is its name and what it is given."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.staleness.plain_things import Work

LINES = ("base", "ink")
CONTENTS = [letter * 64 for letter in "abcd"]
"""Few, so that lines share them and come back to earlier ones. No two are one file."""
TENSORS = {CONTENTS[0]: "1" * 64, CONTENTS[1]: "1" * 64, CONTENTS[2]: "2" * 64}
"""The first two differ in their headers alone; of the last one nobody knows the tensors."""
PICTURES = CONTENTS[:3]
WORKS: tuple[Work, ...] = (
    ("source_image", "s"), ("source_image", "t"),
    ("derived_image", "s"), ("derived_image", "u"), ("derived_image", "v"),
    ("workflow", "s"),
)  # fmt: skip
PROJECTS = {"in_p": "p", "too_in_p": "p", "in_q": "q", "nowhere": None}
"""The scenes, each in its project."""
SEGMENTS = {"g0": "in_p", "g1": "in_p", "g2": "too_in_p", "g3": "in_q", "g4": "nowhere"}
"""Those at the beginning, each in its scene; others come to replace them."""

Step = tuple[Any, ...]

_SOME = st.integers(0, 9)
_CONTENT = st.sampled_from(CONTENTS)
_SCENE = st.sampled_from(list(PROJECTS))
_VERSION = st.none() | st.just("as written")
_HOURS = st.none() | st.integers(1, 3)
_ASSET_INPUT = st.tuples(
    st.sampled_from(["model", "model", "lora", "vae"]), st.none() | _SOME, st.none() | _CONTENT, _VERSION
)
_PICTURE = st.none() | st.sampled_from(PICTURES)
_PICTURE_INPUT = st.tuples(
    st.sampled_from(["source_image", "variant_image", "variant_image"]), st.none(), _PICTURE, st.none()
) | st.tuples(st.just("workflow"), st.none(), _PICTURE, _VERSION)
INPUTS = st.lists(_ASSET_INPUT | _PICTURE_INPUT, min_size=1, max_size=4) | st.just([])
_VERSION_OF_WORK = st.tuples(
    st.just("version"), st.sampled_from(WORKS), st.sampled_from(PICTURES), st.lists(_SOME, max_size=2)
)
_RECORD = st.tuples(st.just("record"), _SOME, INPUTS, st.sampled_from(["", "", "succeeded", "failed"]))


def register(line: str) -> st.SearchStrategy[Step]:
    return st.tuples(st.just("register"), st.just(line), _CONTENT, st.booleans())


def record(number: int) -> st.SearchStrategy[Step]:
    return st.tuples(st.just("record"), st.just(number), INPUTS, st.just(""))


_STEP = st.one_of(
    st.tuples(st.just("wait"), st.integers(0, 2)),  # the first: a failing walk is shrunk to steps of nothing
    *(register(line) for line in LINES),
    st.tuples(st.just("name"), st.sampled_from(LINES)),
    st.tuples(st.just("show"), _SOME, _CONTENT),
    st.tuples(st.just("current"), _SOME),
    st.tuples(st.just("accept"), _SOME, _CONTENT),
    st.tuples(st.just("delete"), _SOME),
    st.tuples(st.just("revive"), _SOME),
    _VERSION_OF_WORK,
    _VERSION_OF_WORK,
    st.tuples(st.just("roll"), st.sampled_from(WORKS), _SOME),
    _RECORD,
    _RECORD,
    st.tuples(st.just("record_many"), st.lists(st.tuples(_SOME, INPUTS), min_size=2, max_size=4)),
    st.tuples(st.just("complete"), _SOME, st.booleans()),
    st.tuples(st.just("replace"), _SOME),
    st.tuples(st.just("drop"), _SOME),
    st.tuples(st.just("move_segment"), _SOME, _SCENE),
    st.tuples(st.just("move_scene"), _SCENE, st.sampled_from(["p", "q", None])),
    st.tuples(st.just("waive_segments"), st.lists(_SOME, min_size=1, max_size=2), _HOURS),
    st.tuples(st.just("waive_scene"), _SCENE, _HOURS),
    st.tuples(st.just("waive_change"), _SOME, st.sampled_from(["p", "q"]), _HOURS),
    st.tuples(st.just("take_back"), _SOME),
)  # fmt: skip


def steps(least: int, most: int) -> st.SearchStrategy[list[Step]]:
    return st.lists(_STEP, min_size=least, max_size=most)
