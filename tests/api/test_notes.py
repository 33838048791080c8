"""Notes on one asset and on pairs: written, found, changed, deleted."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api import planted
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
async def assets(graph: Graph) -> None:
    await planted.assets(graph, "base", "lora", "vae")


async def post(client: httpx2.AsyncClient, text: str, on: str = "base", **fields: Any) -> dict[str, Any]:
    answer = await client.post(f"/api/assets/{on}/notes", json={"note_text": text, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def texts(client: httpx2.AsyncClient, path: str, **params: Any) -> list[str]:
    answer = await client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    assert answer.json()["total"] == len(answer.json()["items"])
    return [item["note_text"] for item in answer.json()["items"]]


async def test_a_note_on_one_asset(client: httpx2.AsyncClient) -> None:
    note = await post(client, "good for portraits", author_id="ann")
    assert note == {
        "id": note["id"],
        "asset_id": "base",
        "related_asset_id": None,
        "note_text": "good for portraits",
        "severity": "info",
        "author_id": "ann",
        "created_at": note["created_at"],
        "updated_at": note["created_at"],
    }
    assert (await client.get("/api/assets/base/notes")).json()["items"] == [note]


async def test_a_note_on_a_pair_is_a_note_of_both_and_an_edge_between_them(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    note = await post(client, "too dark together", related_asset_id="lora", severity="critical")
    assert (note["asset_id"], note["related_asset_id"]) == ("base", "lora")
    for asset_id in ("base", "lora"):
        assert (await client.get(f"/api/assets/{asset_id}/notes")).json()["items"] == [note]
    assert await edges(graph) == [
        {"first": "base", "second": "lora", "id": note["id"], "severity": "critical"}
    ]


async def edges(graph: Graph) -> list[dict[str, object]]:
    return await run(
        graph,
        "MATCH (a)-[pair:COMPATIBLE_WITH]->(b)"
        " RETURN a.id AS first, b.id AS second, pair.note_id AS id, pair.severity AS severity",
    )


async def test_each_post_without_a_key_is_a_new_note_and_with_one_it_is_the_same(
    client: httpx2.AsyncClient,
) -> None:
    await post(client, "again")
    await post(client, "again")
    body = {"note_text": "once"}
    keyed = [
        await client.post("/api/assets/base/notes", json=body, headers={"Idempotency-Key": "k"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in keyed] == [201, 201]
    assert keyed[0].json() == keyed[1].json()
    assert await texts(client, "/api/notes") == ["once", "again", "again"]


async def test_a_key_with_another_body_is_refused(client: httpx2.AsyncClient) -> None:
    headers = {"Idempotency-Key": "k"}
    await client.post("/api/assets/base/notes", json={"note_text": "one"}, headers=headers)
    answer = await client.post("/api/assets/base/notes", json={"note_text": "other"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")


async def test_critical_comes_first_then_warning_then_info_and_the_newest_of_each(
    client: httpx2.AsyncClient,
) -> None:
    for text, severity in (
        ("i1", "info"),
        ("c1", "critical"),
        ("w1", "warning"),
        ("c2", "critical"),
        ("i2", "info"),
    ):
        await post(client, text, severity=severity)
    expected = ["c2", "c1", "w1", "i2", "i1"]
    assert await texts(client, "/api/notes") == expected
    assert await texts(client, "/api/assets/base/notes") == expected
    assert await texts(client, "/api/notes", severity="critical") == ["c2", "c1"]
    assert await texts(client, "/api/assets/base/notes", severity="info") == ["i2", "i1"]


@pytest.mark.parametrize("path", ["/api/notes", "/api/assets/base/notes", "/api/notes?q=note"])
async def test_pages_neither_repeat_nor_lose_a_note(client: httpx2.AsyncClient, path: str) -> None:
    made = [
        (await post(client, f"note {n}", severity=("info", "warning", "critical")[n % 3]))["id"]
        for n in range(7)
    ]
    seen: list[str] = []
    params: dict[str, Any] = {**httpx2.URL(path).params, "limit": 3}
    while True:
        page = (await client.get(httpx2.URL(path).path, params=params)).json()
        seen += [item["id"] for item in page["items"]]
        assert (page["total"], page["limit"]) == (7, 3)
        if page["next_cursor"] is None:
            break
        params["cursor"] = page["next_cursor"]
    assert sorted(seen) == sorted(made)


async def test_notes_are_found_by_author(client: httpx2.AsyncClient) -> None:
    await post(client, "hers", author_id="ann")
    await post(client, "his", author_id="bob")
    await post(client, "nobody's")
    assert await texts(client, "/api/notes", author_id="ann") == ["hers"]
    assert await texts(client, "/api/assets/base/notes", author_id="bob") == ["his"]
    assert await texts(client, "/api/notes", author_id="eve") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hands", True),
        ("HANDS", True),
        ("broken hands", True),
        ("hands broken", True),
        ("broken feet", False),
        ("bro", True),  # the last word may be the beginning of one
        ("bro hands", False),  # an earlier one may not
        ("hands AND", False),
        ("hands NOT broken", False),
        ("v1.0-beta", True),
        ("v1.0", True),
        ("sd_xl", True),
        ("größe", True),
        ('"broken hands"', True),
        ("note_text:hands", False),
        ("/hands/", True),
        ("hands*", True),
        ("(hands", True),
        ("hands !", True),  # a mark is no word, and begins none
        ("broken …", True),
        ("feet !", False),
        ("!", False),
    ],
)
async def test_words_are_searched_and_never_commands(
    client: httpx2.AsyncClient, asked: str, found: bool
) -> None:
    text = "Broken hands with v1.0-beta of sd_xl, größe 4"
    await post(client, text)
    expected = [text] if found else []
    assert await texts(client, "/api/notes", q=asked) == expected
    assert await texts(client, "/api/assets/base/notes", q=asked) == expected
    assert await texts(client, "/api/assets/vae/notes", q=asked) == []


async def test_no_text_is_a_syntax_error(client: httpx2.AsyncClient) -> None:
    marks = [*'+-&|!(){}[]^"~*?:\\/<>=;,.', "&&", "||", "a:", "[a TO", 'a"b', "~2", "AND", "🦆", "x " * 200]
    refused = [
        asked
        for mark in marks
        for asked in (mark, f"hands {mark}")
        if (await client.get("/api/notes", params={"q": asked})).status_code != 200
    ]
    assert refused == []


async def test_a_blank_search_is_no_search(client: httpx2.AsyncClient) -> None:
    await post(client, "here")
    assert await texts(client, "/api/notes", q="  ") == ["here"]


async def test_a_changed_note_keeps_what_it_said(client: httpx2.AsyncClient, graph: Graph) -> None:
    note = await post(client, "first", related_asset_id="lora")
    address = f"/api/notes/{note['id']}"
    second = (await client.patch(address, json={"note_text": "second"})).json()
    third = (await client.patch(address, json={"severity": "critical"})).json()
    assert third == {**note, "note_text": "second", "severity": "critical", "updated_at": third["updated_at"]}
    history = (await client.get(f"{address}/history")).json()
    assert (history["items"], history["total"]) == (
        [
            {
                "note_text": "second",
                "severity": "info",
                "created_at": second["updated_at"],
                "replaced_at": third["updated_at"],
            },
            {
                "note_text": "first",
                "severity": "info",
                "created_at": note["created_at"],
                "replaced_at": second["updated_at"],
            },
        ],
        2,
    )
    assert [edge["severity"] for edge in await edges(graph)] == ["critical"]
    assert await texts(client, "/api/notes", q="first") == []


@pytest.mark.parametrize("body", [{}, {"note_text": "same"}, {"severity": "info"}])
async def test_the_same_again_leaves_no_trace(client: httpx2.AsyncClient, body: dict[str, str]) -> None:
    note = await post(client, "same")
    answer = await client.patch(f"/api/notes/{note['id']}", json=body)
    assert (answer.status_code, answer.json()) == (200, note)
    assert (await client.get(f"/api/notes/{note['id']}/history")).json()["items"] == []


async def test_a_deleted_note_takes_its_history_and_edge_along(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    note = await post(client, "first", related_asset_id="lora")
    await client.patch(f"/api/notes/{note['id']}", json={"note_text": "second"})
    gone = await client.delete(f"/api/notes/{note['id']}")
    assert (gone.status_code, gone.content) == (204, b"")
    left = await run(graph, "MATCH (n:Note|NoteText) RETURN count(n) AS n")
    assert (left, await edges(graph)) == ([{"n": 0}], [])
    assert (await client.get("/api/assets/lora/notes")).json()["total"] == 0


@pytest.mark.parametrize(("method", "tail"), [("PATCH", ""), ("DELETE", ""), ("GET", "/history")])
async def test_a_note_that_is_not_there(client: httpx2.AsyncClient, method: str, tail: str) -> None:
    body = {"json": {"note_text": "x"}} if method == "PATCH" else {}
    answer = await client.request(method, f"/api/notes/nope{tail}", **body)
    assert (answer.status_code, answer.json()["code"]) == (404, "note-not-found")


async def test_a_pair_with_itself_is_refused(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/api/assets/base/notes", json={"note_text": "x", "related_asset_id": "base"})
    assert (answer.status_code, answer.json()["code"]) == (422, "pair-with-itself")
    assert answer.json()["errors"][0]["pointer"] == "/related_asset_id"


@pytest.mark.parametrize(("on", "related"), [("nope", None), ("nope", "base"), ("base", "nope")])
async def test_an_asset_that_is_not_there(client: httpx2.AsyncClient, on: str, related: str | None) -> None:
    answer = await client.post(
        f"/api/assets/{on}/notes", json={"note_text": "x", "related_asset_id": related}
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")
    assert "nope" in answer.json()["detail"]
    assert await texts(client, "/api/notes") == []


async def test_the_notes_of_an_asset_that_is_not_there(client: httpx2.AsyncClient) -> None:
    for query in ("", "?q=x"):
        answer = await client.get(f"/api/assets/nope/notes{query}")
        assert (answer.status_code, answer.json()["code"]) == (404, "asset-not-found")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/note_text"),
        ({"note_text": " "}, "/note_text"),
        ({"note_text": None}, "/note_text"),
        ({"note_text": "x" * 20_001}, "/note_text"),
        ({"note_text": "x", "severity": "fatal"}, "/severity"),
        ({"note_text": "x", "severity": None}, "/severity"),
        ({"note_text": "x", "author": "ann"}, "/author"),
    ],
)
async def test_a_note_that_is_not_valid(
    client: httpx2.AsyncClient, body: dict[str, Any], pointer: str
) -> None:
    answer = await client.post("/api/assets/base/notes", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


@pytest.mark.parametrize(
    "body", [{"note_text": None}, {"severity": None}, {"note_text": ""}, {"asset_id": "lora"}]
)
async def test_a_change_that_is_not_valid(client: httpx2.AsyncClient, body: dict[str, Any]) -> None:
    note = await post(client, "stays")
    assert (await client.patch(f"/api/notes/{note['id']}", json=body)).status_code == 422
    assert await texts(client, "/api/notes") == ["stays"]


@pytest.mark.parametrize(
    "query", ["severity=fatal", "seveirty=info", "limit=0", "limit=501", "q=" + "x" * 501]
)
async def test_a_list_that_is_not_understood(client: httpx2.AsyncClient, query: str) -> None:
    assert (await client.get(f"/api/notes?{query}")).status_code == 422


async def test_an_id_that_is_a_number_is_text(client: httpx2.AsyncClient, graph: Graph) -> None:
    await planted.assets(graph, "42")
    assert (await post(client, "x", related_asset_id=42, author_id=7))["related_asset_id"] == "42"


async def test_a_tombstone_keeps_and_takes_notes(client: httpx2.AsyncClient, graph: Graph) -> None:
    await planted.tombstone(graph, "lora")
    await post(client, "why it went", on="lora")
    assert await texts(client, "/api/assets/lora/notes") == ["why it went"]


async def test_changes_at_once_lose_no_text(client: httpx2.AsyncClient) -> None:
    note = await post(client, "t0")
    address = f"/api/notes/{note['id']}"
    answers = await asyncio.gather(*(client.patch(address, json={"note_text": f"t{n}"}) for n in range(1, 9)))
    assert {answer.status_code for answer in answers} == {200}
    said = {item["note_text"] for item in (await client.get(f"{address}/history")).json()["items"]}
    assert said | set(await texts(client, "/api/notes")) == {f"t{n}" for n in range(9)}


async def test_pairs_noted_both_ways_at_once_do_not_block_each_other(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    answers = await asyncio.gather(
        *(
            client.post(
                f"/api/assets/{('base', 'lora')[n % 2]}/notes",
                json={"note_text": "x", "related_asset_id": ("lora", "base")[n % 2]},
            )
            for n in range(16)
        )
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len(await edges(graph)) == 16


async def test_a_note_written_while_its_asset_is_deleted_never_outlives_it(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    for number in range(8):
        first, second = f"x{number}", f"y{number}"
        await planted.assets(graph, first, second)
        body = {"note_text": "x", "related_asset_id": second}
        noted, deleted, _ = await asyncio.gather(
            client.post(f"/api/assets/{first}/notes", json=body),
            client.delete(f"/api/assets/{first}"),
            client.post(f"/api/assets/{second}/notes", json={"note_text": "y", "related_asset_id": first}),
        )
        assert deleted.status_code == 200
        assert noted.status_code in {201, 404}
    torn = await run(
        graph,
        "MATCH (n:Note) WHERE n.related_asset_id IS NOT NULL AND COUNT { (n)-[:ABOUT]->() } < 2 RETURN n.id",
    )
    assert (torn, await edges(graph)) == ([], [])
    assert await texts(client, "/api/notes") == []
