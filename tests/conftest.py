"""A real Neo4j for every test that asks for one; empty but for the schema at each test's start."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx2
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from depgraph import schema
from depgraph.graph import Graph, connect
from depgraph.queries import plans
from depgraph.settings import Settings
from tests.support.client import client_of
from tests.support.order import place
from tests.support.server import Server, test_server
from tests.support.wipe import wipe

PROVE = os.environ.get("DEPGRAPH_PROVE") == "1"
"""Whether the checks run at the counts that are promised, rather than in a small size."""
TESTS = Path(__file__).parent
SHARED_DATA = TESTS.parents[1] / "shared" / "data"

if not PROVE:  # a server that lives for minutes: what Java would spend on its best code never comes back
    os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")

hypothesis_settings.register_profile(
    "depgraph",
    deadline=None,  # a first query is planned and takes long; time is measured in bench/
    derandomize=not PROVE,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.load_profile("depgraph")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: place(item.path.relative_to(TESTS)))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def prove() -> bool:
    return PROVE


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip(f"REAL DATA IS MISSING: {SHARED_DATA} is not there; only the small fixtures were checked")
    return SHARED_DATA


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "master")
    with test_server(worker) as running:
        yield running


@pytest.fixture(scope="session")
async def connected(server: Server, anyio_backend: str) -> AsyncIterator[Graph]:
    async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
        graph = Graph(driver, deadline=30)
        await schema.apply(graph)
        yield graph


@pytest.fixture(scope="module")
async def planned(connected: Graph) -> Graph:
    """As the service plans ahead at its start; anew for each file, since others let plans be forgotten."""
    await plans.make_ahead(connected)
    return connected


@pytest.fixture
async def graph(planned: Graph) -> Graph:
    await wipe(planned)
    return planned


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def settings(server: Server, data_dir: Path, tmp_path: Path) -> Settings:
    return Settings(
        neo4j_uri=server.bolt_uri,
        neo4j_user=server.user,
        neo4j_password=server.password,
        data_dir=data_dir,
        allowed_roots=(tmp_path,),
    )


@pytest.fixture
async def client(graph: Graph, settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the service, on the empty graph; asks without a network."""
    async with client_of(graph, settings) as client:
        yield client
