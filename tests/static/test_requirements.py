"""What the product imports is what it asks for: a package of the tests alone is not there for its users."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
BROUGHT_ALONG = {"starlette": "fastapi", "pydantic-core": "pydantic"}
"""Packages that come with another one by its design."""


def imported() -> set[str]:
    """The modules from elsewhere that a file of the product names, by their first part."""
    names: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {one.name.partition(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"depgraph"}


def test_every_imported_package_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[^\w.-]", one, maxsplit=1)[0].lower() for one in project["dependencies"]}
    found = packages_distributions()
    missing = {name for name in imported() if not _packages(found, name) & asked}
    assert not missing, f"imported by the product and not in its dependencies: {sorted(missing)}"


def _packages(found: Mapping[str, list[str]], module: str) -> set[str]:
    """The packages that hold a module, or that bring along the one that does."""
    names = {one.lower().replace("_", "-") for one in found.get(module, [])}
    return {BROUGHT_ALONG.get(name, name) for name in names}
