"""The guide, for ``:play URL`` of the Neo4j Browser 5 and, in AsciiDoc, for newer Browsers.

HTML: one ``<slide>`` a query; a ``<pre class="runnable">`` is put into the editor by a click. What is
typed into an ``<input value-for="…">`` appears in every element of the slide with that ``value-key``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape

from depgraph.browser.queries import ENTRIES, Entry, QueryText, examples, param_line

TITLE = "depgraph in the Neo4j Browser"
_WELCOME = (
    "These are the very queries that depgraph sends, from its folder cypher/. Click one to put it into the"
    " editor, then run it. They only read."
)
_TYPED = frozenset({"asset_id", "key"})
"""Parameters with a field of their own: what a person copies from another answer."""


def html(query_text: QueryText, style_url: str = "") -> str:
    """The guide as HTML. ``style_url`` is where ``style.grass`` is served; without it, no link is shown."""
    slides = [_welcome_slide(style_url), *(_slide(entry, query_text(entry.query)) for entry in ENTRIES)]
    body = "\n".join(slides)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n'
        f'<head><meta charset="utf-8"><title>{TITLE}</title></head>\n'
        f'<body>\n<article class="guide">\n<carousel class="deck container-fluid">\n{body}\n'
        "</carousel>\n</article>\n</body>\n</html>\n"
    )


def asciidoc(query_text: QueryText) -> str:
    """The same slides as AsciiDoc: a section each, with the query as a source block."""
    sections = [_section(entry, query_text(entry.query)) for entry in ENTRIES]
    return "\n".join([f"= {TITLE}\n\n{_WELCOME}\n", *sections])


def _welcome_slide(style_url: str) -> str:
    # Not a link with exec-topic: the Browser would show the style in the guide's place.
    style = f'<pre class="pre-scrollable code runnable">:style {escape(style_url)}</pre>'
    colours = f"<p>First, depgraph's colours and captions:</p>{style}" if style_url else ""
    topics = "".join(f"<li>{escape(entry.title)}</li>" for entry in ENTRIES)
    return _framed(TITLE, f"<p>{escape(_WELCOME)}</p>{colours}", f"<ol>{topics}</ol>")


def _slide(entry: Entry, text: str) -> str:
    values = examples(entry, text)
    fields = "".join(_field(name, value) for name, value in values.items() if name in _TYPED)
    lines = "\n".join(_html_param(name, value) for name, value in values.items())
    params = f'<pre class="pre-scrollable code runnable">{lines}</pre>' if lines else ""
    query = f'<pre class="pre-scrollable code runnable">{escape(text)}</pre>'
    return _framed(entry.title, f"<p>{escape(entry.why)}</p>{fields}", f"{params}\n{query}")


def _framed(title: str, left: str, right: str) -> str:
    return (
        '<slide class="row-fluid">\n'
        f'<div class="col-sm-4"><h3>{escape(title)}</h3>{left}</div>\n'
        f'<div class="col-sm-8">{right}</div>\n'
        "</slide>"
    )


def _field(name: str, value: object) -> str:
    return (
        f"<p><label>{escape(name)} "
        f'<input value-for="{escape(name)}" placeholder="{escape(str(value))}"></label></p>'
    )


def _html_param(name: str, value: object) -> str:
    if name not in _TYPED:
        return escape(param_line(name, value))
    quoted = escape(json.dumps(value)[1:-1])
    return f':param {escape(name)} =&gt; "<span value-key="{escape(name)}">{quoted}</span>";'


def _section(entry: Entry, text: str) -> str:
    values: Mapping[str, object] = examples(entry, text)
    lines = "\n".join(param_line(*item) for item in values.items())
    return f"== {entry.title}\n\n{entry.why}\n\n{_source(lines)}\n{_source(text)}"


def _source(text: str) -> str:
    return f"[source,cypher]\n----\n{text}\n----\n"
