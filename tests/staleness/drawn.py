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

OWN = "own"
"""As the hash of an input: the one that its asset has at that moment."""

_SOME = st.integers(0, 9)
_CONTENT = st.sampled_from(CONTENTS)
_PICTURE = st.sampled_from(PICTURES)
_WORK = st.sampled_from(WORKS)
_SCENE = st.sampled_from(list(PROJECTS))
_WRITTEN = st.none() | st.just("as written")
_HOURS = st.none() | st.integers(1, 3)
_IMAGE = st.sampled_from(["source_image", "variant_image", "variant_image"])
_NOTHING = st.none()


def _tuple(*given: Any) -> st.SearchStrategy[Any]:
    """Each part a strategy, or what it always is."""
    return st.tuples(*(one if isinstance(one, st.SearchStrategy) else st.just(one) for one in given))


def _weighted(*given: tuple[int, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """One of them, the one with the weight 2 twice as often. (``one_of`` takes equal ones for one.)"""
    places = [place for place, (weight, _) in enumerate(given) for _ in range(weight)]
    return st.sampled_from(places).flatmap(lambda place: given[place][1])


def _of_asset(role: Any) -> st.SearchStrategy[Any]:
    return _weighted(
        (4, _tuple(role, _SOME, OWN, _WRITTEN)),
        (1, _tuple(role, _SOME, _NOTHING | _CONTENT, _WRITTEN)),
        (2, _tuple(role, _NOTHING, _CONTENT, _WRITTEN)),
        (1, _tuple(role, _NOTHING, _NOTHING, _WRITTEN)),
    )


_BESIDE = _weighted(
    (3, _of_asset(st.sampled_from(["lora", "vae", "model"]))),
    (4, _tuple(_IMAGE, _NOTHING, _PICTURE, _NOTHING)),
    (2, _tuple("workflow", _NOTHING, _PICTURE, _WRITTEN)),
    (1, _tuple(_IMAGE | st.just("workflow"), _NOTHING, _NOTHING, _WRITTEN)),
)
INPUTS = st.builds(
    lambda model, beside: [*model, *beside],
    _weighted((5, st.tuples(_of_asset("model"))), (1, st.just(()))),
    st.lists(_BESIDE, max_size=4),
)
_STEP = _weighted(
    (1, _tuple("wait", st.integers(0, 2))),  # the first: a failing walk is shrunk to steps of nothing
    (4, _tuple("register", st.sampled_from(LINES), _CONTENT, st.booleans())),
    (1, _tuple("name", st.sampled_from(LINES))),
    (1, _tuple("show", _SOME, _CONTENT)),
    (3, _tuple("current", _SOME)),
    (2, _tuple("accept", _SOME, _CONTENT)),
    (1, _tuple("delete", _SOME)),
    (1, _tuple("revive", _SOME)),
    (4, _tuple("version", _WORK, _PICTURE, st.lists(_SOME, max_size=2))),
    (3, _tuple("roll", _WORK, _SOME)),
    (4, _tuple("record", _SOME, INPUTS, st.sampled_from(["", "", "succeeded", "failed"]))),
    (2, _tuple("record_many", st.lists(st.tuples(_SOME, INPUTS), min_size=2, max_size=4))),
    (2, _tuple("complete", _SOME, st.booleans())),
    (1, _tuple("replace", _SOME)),
    (1, _tuple("drop", _SOME)),
    (1, _tuple("move_segment", _SOME, _SCENE)),
    (1, _tuple("move_scene", _SCENE, st.sampled_from(["p", "q", None]))),
    (2, _tuple("waive_segments", st.lists(_SOME, min_size=1, max_size=2), _HOURS)),
    (1, _tuple("waive_scene", _SCENE, _HOURS)),
    (1, _tuple("waive_change", _SOME, st.sampled_from(["p", "q"]), _HOURS)),
    (1, _tuple("take_back", _SOME)),
)
_OPENING = st.tuples(
    *(_tuple("register", line, _CONTENT, st.booleans()) for line in LINES * 2),
    *(_tuple("version", work, _PICTURE, st.lists(_SOME, max_size=2)) for work in WORKS),
    *(_tuple("record", number, INPUTS, "") for number in range(len(SEGMENTS))),
)
OPENING = len(LINES) * 2 + len(WORKS) + len(SEGMENTS)
"""Steps at each beginning: versions of everything, and a receipt of each segment."""


def walks(least: int, most: int) -> st.SearchStrategy[list[Step]]:
    """The opening, and then anything, so many steps in all."""
    anything = st.lists(_STEP, min_size=least - OPENING, max_size=most - OPENING)
    return st.builds(lambda opening, rest: [*opening, *rest], _OPENING, anything)
