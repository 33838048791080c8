"""The pack's files: every query is the catalog's own text, and nothing in it breaks out of its place."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser

import pytest

from depgraph import catalog, palette
from depgraph.browser import CORS, asciidoc, files, grass, guide_url, html
from depgraph.browser.favourites import archive
from depgraph.browser.queries import ENTRIES, Entry, examples, param_line
from depgraph.browser.style import CAPTIONS
from depgraph.settings import Settings

AWKWARD = "MATCH (n) WHERE n.a < 1 AND n.b > 2 AND n.c = '</pre><script>x</script>&amp;' RETURN $asset_id"


class Blocks(HTMLParser):
    """The text of every runnable block, as a browser reads it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.slides = 0
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.slides += tag == "slide"
        if tag == "pre" and "runnable" in (dict(attrs).get("class") or ""):
            self._inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.query)
def test_a_query_of_the_guide_is_in_the_catalog_and_each_parameter_has_an_example(entry: Entry) -> None:
    query = catalog.load()[entry.query]
    assert query.access == "read"
    assert examples(entry, query.text).keys() == query.params


def test_the_guide_shows_each_query_as_it_is_after_its_parameters() -> None:
    texts = {entry.query: f"{AWKWARD} // {entry.query}" for entry in ENTRIES}
    blocks = Blocks(html(texts.__getitem__, "http://localhost:8000/browser/style.grass"))
    assert blocks.slides == len(ENTRIES) + 1
    parameter = ':param asset_id => "0123456789abcdef";'
    expected = [":style http://localhost:8000/browser/style.grass"]
    for text in texts.values():
        expected += [parameter, text]
    assert blocks.found == expected


def test_a_query_without_parameters_has_no_block_for_them() -> None:
    assert Blocks(html(lambda _: "RETURN 1")).found == ["RETURN 1"] * len(ENTRIES)


def test_asciidoc_holds_the_same_queries_in_the_same_order() -> None:
    text = asciidoc(lambda name: f"{AWKWARD} // {name}")
    blocks = re.findall(r"\[source,cypher\]\n----\n(.*?)\n----\n", text, re.DOTALL)
    assert [block for block in blocks if not block.startswith(":param")] == [
        f"{AWKWARD} // {entry.query}" for entry in ENTRIES
    ]
    assert [line.removeprefix("== ") for line in text.splitlines() if line.startswith("== ")] == [
        entry.title for entry in ENTRIES
    ]


def test_a_missing_query_is_an_error_and_not_an_empty_slide() -> None:
    with pytest.raises(KeyError):
        html({}.__getitem__)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ('say "hi"\\', ':param x => "say \\"hi\\"\\\\";'),
        (50, ":param x => 50;"),
        (None, ":param x => null;"),
        (["a", "b"], ':param x => ["a", "b"];'),
        (False, ":param x => false;"),
    ],
)
def test_a_parameter_is_written_as_cypher_reads_it(value: object, line: str) -> None:
    assert param_line("x", value) == line


def test_favourites_are_one_titled_file_for_each_query_and_the_same_bytes_each_time() -> None:
    first, second = archive(lambda _: AWKWARD), archive(lambda _: AWKWARD)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as folder:
        scripts = [folder.read(name).decode() for name in folder.namelist()]
        assert all(name.startswith("depgraph/") and name.endswith(".cypher") for name in folder.namelist())
    assert [script.splitlines()[0] for script in scripts] == [f"// {entry.title}" for entry in ENTRIES]
    assert all(script.endswith(f"{AWKWARD}\n") for script in scripts)


def test_the_style_gives_each_label_its_palette_colour_and_caption() -> None:
    rules = _parsed(grass())
    for label, (kind, caption) in CAPTIONS.items():
        rule = rules[f"node.{label}"]
        assert rule["color"] == palette.colour(kind)
        assert rule["caption"] == caption
        assert palette.contrast(rule["color"], rule["text-color-internal"]) >= 4.5
    assert rules["relationship.USES"]["caption"] == "{role}"


def test_orange_and_red_name_states_and_never_a_kind() -> None:
    assert not set(palette.kinds().values()) & {palette.states()["stale"], palette.states()["critical"]}
    assert palette.states()["stale"] == "#E8590C"


def test_the_guide_is_fetched_from_the_one_local_name_that_every_browser_allows() -> None:
    assert guide_url(Settings(port=8123)) == "http://localhost:8123/browser/guide.html"


def test_served_files_answer_to_the_headers_that_the_browser_sends() -> None:
    served = files(lambda _: "RETURN 1", "http://localhost:8000/")
    assert {path: file.media_type for path, file in served.items()} == {
        "/browser/guide.html": "text/html; charset=utf-8",
        "/browser/guide.adoc": "text/asciidoc; charset=utf-8",
        "/browser/style.grass": "text/plain; charset=utf-8",
        "/browser/favourites.zip": "application/zip",
    }
    assert b":style http://localhost:8000/browser/style.grass" in served["/browser/guide.html"].content
    assert CORS["Access-Control-Allow-Headers"].split(", ") == ["cache-control", "pragma", "sentry-trace"]


def _parsed(text: str) -> dict[str, dict[str, str]]:
    """GraSS, read as the Browser reads it: rules split at ``;``, then at ``:``, quotes taken away."""
    rules = re.findall(r"([\w.]+) \{\n(.*?)\n\}", text, re.DOTALL)
    return {
        selector: {
            name.strip(): value.strip().strip('"')
            for name, value in (line.split(":") for line in body.split(";") if line.strip())
        }
        for selector, body in rules
    }
