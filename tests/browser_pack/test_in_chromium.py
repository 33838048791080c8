"""The Neo4j Browser in a real Chromium: the guide opens, its query runs, the graph has our colours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from depgraph import catalog, palette
from depgraph.browser import Connection, logged_in
from depgraph.export import FORMATS
from tests.browser_pack.chromium import Page, chromium, found_or_skip
from tests.browser_pack.served_files import served
from tests.export.drawn_graphs import studio
from tests.support.server import Server

CONNECTED = "JSON.parse(localStorage.getItem('neo4j.connections'))?.connectionState === 1"
SET = '[data-testid=multi-statement-list-icon][title="Status: success"]'
NODES = """[...document.querySelectorAll('svg g.node')].map(
    node => [node.textContent.trim(), node.querySelector('circle.b-outline').getAttribute('fill')])"""


@pytest.fixture
def drawn_studio(server: Server) -> Server:
    """The server with the small studio and nothing else in it."""
    found_or_skip()
    if not server.http_uri:
        pytest.skip("NO BROWSER TO TRY: the named test server gives no HTTP address")
    document = studio()
    password = server.password.get_secret_value()
    with neo4j.GraphDatabase.driver(server.bolt_uri, auth=(server.user, password)) as driver:
        driver.execute_query("MATCH (node) DETACH DELETE node")
        for piece in FORMATS["cypher"].write(document.nodes, document.edges):
            if not piece.startswith("//"):
                driver.execute_query(piece.removesuffix(";\n"))
    return server


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with chromium(tmp_path / "profile") as page:
        yield page


def test_the_guide_opens_and_draws_an_asset_in_the_palettes_colours(
    drawn_studio: Server, page: Page, tmp_path: Path
) -> None:
    with (
        served(lambda name: catalog.load()[name].text) as base,
        logged_in(_connection(drawn_studio), drawn_studio.http_uri, f"{base}/browser/guide.html") as address,
    ):
        page.open(address)
        page.wait_for(CONNECTED)
        page.wait_for(_heading("depgraph in the Neo4j Browser"))
        page.photograph(tmp_path / "1-guide.png")
        _run(page, ":style")
        _next_slide_until(page, "Draw an asset")
        _type_asset_id(page, "bb")
        _run(page, ":param asset_id")
        page.wait_for(f"document.querySelectorAll('{SET}').length === 2")
        _run(page, "MATCH path")
        page.wait_for("document.querySelectorAll('svg g.node').length === 4")
    page.photograph(tmp_path / "2-graph.png")
    drawn = dict(page.evaluate(NODES))
    assert drawn["portrait"] == palette.kinds()["scene_type"]
    assert sorted(drawn.values()) == sorted(
        [
            palette.colour("scene_type"),
            palette.colour("scene"),
            palette.colour("asset"),
            palette.colour("asset"),
        ]
    )
    captions = page.evaluate("[...document.querySelectorAll('svg .relationship')].map(r => r.textContent)")
    assert sorted(captions) == ["OF_SCENE_TYPE", "auxiliary_model", "critical", "lora", "primary_model"]


def test_the_browser_opens_logged_in_and_keeps_the_password_for_its_tab_alone(
    drawn_studio: Server, page: Page
) -> None:
    connection = _connection(drawn_studio)
    with (
        served(lambda _: "RETURN 1") as base,
        logged_in(connection, drawn_studio.http_uri, f"{base}/browser/guide.html") as address,
    ):
        page.open(address)
        page.wait_for(CONNECTED)
        page.wait_for(_heading("depgraph in the Neo4j Browser"))
        assert page.evaluate("localStorage === sessionStorage")
        assert connection.password not in page.evaluate("location.href")
        # Only a page without the two-line script can see what the origin really stores.
        page.open(address)
        page.wait_for("document.body.textContent.startsWith('This address worked once.')")
        assert page.evaluate("localStorage.length") == 0


def _connection(server: Server) -> Connection:
    return Connection(server.bolt_uri, server.user, server.password.get_secret_value())


def _heading(text: str) -> str:
    return f"[...document.querySelectorAll('slide h3, h3')].some(h => h.textContent === {json.dumps(text)})"


def _next_slide_until(page: Page, title: str) -> None:
    for _ in range(20):
        if page.evaluate(_heading(title)):
            return
        page.evaluate("[...document.querySelectorAll('[data-testid=nextSlide]')].pop().click()")
    raise AssertionError(f"no slide is called {title}")


def _type_asset_id(page: Page, asset_id: str) -> None:
    """A slide's field writes what is typed into the commands beside it."""
    page.evaluate("document.querySelector('input[value-for=asset_id]').focus()")
    page.type(asset_id)
    page.press("Shift", 16)  # the guide listens to keys
    page.wait_for(f"document.querySelector('[value-key=asset_id]').textContent === {json.dumps(asset_id)}")


def _run(page: Page, beginning: str) -> None:
    """Put a block of the guide into the editor, run it, and wait for its frame."""
    found = f"""[...document.querySelectorAll('pre.runnable')]
        .find(block => block.textContent.trim().startsWith({json.dumps(beginning)}))"""
    frames = "document.querySelectorAll('[data-testid=frame]').length"
    before = page.evaluate(frames)
    page.wait_for(f"!!{found}")
    page.evaluate(f"{found}.click()")
    editor = "document.querySelector('[data-testid=activeEditor]').textContent.replaceAll('\\u00a0', ' ')"
    page.wait_for(f"{editor}.includes({json.dumps(beginning)})")
    page.evaluate("document.querySelector('[data-testid=editor-Run]').click()")
    page.wait_for(f"{frames} > {before}")
