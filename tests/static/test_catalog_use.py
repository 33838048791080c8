"""The catalog and the code name each other: no dead query, no call of a missing one."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from depgraph import catalog
from tests.static.source import MODULES, SOURCE, functions, label, strings, tree

QUERIES = catalog.load()
RUNNERS = {"answer", "rows", "row", "batch", "stream", "write_alone"}
"""Methods of Graph and Transaction that take a query's name first."""
CALLED = sorted(name for name in QUERIES if not name.startswith("schema.0"))
READS = [name for name in CALLED if QUERIES[name].access == "read"]


@cache
def _named() -> Mapping[str, list[str]]:
    """Where each text that is a query's name stands: module:function."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        inside = {id(node): f.name for f in functions(path) for node in ast.walk(f)}
        for text in strings(tree(path)):
            if text.value in QUERIES:
                places[str(text.value)].append(f"{label(path)}:{inside.get(id(text), '')}")
    return places


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_every_query_that_is_called_exists(path: Path) -> None:
    missing = [
        (node.lineno, node.args[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in RUNNERS
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and "." in node.args[0].value
        and node.args[0].value not in QUERIES
    ]
    assert not missing, f"{label(path)} calls what cypher/ does not hold: {missing}"


@pytest.mark.parametrize("name", CALLED)
def test_every_query_is_used(name: str) -> None:
    assert _named()[name] or _by_folder(name), (
        f"{name}: nothing in src/ names it. A dead query is kept true for nothing: remove it or use it."
    )


@pytest.mark.parametrize("name", READS)
def test_one_function_answers_with_a_read(name: str) -> None:
    if name.startswith(("schema.", "doctor.", "invariant.")) or _by_folder(name):
        return
    # the Browser's guide shows queries, it sends none
    places = sorted({place for place in _named()[name] if not place.startswith("src/depgraph/browser/")})
    if name.startswith("browser.") and not places:
        return
    assert all(place.startswith("src/depgraph/queries/") for place in places), (
        f"{name}: queries live in src/depgraph/queries, so that api, cli and work share them: {places}"
    )
    assert len(places) == 1 or _once_alone_and_once_inside_a_write(places), (
        f"{name}: one query, one function, so that a caller finds the one way to ask: {places}"
    )


def _once_alone_and_once_inside_a_write(places: list[str]) -> bool:
    """Whether one function asks on the Graph and the other, beside it, within a Transaction."""
    files, names = (
        {place.partition(":")[0] for place in places},
        {place.partition(":")[2] for place in places},
    )
    if len(files) != 1 or len(places) != 2:
        return False
    here = [node for node in functions(SOURCE.parents[1] / files.pop()) if node.name in names]
    first = {ast.unparse(node.args.args[0].annotation) for node in here if node.args.args[0].annotation}
    return first == {"Graph", "Transaction"}


def _by_folder(name: str) -> bool:
    """Whether the whole noun is run by one module, which asks the catalog for its names."""
    noun = name.partition(".")[0]
    return any(
        str(text.value) == f"{noun}."
        for path in (SOURCE / "queries").glob("*.py")
        for text in strings(tree(path))
    )
