"""One answer is one statement, routed as a read and named in the answer; a write is one transaction."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from depgraph.settings import Settings
from tests.static.routes import Endpoint, endpoints
from tests.static.seed import plant
from tests.static.statements import watched
from tests.support.client import client_of

pytestmark = pytest.mark.anyio

IDS = {
    "receipt_id": "Receipt-0",
    "asset_id": "Asset-0", "note_id": "Note-0", "dependency_id": "USES0-0", "task_id": "Task-0",
    "acceptance_id": "Acceptance-0", "project_id": "Project-0",
    "character_id": "Character-0", "scene_type_id": "SceneType-0",
    "scene_id": "Scene-0", "segment_id": "Segment-0", "template_id": "Template-0", "job_id": "Job-0",
    "regeneration_job_id": "RegenerationJob-0",
    "source_image_id": "Work-0", "derived_image_id": "Work-1", "workflow_id": "Work-2",
    "entity_type": "scene_type", "entity_id": "SceneType-0", "name": "enable_asset_gallery",
}  # fmt: skip
"""What stands for each part of a path in the planted graph."""

QUERIES = {
    "GET /api/graph": {"center_type": "asset", "center_id": "Asset-0"},
    "GET /api/notes": {"q": "t"},
}
NO_STATEMENT = {
    "GET /healthz": "speaks of the process alone",
    "GET /metrics": "speaks of the process alone",
}
NOT_ONE = {
    "GET /docs": "is a page about the service",
    "GET /": "leads to that page",
    "GET /browser/{name}": "is a file of queries and colours",
    "GET /readyz": "asks for the schema; it is no answer of sections 3 to 5",
    "GET /api/export": "streams in batches, as section 1 allows",
}
READING_POSTS: dict[str, tuple[str, dict[str, Any]]] = {
    "POST /api/compatibility/check": ("compatibility.check", {"asset_ids": ["Asset-0", "Asset-1"]}),
    "POST /api/impact/simulate": (
        "impact.simulate",
        {"replace": [{"asset_id": "Asset-0", "by": {"version": "9"}}], "remove": ["Asset-2"]},
    ),
}
"""Each with its statement and a body."""
_RECEIPT = {"lora_configs": [], "prompt_text": "t", "generation_started_at": "2026-01-01T00:00:00Z"}
BODIES: dict[str, Any] = {
    "POST /api/asset-types": {"name": "vae"},
    "POST /api/assets": {"name": "n", "version": "9", "asset_type": "model", "file_path": "FILE"},
    "PUT /api/assets/{asset_id}": {"description": "d"},
    "POST /api/assets/{asset_id}/dependencies": {
        "entity_type": "scene", "entity_id": "Scene-5", "role": "vae",
    },
    "POST /api/assets/{asset_id}/impact/dismiss": {"reason": "seen"},
    "POST /api/assets/{asset_id}/notes": {"note_text": "t", "related_asset_id": "Asset-2"},
    "PATCH /api/notes/{note_id}": {"severity": "critical"},
    "PUT /api/assets/{asset_id}/rating": {"rating": 3},
    "PUT /api/projects/{project_id}": {"name": "n"},
    "PUT /api/characters/{character_id}": {"name": "n", "project_id": "Project-0"},
    "PUT /api/scene-types/{scene_type_id}": {
        "name": "n", "assets": [{"asset_id": "Asset-0", "role": "lora"}],
    },
    "PUT /api/scenes/{scene_id}": {"name": "n", "scene_type_id": "SceneType-3"},
    "PUT /api/segments/{segment_id}": {"scene_id": "Scene-0", "sequence_index": 1},
    "PUT /api/templates/{template_id}": {"name": "n", "assets": [{"asset_id": "Asset-0", "role": "lora"}]},
    "PUT /api/jobs/{job_id}": {"name": "n", "assets": [{"asset_id": "Asset-0", "role": "lora"}]},
    "PUT /api/features/{name}": {"enabled": True},
    "POST /api/segments/{segment_id}/receipts": _RECEIPT,
    "POST /api/receipts/bulk": {"receipts": [{**_RECEIPT, "segment_id": "Segment-3"}]},
    "POST /api/receipts/{receipt_id}/complete": {
        "completed_at": "2026-01-01T00:00:00Z", "duration_ms": 1,
    },
    "POST /api/projects/{project_id}/accept-stale": {"reason": "r", "scene_id": "Scene-0"},
    "POST /api/projects/{project_id}/regenerate-stale": {},
    "POST /api/regeneration-jobs/claim": {"worker": "w", "lease_seconds": 60},
    "PATCH /api/regeneration-jobs/{regeneration_job_id}": {"status": "failed", "fence": 7},
    "POST /api/source-images": {"name": "n", "content_hash": "0" * 64, "project_id": "Project-0"},
    "POST /api/derived-images": {"name": "n", "content_hash": "1" * 64, "derived_from": "Version-0"},
    "POST /api/workflows": {"id": "Work-2", "name": "n", "content_hash": "2" * 64},
    "POST /api/source-images/{source_image_id}/make-current": {"version_number": 1},
    "POST /api/derived-images/{derived_image_id}/make-current": {"version_number": 1},
    "POST /api/workflows/{workflow_id}/make-current": {"version_number": 1},
}  # fmt: skip
NO_BODY = {
    "POST /api/assets/{asset_id}/make-current",
    "POST /api/assets/{asset_id}/impact/run-regression-tests",
    "DELETE /api/assets/{asset_id}/dependencies/{dependency_id}",
    "DELETE /api/notes/{note_id}",
    "DELETE /api/projects/{project_id}/accept-stale/{acceptance_id}",
    "DELETE /api/segments/{segment_id}",
    "DELETE /api/templates/{template_id}",
    "DELETE /api/jobs/{job_id}",
}
REFUSED_HERE = {
    "DELETE /api/assets/{asset_id}": "in use in the planted graph; a refusal writes nothing",
    "DELETE /api/projects/{project_id}": "in use in the planted graph; a refusal writes nothing",
    "DELETE /api/characters/{character_id}": "in use in the planted graph; a refusal writes nothing",
    "DELETE /api/scene-types/{scene_type_id}": "in use in the planted graph; a refusal writes nothing",
    "DELETE /api/scenes/{scene_id}": "in use in the planted graph; a refusal writes nothing",
}
OTHER_WORK = {
    "OPTIONS /browser/{name}": "is what a browser asks before it fetches a file",
    "POST /api/assets/{asset_id}/verify": "reads a file; writes nothing",
    "POST /api/assets/{asset_id}/accept-content": "reads a file of its own; tests/api",
    "POST /api/import/comfyui": "works in batches, as section 1 allows",
    "POST /api/import/comfyui/file": "reads an upload; tests/api",
}
ALL = endpoints()
READS = [e for e in ALL if e.method == "GET" and str(e) not in NO_STATEMENT | NOT_ONE]
WRITES = [e for e in ALL if e.method != "GET" and str(e) not in READING_POSTS | OTHER_WORK]


@pytest.fixture(scope="module")
async def planted(connected: Graph) -> Graph:
    await plant(connected)
    return connected


@pytest.fixture
async def asked(planted: Graph, settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """A client on the planted graph, which the reads share."""
    async with client_of(planted, settings) as client:
        yield client


def url(endpoint: Endpoint) -> str:
    def put(match: re.Match[str]) -> str:
        assert match[1] in IDS, f"{endpoint}: name an example for {{{match[1]}}} in IDS"
        # what is deleted is not what the others look at
        return IDS[match[1]].replace("-0", "-1") if endpoint.method == "DELETE" else IDS[match[1]]

    return re.sub(r"\{(\w+)(?::path)?\}", put, endpoint.path)


@pytest.mark.parametrize("endpoint", READS, ids=str)
async def test_a_get_is_one_statement_routed_as_a_read(endpoint: Endpoint, asked: httpx2.AsyncClient) -> None:
    with watched() as sent:
        answer = await asked.get(url(endpoint), params=QUERIES.get(str(endpoint), {}))
    assert answer.status_code == 200, answer.text
    assert [access for _, access in sent.statements] == ["READ"], (
        f"{endpoint} sent {sent.names}: two statements can see two states of the graph, and cost two ways"
    )
    assert re.findall(r"([\w.]+);dur=", answer.headers.get("Server-Timing", "")) == sent.names


@pytest.mark.parametrize("path", sorted(READING_POSTS))
async def test_a_post_that_asks_is_one_read(path: str, asked: httpx2.AsyncClient) -> None:
    name, body = READING_POSTS[path]
    with watched() as sent:
        answer = await asked.post(path.removeprefix("POST "), json=body)
    assert answer.status_code == 200, answer.text
    assert sent.statements == [(name, "READ")]
    assert answer.headers["Server-Timing"].startswith(f"{name};dur=")


@pytest.mark.parametrize("path", sorted(NO_STATEMENT))
async def test_an_answer_about_the_process_asks_no_database(path: str, asked: httpx2.AsyncClient) -> None:
    with watched() as sent:
        answer = await asked.get(path.removeprefix("GET "))
    assert answer.status_code == 200
    assert not sent.names, NO_STATEMENT[path]


@pytest.mark.parametrize("endpoint", WRITES, ids=str)
async def test_a_write_is_one_transaction(
    endpoint: Endpoint, asked: httpx2.AsyncClient, tmp_path: Path
) -> None:
    known = BODIES.keys() | NO_BODY | REFUSED_HERE.keys()
    assert str(endpoint) in known, f"{endpoint} is new: give it a body in BODIES, or a reason in OTHER_WORK"
    with watched() as sent:
        answer = await _send(asked, endpoint, tmp_path)
    if str(endpoint) in REFUSED_HERE:
        assert answer.status_code == 409, answer.text
        assert sent.commits == 0, f"{endpoint}: {REFUSED_HERE[str(endpoint)]}"
    else:
        assert answer.is_success or answer.status_code == 409, answer.text
        assert sent.commits == (1 if answer.is_success else 0), f"{endpoint} committed {sent.commits} times"


async def _send(client: httpx2.AsyncClient, endpoint: Endpoint, folder: Path) -> httpx2.Response:
    body = BODIES.get(str(endpoint))
    if body and body.get("file_path") == "FILE":
        (folder / "n.bin").write_bytes(b"n")
        body = {**body, "file_path": str(folder / "n.bin")}
    arguments = {} if body is None else {"json": body}
    answer = await client.request(endpoint.method, url(endpoint), **arguments)
    assert answer.status_code not in {404, 405, 422, 500, 503}, f"{endpoint}: {answer.text}"
    return answer


def test_every_exception_still_has_its_route() -> None:
    named = (
        NO_STATEMENT | NOT_ONE | READING_POSTS | BODIES | REFUSED_HERE | OTHER_WORK | dict.fromkeys(NO_BODY)
    )
    gone = sorted(named.keys() - {str(e) for e in ALL})
    assert not gone, f"no such route any more (or not yet): {gone}"
