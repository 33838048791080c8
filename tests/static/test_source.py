"""Rules of the house that a reader of one file cannot see; each message says why."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median

import pytest

from tests.static.source import MODULES, ROOT, SOURCE, functions, imports, label, strings, tree

MAX_FILE, MAX_FUNCTION, MEDIAN_FILE = 400, 60, 130
CYPHER = re.compile(
    r"\b(?:MATCH|MERGE|CREATE|DELETE|OPTIONAL MATCH)\s*\(|\bUNWIND\s+\S+\s+AS\b|\bRETURN\s+\S+\s+AS\b"
    r"|\bCREATE\s+(?:CONSTRAINT|INDEX|FULLTEXT|TEXT)\b|\bDETACH DELETE\b|\bREMOVE\s+\w+\.\w+|\bCALL\s+db\."
    r"|\bSHOW\s+(?:TRANSACTIONS|INDEXES|CONSTRAINTS)\b"
)
GATE = {"src/depgraph/graph.py", "src/depgraph/driver_errors.py", "src/depgraph/app.py"}
EVERY_TEXT = sorted(
    path
    for folder in ("src", "tests", "bench")
    for path in (ROOT / folder).rglob("*.py")
    if not {"node_modules", "__pycache__"} & set(path.parts)
)


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_no_cypher_stands_outside_its_folder(path: Path) -> None:
    found = [(node.lineno, node.value[:60]) for node in strings(tree(path)) if CYPHER.search(str(node.value))]
    assert not found, (
        f"{label(path)}: {found}. A statement in a file of cypher/ has a name, a header that Neo4j checks,"
        " and is found by everyone who changes the graph; one in Python has none of these."
    )


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_only_the_gate_imports_the_driver(path: Path) -> None:
    if label(path) in GATE:
        return
    found = {name for name in imports(path) if name == "neo4j" or name.startswith("neo4j.")}
    assert not found, (
        f"{label(path)} imports {sorted(found)}: all traffic goes through graph.py, which sets deadlines,"
        " routes reads, translates errors and times queries. Past it, none of that happens."
    )


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_only_the_settings_read_the_environment(path: Path) -> None:
    if path == SOURCE / "settings.py":
        return
    names = {"environ", "getenv", "environb", "putenv"}
    found = [
        node.lineno
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and node.attr in names)
        or (isinstance(node, ast.ImportFrom) and node.module == "os" and names & {n.name for n in node.names})
    ]
    assert not found, (
        f"{label(path)}, lines {found}: a variable that is read elsewhere is not in docs/settings.md,"
        " not in depgraph.toml, and not seen by `depgraph doctor`. Add it to settings.py."
    )


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_only_the_catalog_calls_a_text_a_literal(path: Path) -> None:
    if path == SOURCE / "catalog.py":
        return
    # a person at `depgraph db shell` types a statement of their own; it is routed as a read
    shell = {id(node) for f in functions(path) if f.name == "explore" for node in ast.walk(f)}
    casts = [
        node.lineno
        for node in ast.walk(tree(path))
        if id(node) not in (shell if path == SOURCE / "graph.py" else set())
        and isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "cast"
        and "LiteralString" in ast.unparse(node.args[0])
    ]
    assert not casts, (
        f"{label(path)}, lines {casts}: LiteralString is what keeps text from a client out of a statement;"
        " the one cast is the catalog's, whose texts are files."
    )


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_no_route_raises_a_web_framework_error(path: Path) -> None:
    if "api" not in path.parts:
        return
    raised = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Raise) and node.exc is not None and "HTTPException" in ast.unparse(node.exc)
    ]
    assert not raised, (
        f"{label(path)}, lines {raised}: raise a class of errors.py, which has a code and a hint."
    )


@pytest.mark.parametrize("path", EVERY_TEXT, ids=label)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_FILE, f"{label(path)} has {lines} lines: split it by what its parts are about."


@pytest.mark.parametrize("path", EVERY_TEXT, ids=label)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    long = [
        f"{node.name} ({length} lines)"
        for node in functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION
    ]
    assert not long, f"{label(path)}: {', '.join(long)}; name its steps and make them functions."


def test_modules_stay_small_on_the_whole() -> None:
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES if path.stat().st_size]
    assert median(sizes) <= MEDIAN_FILE, "the median module grew past what is read at a glance: split some"


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = [
        label(path) for path in EVERY_TEXT if path.stem in {"utils", "util", "helpers", "common", "misc"}
    ]
    assert not drawers, f"{drawers}: a name that says nothing collects everything; name it for what it does"
