"""The catalog: every Cypher statement depgraph ever sends, read from ``cypher/`` and checked.

``cypher/<noun>/<what>.cypher`` is the query ``noun.what``. Its header states what a caller
may rely on; tests let Neo4j itself check each statement of it. A file whose name begins
with an underscore is a fragment: ``{{noun._what}}`` in a query stands for its text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, LiteralString, cast

Access = Literal["read", "write", "schema"]
Rows = Literal["one", "maybe-one", "many", "none"]

_HEADER = re.compile(r"//\s*(?P<key>access|params|lists|returns|rows|used by|scans):\s*(?P<value>.*)")
_INCLUDE = re.compile(r"\{\{([a-z_]+\._[a-z_]+)\}\}")
_PARAMETER = re.compile(r"\$([a-z_][a-z0-9_]*)")
_LIST = re.compile(r"\$lists\.([a-z_]+)")
_LITERAL = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*")
_NOT_QUERIES = frozenset({"export"})  # templates of a script for another Neo4j, never sent by depgraph


class CatalogError(Exception):
    """A file in ``cypher/`` does not keep the form; raised at start, never in a request."""


@dataclass(frozen=True, slots=True)
class Query:
    """One statement with what its header says about it."""

    name: str
    summary: str
    text: LiteralString
    access: Access
    params: frozenset[str]
    returns: tuple[str, ...]
    rows: Rows
    used_by: str
    scans: str
    lists: frozenset[str] = frozenset()
    """What the parameter ``lists`` holds: in a map, lists of every length have one plan."""


def folder() -> Path:
    """Where the files lie: beside the installed modules, else in the checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "_cypher"
    return installed if installed.is_dir() else here.parents[1] / "cypher"


@cache
def load() -> Mapping[str, Query]:
    """Every query by name. Raises CatalogError for a file that does not keep the form."""
    texts = {_name(path): path.read_text(encoding="utf-8") for path in sorted(folder().glob("*/*.cypher"))}
    return {
        name: parse(name, text, texts)
        for name, text in texts.items()
        if not _is_fragment(name) and name.split(".")[0] not in _NOT_QUERIES
    }


def parse(name: str, text: str, texts: Mapping[str, str]) -> Query:
    """Read one file's header and statement; ``texts`` holds the fragments it may include."""
    header, body = _split(name, text)
    facts = _facts(name, header)
    statement = expand(body, texts).strip()
    _check(name, statement, facts)
    return Query(
        name=name,
        summary=_summary(name, header),
        text=cast("LiteralString", statement),  # the one cast: what a file holds is as fixed as a literal
        access=cast("Access", facts["access"]),
        params=frozenset(_words(facts["params"])),
        returns=tuple(_words(facts["returns"])),
        rows=cast("Rows", facts["rows"]),
        used_by=facts["used by"],
        scans=facts.get("scans", ""),
        lists=frozenset(_words(facts.get("lists", ""))),
    )


def expand(body: str, texts: Mapping[str, str]) -> str:
    """Put the fragments in that a text includes, each without its own header."""

    def put(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in texts:
            raise CatalogError(
                f"There is no fragment {name}; it would be cypher/{name.replace('.', '/')}.cypher."
            )
        return expand(_split(name, texts[name])[1].strip(), texts)

    return _INCLUDE.sub(put, body)


def parameters(statement: str) -> frozenset[str]:
    """The parameters that a statement uses, outside strings and comments."""
    return frozenset(_PARAMETER.findall(_LITERAL.sub("''", statement)))


@cache
def fragment(name: str) -> LiteralString:
    """A fragment's text, for the one query that is composed (asset search)."""
    noun, what = name.split(".")
    text = (folder() / noun / f"{what}.cypher").read_text(encoding="utf-8")
    return cast("LiteralString", _split(name, text)[1].strip())


def _name(path: Path) -> str:
    return f"{path.parent.name}.{path.stem}"


def _is_fragment(name: str) -> bool:
    return name.split(".")[1].startswith("_")


def _split(name: str, text: str) -> tuple[list[str], str]:
    lines = text.splitlines()
    count = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    if count == 0:
        raise CatalogError(f"{name}: the file begins without a header.")
    return lines[:count], "\n".join(lines[count:])


def _summary(name: str, header: list[str]) -> str:
    match = re.match(rf"// {re.escape(name)} — (.+)", header[0])
    if match is None:
        raise CatalogError(f"{name}: the first line has to be '// {name} — what it answers'.")
    return match.group(1)


def _facts(name: str, header: list[str]) -> dict[str, str]:
    facts = {m.group("key"): m.group("value").strip() for line in header if (m := _HEADER.match(line))}
    missing = {"access", "params", "returns", "rows", "used by"} - facts.keys()
    if missing:
        raise CatalogError(f"{name}: the header lacks {', '.join(sorted(missing))}.")
    return facts


def _check(name: str, statement: str, facts: Mapping[str, str]) -> None:
    if ";" in _LITERAL.sub("''", statement):
        raise CatalogError(f"{name}: one statement, no semicolon.")
    stated, used = frozenset(_words(facts["params"])), parameters(statement)
    if stated != used:
        raise CatalogError(
            f"{name}: the header's params {sorted(stated)} are not those used, {sorted(used)}."
        )
    lists = frozenset(_words(facts.get("lists", "")))
    if lists != frozenset(_LIST.findall(statement)):
        raise CatalogError(f"{name}: the header's lists {sorted(lists)} are not those used of $lists.")


def _words(value: str) -> list[str]:
    return [word for word in re.split(r"[,\s]+", value) if word and word not in {"–", "-"}]
