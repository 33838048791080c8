"""The small server that opens the Browser logged in: who gets in, and what it lets through."""

from __future__ import annotations

import http.client
import json
import re
import stat
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pydantic import SecretStr

from depgraph.browser import Connection, leading_to, logged_in
from depgraph.browser.entry import Ticket, entry_page, policy
from depgraph.cli import db
from depgraph.embedded import Server

SECRET = 'pa"ss</script>word\\'
CONNECTION = Connection("bolt://127.0.0.1:7687", "neo4j", SECRET)
GUIDE = "http://localhost:8000/browser/guide.html"


class Neo4jHttp(BaseHTTPRequestHandler):
    """Stands for Neo4j's HTTP port, which serves the Browser's files."""

    def do_GET(self) -> None:
        known = {"/browser/": b"<html><head><title>x</title></head></html>", "/browser/app.js": b"app()"}
        path = urlsplit(self.path).path
        self.send_response(200 if path in known else 404)
        self.send_header("Content-Type", "text/html" if path.endswith("/") else "text/javascript")
        self.end_headers()
        self.wfile.write(known.get(path, b""))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def neo4j_http() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Neo4jHttp) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def address(neo4j_http: str) -> Iterator[str]:
    with logged_in(CONNECTION, neo4j_http, GUIDE) as address:
        yield address


def get(address: str, path: str | None = None, host: str | None = None) -> tuple[int, dict[str, str], str]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    connection.request("GET", path or parts.path, headers={"Host": host or parts.netloc})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, dict(answer.headers), body


def test_the_entry_page_works_once(address: str) -> None:
    first, again = get(address), get(address)
    assert (first[0], again[0]) == (200, 410)
    assert "sessionStorage.setItem" in first[2]
    assert "sessionStorage" not in again[2]
    assert first[1]["Cache-Control"] == "no-store"
    assert first[1]["Referrer-Policy"] == "no-referrer"


def test_a_wrong_word_opens_nothing_and_leaves_the_right_one_good(address: str) -> None:
    assert get(address, "/enter/guessed")[0] == 410
    assert get(address)[0] == 200


def test_a_request_under_another_host_name_is_refused(address: str) -> None:
    assert get(address, host="evil.example:80")[0] == 421
    assert get(address)[0] == 200


def test_only_the_browsers_files_are_passed_on(address: str) -> None:
    assert get(address, "/browser/app.js")[::2] == (200, "app()")
    assert get(address, "/browser/missing.js")[0] == 404
    assert get(address, "/db/neo4j/query/v2")[0] == 404
    assert get(address, "/browser/../db/neo4j/query/v2")[0] == 404
    assert get(address, "/")[0] == 404


def test_the_browsers_page_keeps_its_storage_for_the_tab(address: str) -> None:
    status, headers, page = get(address, "/browser/?cmd=play")
    assert status == 200
    assert page.startswith('<html><head><script src="/tab-storage.js"></script>')
    assert "sessionStorage" in get(address, "/tab-storage.js")[2]
    assert headers["Content-Security-Policy"] == policy(CONNECTION.bolt_uri, GUIDE)


def test_the_page_may_reach_the_database_and_the_guide_and_no_one_else() -> None:
    reached = policy(CONNECTION.bolt_uri, GUIDE).split("connect-src ")[1].split()
    assert reached == [
        "'self'",
        "ws://127.0.0.1:7687",
        "wss://127.0.0.1:7687",
        "http://127.0.0.1:7687",
        "https://127.0.0.1:7687",
        "http://localhost:8000",
    ]


def test_the_password_goes_over_as_it_is_and_cannot_end_the_script() -> None:
    page, rule = entry_page(CONNECTION, GUIDE)
    text = page.decode()
    assert text.count("</script>") == 1
    nonce, script = re.findall(r'<script nonce="([^"]+)">(.*)</script>', text)[0]
    assert f"'nonce-{nonce}'" in rule
    stored = re.findall(r'setItem\("neo4j.connections", ("(?:[^"\\]|\\.)*")\)', script)[0]
    saved = json.loads(json.loads(stored))["connectionsById"]["$$discovery"]
    assert (saved["host"], saved["username"], saved["password"]) == (CONNECTION.bolt_uri, "neo4j", SECRET)
    assert SECRET not in repr(CONNECTION)


def test_a_word_that_came_too_late_opens_nothing() -> None:
    ticket = Ticket(lifetime=0)
    assert not ticket.taken(ticket.word)


def test_neo4j_being_away_is_said(neo4j_http: str) -> None:
    with logged_in(CONNECTION, "http://127.0.0.1:9") as address:
        assert get(address, "/browser/")[::2] == (502, "Neo4j does not answer.\n")


def test_the_page_that_leads_on_is_its_owners_alone_and_gone_afterwards() -> None:
    with leading_to('http://127.0.0.1:1/enter/a?b&"c') as page:
        file = Path(unquote(urlsplit(page).path))
        assert 'content="0; url=http://127.0.0.1:1/enter/a?b&amp;&quot;c"' in file.read_text(encoding="utf-8")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not file.exists()


def test_no_program_is_started_with_the_address_that_works_once(
    neo4j_http: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every user of the machine can read what a program was started with."""
    opened: list[str] = []
    pages: list[str] = []

    def open_it(given: str) -> None:
        opened.append(given)
        pages.append(Path(unquote(urlsplit(given).path)).read_text(encoding="utf-8"))
        raise KeyboardInterrupt

    server = Server("bolt://127.0.0.1:7687", neo4j_http, "neo4j", SecretStr(SECRET), "2026.08.1")
    monkeypatch.setattr(db, "_running", lambda: server)
    monkeypatch.setattr(db.webbrowser, "open", open_it)
    db.browser()
    address = capsys.readouterr().out.strip()
    assert "/enter/" in address
    assert opened[0].startswith("file://")
    assert address.rpartition("/")[2] not in opened[0]
    assert address in pages[0]
    assert not Path(unquote(urlsplit(opened[0]).path)).exists()
