"""What the service says about itself, and what it says while its database is away."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import httpx2
import pytest

from depgraph import schema
from depgraph.api import observe
from depgraph.app import create_app
from depgraph.graph import Graph
from depgraph.settings import Settings
from tests.support.client import client_of
from tests.support.wipe import run

pytestmark = pytest.mark.anyio
DEAD = "bolt://127.0.0.1:9"
"""The discard port: nobody listens there."""


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    app = create_app(settings)
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client,
    ):
        yield client


class Passage:
    """A port of our own in front of the database, so that the database can be away and come."""

    def __init__(self, target: str) -> None:
        self._target = urlsplit(target)
        self._writers: list[asyncio.StreamWriter] = []
        self._is_shut = False
        self.uri = ""

    async def __aenter__(self) -> Passage:
        self._server = await asyncio.start_server(self._join, "127.0.0.1", 0, start_serving=False)
        self.uri = f"bolt://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.shut()

    async def open(self) -> None:
        await self._server.start_serving()

    def shut(self) -> None:
        """Nobody comes in any more, and those that are in are cut off."""
        self._is_shut = True
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self._target.hostname, self._target.port)
        self._writers += [writer, far_writer]
        if self._is_shut:  # it shut while this one came in
            self.shut()
            return
        await asyncio.gather(self._pour(reader, far_writer), self._pour(far_reader, writer))

    async def _pour(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while piece := await source.read(65_536):
                sink.write(piece)
                await sink.drain()
        sink.close()


async def test_a_service_with_its_database_is_healthy_and_ready(client: httpx2.AsyncClient) -> None:
    for path in ("/healthz", "/readyz"):
        answer = await client.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_the_versions_of_all_parts_are_told(client: httpx2.AsyncClient) -> None:
    answer = (await client.get("/api/version")).json()
    assert answer.keys() == {"version", "neo4j", "schema"}
    assert re.fullmatch(r"(5\.26|20\d\d)\.\d+\S* community", answer["neo4j"])
    assert re.fullmatch(r"\d{3}_\w+", answer["schema"])


async def test_a_schema_that_is_not_complete_is_not_ready(
    client: httpx2.AsyncClient, connected: Graph
) -> None:
    changed = await run(
        connected,
        "MATCH (step:SchemaStep) WITH step LIMIT 1 SET step.digest = 'old' RETURN step.name AS name",
    )
    answer = await client.get("/readyz")
    assert await schema.apply(connected) == [step["name"] for step in changed]
    assert (answer.status_code, answer.json()["code"]) == (503, "database-unavailable")
    assert "1 schema files" in answer.json()["detail"]


async def test_metrics_tell_the_routes_and_the_queries(client: httpx2.AsyncClient) -> None:
    await client.get("/api/asset-types")
    answer = await client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert 'depgraph_requests_total{method="GET",route="/api/asset-types",status="200"}' in answer.text
    assert 'depgraph_query_seconds_count{query="asset_type.list"}' in answer.text


async def test_while_the_database_is_away_every_question_is_503_within_six_seconds(
    settings: Settings,
) -> None:
    started = time.monotonic()
    async with serving(settings.model_copy(update={"neo4j_uri": DEAD})) as client:
        assert (await client.get("/healthz")).status_code == 200
        for path in ("/readyz", "/api/notes", "/api/assets/x"):
            answer = await client.get(path)
            assert (answer.status_code, answer.json()["code"]) == (503, "database-unavailable")
            assert int(answer.headers["Retry-After"]) > 0
        written = await client.put("/api/assets/x/rating", json={"rating": 3})
        assert written.status_code == 503
        assert (await client.get("/api/version")).json()["neo4j"] is None
    assert time.monotonic() - started < 6


async def test_a_service_that_came_first_recovers_when_its_database_comes(settings: Settings) -> None:
    async with (
        Passage(settings.neo4j_uri) as passage,
        serving(settings.model_copy(update={"neo4j_uri": passage.uri})) as client,
    ):
        assert (await client.get("/readyz")).status_code == 503
        await passage.open()
        for _ in range(200):
            if (answer := await client.get("/readyz")).status_code == 200:
                break
            await asyncio.sleep(0.1)
        assert answer.status_code == 200
        assert (await client.get("/api/asset-types")).json()["total"] == 3


async def test_a_database_that_goes_away_under_the_service_is_503_within_six_seconds(
    settings: Settings,
) -> None:
    async with Passage(settings.neo4j_uri) as passage:
        await passage.open()
        async with serving(settings.model_copy(update={"neo4j_uri": passage.uri})) as client:
            assert (await client.get("/readyz")).status_code == 200
            passage.shut()
            for send in (
                client.get("/api/asset-types"),
                client.put("/api/assets/x/rating", json={"rating": 3}),
            ):
                started = time.monotonic()
                answer = await send
                assert time.monotonic() - started < 6
                assert answer.status_code == 503
                assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1:8188", "null", "http://127.0.0.1:8000.evil.example"]
)
async def test_a_page_of_another_origin_writes_nothing(client: httpx2.AsyncClient, origin: str) -> None:
    """A form of any page in the user's browser may send a POST without asking."""
    answer = await client.post("/api/assets/some/make-current", headers={"Origin": origin})
    assert (answer.status_code, answer.json()["code"]) == (403, "origin-not-allowed")
    assert (await client.get("/api/assets", headers={"Origin": origin})).status_code == 200


