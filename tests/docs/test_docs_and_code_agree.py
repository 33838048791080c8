"""Every setting, route, command and error that the documents name is there, and the other way round."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
import typer

from depgraph.cli.main import app as cli
from depgraph.errors import NotFound
from depgraph.models.works import WorkKind
from depgraph.settings import Settings
from tests.static.routes import endpoints
from tests.static.source import MODULES, ROOT
from tests.static.test_errors import classes

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
FOREIGN = {"COMFYVN_ASSETS_ROOT"}


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def first_cells(page: str) -> list[str]:
    """What stands in code in the first cell of each row of the page's tables."""
    return re.findall(r"^\| `([^`]+)`", page, re.M)


def test_the_settings_page_lists_every_setting() -> None:
    fields: dict[str, object] = dict(Settings.model_fields)
    assert first_cells(text("settings.md")) == [f"DEPGRAPH_{name.upper()}" for name in fields]


def test_the_routes_page_lists_every_route() -> None:
    listed = first_cells(text("routes.md"))
    assert sorted(listed) == sorted(str(endpoint) for endpoint in endpoints())
    assert len(listed) == len(set(listed))


def test_the_errors_page_lists_every_error() -> None:
    listed = first_cells(text("errors.md"))
    rows = dict(re.findall(r"^\| `([^`]+)` \| (\d{3})", text("errors.md"), re.M))
    named = {found.code: str(found.status) for found in classes() if found is not NotFound}
    assert rows == named | {f"{thing}-not-found": "404" for thing in missing_things()}
    assert len(listed) == len(set(listed))


def missing_things() -> set[str]:
    """The kinds of thing that some code says is not there."""
    found = {"project", "character", "scene-type", "scene", "segment", "template", "job"}
    found |= {kind.replace("_", "-") for kind in get_args(WorkKind)}
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        found |= {kind.replace("_", "-") for kind in re.findall(r'\bNotFound\(\s*"(\w+)"', source)}
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_no_setting_that_is_not_there(page: Path) -> None:
    known = {f"DEPGRAPH_{name.upper()}" for name in Settings.model_fields} | test_variables()
    named = set(re.findall(r"\bDEPGRAPH_[A-Z0-9_]+", page.read_text(encoding="utf-8")))
    assert named <= known, f"{page.name}: {sorted(named - known)}"


def test_variables() -> set[str]:
    """What only the tests and the bench read."""
    folders = (ROOT / "tests", ROOT / "bench")
    sources = [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py")]
    return set(re.findall(r"\bDEPGRAPH_[A-Z0-9_]+", "\n".join(sources)))


test_variables.__test__ = False  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_no_command_that_is_not_there(page: Path) -> None:
    known = commands()
    source = page.read_text(encoding="utf-8")
    fenced = re.findall(r"^```.*?^```", source, re.M | re.S)
    spans = re.findall(r"`([^`\n]+)`", source)
    spans += [line for block in fenced for line in re.findall(r"^(depgraph .*)$", block, re.M)]
    for span in spans:
        words = re.findall(r"^depgraph ((?:[a-z-]+ ?)+)", span)
        if not words or words[0].startswith("-"):
            continue
        name = words[0].split()
        assert any(name[: len(known_name)] == known_name for known_name in known), f"{page.name}: {span}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_variable_that_is_set_for_docker_compose_is_one_that_its_file_reads(page: Path) -> None:
    read = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8")))
    lines = re.findall(r"((?:\w+=\S+ +)+)docker[ -]compose", page.read_text(encoding="utf-8"))
    named = {name for line in lines for name in re.findall(r"(\w+)=", line)}
    assert named <= read, f"{page.name}: {sorted(named - read)}"
    assert named or page.name != "README.md", "the README does not say how compose is started any more"


def commands() -> list[list[str]]:
    """Every command with its group, as words."""
    group = typer.main.get_command(cli)
    found: list[list[str]] = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", {})
        found += [[name]] + [[name, inner] for inner in below]
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_no_route_that_is_not_there(page: Path) -> None:
    known = {(e.method, re.sub(r"\{[^}]+\}", "{}", e.path)) for e in endpoints()}
    source = page.read_text(encoding="utf-8")
    for method, path in re.findall(r"`(GET|POST|PUT|PATCH|DELETE) (/[^`?\s]*)", source):
        if "…" in path:
            continue
        assert (method, re.sub(r"\{[^}]+\}", "{}", path)) in known, f"{page.name}: {method} {path}"


def test_the_commands_page_lists_every_command() -> None:
    listed = [re.sub(r"^depgraph | [^a-z].*", "", cell) for cell in first_cells(text("commands.md"))]
    groups = {words[0] for words in commands() if len(words) > 1}
    known = [" ".join(words) for words in commands() if words[0] not in groups or len(words) > 1]
    assert sorted(listed) == sorted(known)


def test_the_architecture_page_names_paths_that_are_there() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\b((?:src|tests|cypher|docs|bench|web)/[\w./*-]*\w)", page))
    inside = set(re.findall(r"^  (\w+(?:\.py|/))\s", page, re.M)) - {""}
    missing = [path for path in named if not _there(path)]
    missing += [path for path in inside if not (ROOT / "src" / "depgraph" / path).exists()]
    assert not missing, f"ARCHITECTURE.md names what is not there: {sorted(missing)}"


def test_the_architecture_page_names_every_part() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    parts = [
        p for p in (ROOT / "src" / "depgraph").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()
    ]
    names = [p.name if p.suffix else f"{p.name}/" for p in parts if not p.name.startswith("_")]
    unnamed = sorted(name for name in names if name not in page)
    assert not unnamed, f"a newcomer does not learn what these are for: {unnamed}"


def _there(path: str) -> bool:
    if "<" in path or "NNN" in path:
        return True
    return bool(list(ROOT.glob(path.rstrip("/")))) or (ROOT / path).exists()
