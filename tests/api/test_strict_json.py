"""JSON is read strictly, and in a time that follows its length."""

from __future__ import annotations

import pytest

from depgraph.api.strict import loads
from depgraph.errors import BadInput


def test_the_first_key_that_comes_twice_is_named() -> None:
    with pytest.raises(BadInput, match="'b' comes twice"):
        loads(b'{"a": 1, "b": 2, "c": 3, "b": 4, "a": 5}')


def test_a_key_twice_among_many_is_found_in_one_pass() -> None:
    """Compared each with each, these would take minutes."""
    keys = ", ".join(f'"k{number}": 0' for number in range(200_000))
    with pytest.raises(BadInput, match="'k199999' comes twice"):
        loads(f'{{{keys}, "k199999": 0}}'.encode())
