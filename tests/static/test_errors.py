"""The tree of errors: as it is written, as it is, and what the driver's errors become."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import neo4j.exceptions
import pytest

from depgraph import errors
from depgraph.driver_errors import translate
from depgraph.errors import DepgraphError, NotFound

_LINE = re.compile(r"^    (?P<stem>[│├└─ ]*)(?P<name>[A-Z]\w+)\s+(?P<status>\d{3}) (?P<code>\S+)$", re.M)
UNEXPECTED = {
    neo4j.exceptions.Neo4jError: "says nothing but that the server refused",
    neo4j.exceptions.ClientError: "a defect of a statement of ours",
    neo4j.exceptions.CypherSyntaxError: "a defect of a statement of ours",
    neo4j.exceptions.Forbidden: "the database's user may not do what depgraph needs",
    neo4j.exceptions.DriverError: "says nothing but that the driver refused",
    neo4j.exceptions.SessionError: "a defect in the use of the driver",
    neo4j.exceptions.TransactionError: "a defect in the use of the driver",
    neo4j.exceptions.TransactionNestingError: "a defect in the use of the driver",
    neo4j.exceptions.ResultError: "a defect in the use of the driver",
    neo4j.exceptions.ResultFailedError: "a defect in the use of the driver",
    neo4j.exceptions.ResultConsumedError: "a defect in the use of the driver",
    neo4j.exceptions.ResultNotSingleError: "a defect in the use of the driver",
    neo4j.exceptions.BrokenRecordError: "a defect in the use of the driver",
    neo4j.exceptions.GqlError: "the root of all, never raised itself",
}
"""What may become a plain 500, each with its reason; everything else has an error of its own."""


def classes(base: type[DepgraphError] = DepgraphError) -> Iterator[type[DepgraphError]]:
    yield base
    for below in base.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from classes(below)


def driver_classes() -> list[type[Exception]]:
    return [
        found
        for _, found in inspect.getmembers(neo4j.exceptions, inspect.isclass)
        if issubclass(found, Exception) and found.__module__.startswith("neo4j")
    ]


def written() -> dict[str, tuple[int, str, str, str]]:
    """Of each class in the docstring: depth, status, code, and the name of its parent."""
    found: dict[str, tuple[int, str, str, str]] = {}
    above: list[str] = []
    for match in _LINE.finditer(errors.__doc__ or ""):
        depth = len(match["stem"]) // 4
        above[depth:] = [match["name"]]
        parent = above[depth - 1] if depth else "Exception"
        found[match["name"]] = (depth, match["status"], match["code"], parent)
    return found


def test_the_tree_in_the_docstring_is_the_tree_of_classes() -> None:
    real = {found.__name__: found.__base__.__name__ for found in classes() if found.__base__}
    assert {name: facts[3] for name, facts in written().items()} == real, (
        "errors.py begins with the whole tree, because that is what one reads to raise the right one"
    )


@pytest.mark.parametrize("error", list(classes()), ids=lambda found: found.__name__)
def test_a_class_has_the_status_and_code_that_the_tree_says(error: type[DepgraphError]) -> None:
    _, status, code, _ = written()[error.__name__]
    assert str(error.status) == status
    assert code == ("<thing>-not-found" if error is NotFound else error.code)
    assert error.hint.endswith("."), f"{error.__name__}: the hint is a sentence that says what to do next"
    assert error.__doc__, f"{error.__name__}: says what happened"


def test_a_code_belongs_to_one_class() -> None:
    codes = [found.code for found in classes() if found is not NotFound]
    assert len(codes) == len(set(codes)), "a client tells errors apart by their code"


def test_a_missing_thing_is_named_in_the_code() -> None:
    error = NotFound("scene_type", "7")
    assert (error.code, error.title) == ("scene-type-not-found", "No such scene type")


@pytest.mark.parametrize("error", driver_classes(), ids=lambda found: found.__name__)
def test_every_error_of_the_driver_becomes_one_of_ours(error: type[Exception]) -> None:
    ours = translate(error("boom"))
    assert isinstance(ours, DepgraphError)
    if error in UNEXPECTED:
        assert type(ours) is DepgraphError, f"{error.__name__}: {UNEXPECTED[error]}"
    else:
        assert type(ours) is not DepgraphError, (
            f"neo4j.exceptions.{error.__name__} would be an unexplained 500: add it to driver_errors.py"
        )


def test_an_unknown_commit_is_told_from_an_absent_database() -> None:
    assert type(translate(neo4j.exceptions.IncompleteCommit("x"))) is errors.OutcomeUnknown
    assert type(translate(neo4j.exceptions.ServiceUnavailable("x"))) is errors.DatabaseUnavailable
