"""One id typed in two ways is one id, wherever it is sent; what no path can hold is no id and no name."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api import planted

pytestmark = pytest.mark.anyio

COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"


@pytest.fixture
async def studio(client: httpx2.AsyncClient, graph: Graph) -> None:
    """One entity of each kind, an image and a note, all by the id café, sent in two parts."""
    await planted.assets(graph, "base")
    bodies: dict[str, dict[str, Any]] = {
        "projects": {"name": "P"},
        "characters": {"name": "C", "project_id": DECOMPOSED},
        "scene-types": {"name": "T", "assets": []},
        "scenes": {"name": "S", "scene_type_id": DECOMPOSED, "character_id": DECOMPOSED},
        "segments": {"scene_id": DECOMPOSED, "sequence_index": 0},
        "jobs": {"name": "J", "status": DECOMPOSED},
    }
    for kind, body in bodies.items():
        answer = await client.put(f"/api/{kind}/cafe%CC%81", json=body)
        assert (answer.status_code, answer.json()["id"]) == (201, COMPOSED)
    image = {"name": "i", "content_hash": "0" * 64, "project_id": DECOMPOSED}
    assert (await client.post("/api/source-images", json=image)).status_code == 201
    note = {"note_text": "dark", "author_id": DECOMPOSED}
    assert (await client.post("/api/assets/base/notes", json=note)).status_code == 201


@pytest.mark.parametrize("typed", [COMPOSED, DECOMPOSED])
@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("characters", "project_id"),
        ("scenes", "project_id"),
        ("scenes", "character_id"),
        ("scenes", "scene_type_id"),
        ("segments", "scene_id"),
        ("source-images", "project_id"),
        ("jobs", "status"),
        ("notes", "author_id"),
        ("assets/base/notes", "author_id"),
    ],
)
async def test_a_list_finds_by_an_id_in_either_form(
    client: httpx2.AsyncClient, studio: None, path: str, parameter: str, typed: str
) -> None:
    answer = await client.get(f"/api/{path}", params={parameter: typed})
    assert (answer.status_code, answer.json()["total"]) == (200, 1)


@pytest.mark.parametrize("typed", [COMPOSED, DECOMPOSED])
async def test_a_part_of_the_graph_is_exported_by_an_id_in_either_form(
    client: httpx2.AsyncClient, studio: None, typed: str
) -> None:
    for part in ({"project_id": typed}, {"center": f"project:{typed}"}):
        answer = await client.get("/api/export", params={"format": "json", **part})
        assert answer.status_code == 200, answer.text
        assert f"project:{COMPOSED}" in [node["id"] for node in answer.json()["nodes"]]


@pytest.mark.parametrize("character", ["\x00", "\ufffd"])
@pytest.mark.parametrize(
    ("request_line", "body", "field"),
    [
        ("POST /api/workflows", {"name": "w", "content_hash": "0" * 64}, "id"),
        ("PUT /api/projects/p", {}, "name"),
        ("POST /api/asset-types", {}, "name"),
        ("PUT /api/jobs/j", {"name": "J"}, "status"),
        ("PUT /api/scenes/s", {"name": "S"}, "scene_type_id"),
    ],
)
async def test_what_no_path_can_hold_is_refused_in_a_body_too(
    client: httpx2.AsyncClient, request_line: str, body: dict[str, Any], field: str, character: str
) -> None:
    answer = await client.request(*request_line.split(), json={**body, field: f"a{character}b"})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"] == [
        {"pointer": f"/{field}", "message": "holds a character that is not text"}
    ]