async def test_the_services_own_pages_write(client: httpx2.AsyncClient) -> None:
    answer = await client.put(
        "/api/projects/p", json={"name": "p"}, headers={"Origin": "http://127.0.0.1:8000"}
    )
    assert answer.status_code == 201


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""])
async def test_a_foreign_host_is_not_answered(client: httpx2.AsyncClient, host: str) -> None:
    answer = await client.get("/healthz", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "host-not-allowed")
    assert "evil" not in answer.json()["hint"]


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:1", "[::1]:8000", "[::1]"]
)
async def test_loopback_names_are_answered(client: httpx2.AsyncClient, host: str) -> None:
    assert (await client.get("/healthz", headers={"Host": host})).status_code == 200


async def test_a_service_on_an_ipv6_address_is_known_by_it(graph: Graph, settings: Settings) -> None:
    named = {"host": "FD00::5", "allowed_hosts": ("fd00::6", "[fd00::7]")}
    async with client_of(graph, settings.model_copy(update=named)) as client:
        for host in ("[fd00::5]:8000", "[FD00::5]", "[fd00::6]", "[fd00::7]:80"):
            assert (await client.get("/healthz", headers={"Host": host})).status_code == 200
        assert (await client.get("/healthz", headers={"Host": "[fd00::8]"})).status_code == 421


async def test_a_body_over_16_mib_is_refused(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/api/asset-types", content=b" " * (16 * 2**20 + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


async def test_a_body_over_16_mib_that_does_not_tell_its_length_is_refused(
    client: httpx2.AsyncClient,
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(17):
            yield b" " * 2**20

    headers = {"Content-Type": "application/json"}
    answer = await client.post("/api/asset-types", content=endless(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


async def test_an_upload_may_be_larger_and_has_a_limit_too(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"file": ("x.png", b" " * (17 * 2**20))}
    answer = await client.post("/api/import/comfyui/file", files=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    monkeypatch.setattr(observe, "MAX_UPLOAD", 2**20)
    answer = await client.post("/api/import/comfyui/file", files=body)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


async def test_an_upload_that_does_not_tell_its_length_has_that_limit_too(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def part() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
        for _ in range(3):
            yield b" " * 2**20
        yield b"\r\n--x--\r\n"

    monkeypatch.setattr(observe, "MAX_UPLOAD", 2**20)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await client.post("/api/import/comfyui/file", content=part(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
async def test_an_upload_that_would_be_read_as_a_whole_is_refused(
    client: httpx2.AsyncClient, kind: str
) -> None:
    headers = {"Content-Type": kind}
    answer = await client.post("/api/import/comfyui/file", content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert "multipart/form-data" in answer.json()["detail"]


async def test_an_unknown_field_is_refused_with_the_nearest_known_one(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/api/asset-types", json={"name": "mask", "descripton": "x"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": "/descripton", "message": "There is no such field. Did you mean 'description'?"}
    ]


async def test_of_many_unknown_fields_the_first_is_told(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/api/asset-types", json={f"a{number}": 0 for number in range(50_000)})
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 1)


async def test_the_documentation_loads_nothing(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/docs")
    assert answer.status_code == 200
    assert re.findall(r"<(?:script|link|img|iframe)\b|@import|url\(", answer.text) == []
    addresses = re.findall(r'(?:src|href)="([^"]*)"', answer.text)
    assert [address for address in addresses if address[:1] not in {"#", "/"}] == []
    assert len(addresses) == answer.text.count("href=") + answer.text.count("src=") > 0
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


async def test_the_documentation_shows_every_operation(client: httpx2.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    page = (await client.get("/docs")).text
    operations = {
        f"<b>{method.upper()}</b> <code>{path}</code>"
        for path, methods in document["paths"].items()
        for method in methods
    }
    assert {operation for operation in operations if operation not in page} == set()


async def test_the_bare_address_leads_to_the_documentation(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/docs")


async def test_a_body_without_its_content_type_is_told_which_header_to_send(
    client: httpx2.AsyncClient,
) -> None:
    answer = await client.post("/api/asset-types", content=b'{"name": "vae"}')
    assert answer.status_code == 422
    assert "Content-Type: application/json" in answer.json()["detail"]


async def test_a_zero_character_in_an_id_is_no_slash(client: httpx2.AsyncClient) -> None:
    await client.put("/api/projects/%2F", json={"name": "odd"})
    assert (await client.get("/api/projects/%2F")).json()["id"] == "/"
    assert (await client.get("/api/projects/%00")).status_code in {404, 422}
