"""JSON is read strictly, and with work that follows its length."""

from __future__ import annotations

import pytest

from depgraph.api import strict
from depgraph.errors import BadInput


class Counted(str):
    """A key that counts how often it is compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_the_first_key_that_comes_twice_is_named() -> None:
    with pytest.raises(BadInput, match="'b' comes twice"):
        strict.loads(b'{"a": 1, "b": 2, "c": 3, "b": 4, "a": 5}')


def test_a_key_twice_among_many_is_found_in_one_pass() -> None:
    keys = [*(f"k{number}" for number in range(1000)), "k999"]
    with pytest.raises(BadInput, match="'k999' comes twice"):
        strict._object([(Counted(key), 0) for key in keys])
    assert Counted.compared < 10 * len(keys)
