"""The OpenAPI document as one page of HTML that loads nothing: no script, no font, no picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

Json = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
REF = "#/components/schemas/"

STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent) }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
code, pre { font: 13px/1.5 ui-monospace, monospace }
nav a { margin-right: 1rem }
details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .4rem .8rem }
summary { cursor: pointer }
summary b { display: inline-block; width: 4.5rem }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0 }
tr + tr { border-top: 1px solid var(--line) }
pre { overflow-x: auto; padding: .5rem; border: 1px solid var(--line); border-radius: 6px }
"""


def page(document: Json) -> str:
    """Every operation under its tag, then every schema; ``document`` is OpenAPI 3.1."""
    info = document["info"]
    schemas: Json = document.get("components", {}).get("schemas", {})
    groups = _by_tag(document["paths"])
    return "\n".join(
        [
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(info['title'])} API</title><style>{STYLE}</style></head><body>",
            f"<h1>{escape(info['title'])} {escape(info['version'])}</h1>",
            f"<p>{escape(info.get('description', ''))}</p>",
            '<p>For tools: <a href="/openapi.json">openapi.json</a>.</p><nav>',
            *(f'<a href="#tag-{escape(tag)}">{escape(tag)}</a>' for tag in (*groups, "schemas")),
            "</nav>",
            *(line for tag, operations in groups.items() for line in _group(tag, operations)),
            '<h2 id="tag-schemas">schemas</h2>',
            *(_schema(name, schema) for name, schema in sorted(schemas.items())),
            "</body></html>",
        ]
    )


def _by_tag(paths: Json) -> dict[str, list[tuple[str, str, Json]]]:
    groups: dict[str, list[tuple[str, str, Json]]] = defaultdict(list)
    for path, methods in paths.items():
        for method in METHODS:
            if method in methods:
                tag = (methods[method].get("tags") or ["other"])[0]
                groups[tag].append((method, path, methods[method]))
    return dict(sorted(groups.items()))


def _group(tag: str, operations: Iterable[tuple[str, str, Json]]) -> Iterator[str]:
    yield f'<h2 id="tag-{escape(tag)}">{escape(tag)}</h2>'
    for method, path, operation in operations:
        yield f"<details><summary><b>{method.upper()}</b> <code>{escape(path)}</code>"
        yield f" {escape(operation.get('summary', ''))}</summary>"
        yield f"<p>{escape(operation.get('description', ''))}</p>"
        yield _parameters(operation.get("parameters", []))
        yield _body(operation.get("requestBody"))
        yield _responses(operation["responses"])
        yield "</details>"


def _parameters(parameters: list[Json]) -> str:
    rows = (
        (
            f"<code>{escape(one['name'])}</code>",
            escape(one["in"]) + (" *" if one.get("required") else ""),
            _type(one["schema"]),
            escape(one.get("description", "")),
        )
        for one in parameters
    )
    return _table(("parameter", "in", "type", ""), rows) if parameters else ""


def _body(body: Json | None) -> str:
    if body is None:
        return ""
    kinds = (f"<code>{escape(kind)}</code> {_type(form.get('schema', {}))}" for kind, form in _content(body))
    return f"<p>Body: {' or '.join(kinds)}</p>"


def _responses(responses: Json) -> str:
    rows = (
        (
            f"<code>{escape(status)}</code>",
            escape(answer.get("description", "")),
            " or ".join(_type(form.get("schema", {})) for _, form in _content(answer)),
        )
        for status, answer in responses.items()
    )
    return _table(("answer", "", "form"), rows)


def _content(holder: Json) -> list[tuple[str, Json]]:
    return list(holder.get("content", {}).items())


def _schema(name: str, schema: Json) -> str:
    required = schema.get("required", [])
    rows = (
        (
            f"<code>{escape(field)}</code>" + (" *" if field in required else ""),
            _type(kind),
            escape(kind.get("description", "")),
        )
        for field, kind in schema.get("properties", {}).items()
    )
    return (
        f'<section id="schema-{escape(name)}"><h3>{escape(name)}</h3>'
        f"<p>{escape(schema.get('description', ''))}</p>{_table(('field', 'type', ''), rows)}</section>"
    )


def _type(schema: Json) -> str:
    """A schema in a few words; a named one is a link to its fields."""
    if "$ref" in schema:
        name = escape(schema["$ref"].removeprefix(REF))
        return f'<a href="#schema-{name}">{name}</a>'
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return " or ".join(_type(option) for option in schema[choice])
    if "enum" in schema or "const" in schema:
        return " | ".join(
            f"<code>{escape(str(value))}</code>" for value in schema.get("enum", [schema.get("const")])
        )
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return escape(str(schema.get("type", "anything"))) + _bounds(schema)


def _bounds(schema: Json) -> str:
    words = {
        "minimum": "≥",
        "exclusiveMinimum": ">",
        "maximum": "≤",
        "minLength": "length ≥",
        "maxLength": "length ≤",
    }
    found = [f"{word} {schema[key]}" for key, word in words.items() if key in schema]
    default = [f"default {schema['default']}"] if schema.get("default") is not None else []
    return escape(f" ({', '.join([*found, *default])})") if found or default else ""


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"
