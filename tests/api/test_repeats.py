"""A POST that comes again with its Idempotency-Key: the same answer, and one effect."""

from __future__ import annotations

from pathlib import Path

import anyio
import httpx2
import pytest

pytestmark = pytest.mark.anyio


async def register(client: httpx2.AsyncClient, folder: Path) -> str:
    (folder / "a.bin").write_bytes(b"a")
    body = {"name": "a", "version": "1", "asset_type": "model", "file_path": str(folder / "a.bin")}
    return (await client.post("/api/assets", json=body)).json()["id"]


async def note(client: httpx2.AsyncClient, asset_id: str, text: str, key: str | None) -> httpx2.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return await client.post(f"/api/assets/{asset_id}/notes", json={"note_text": text}, headers=headers)


async def test_the_same_key_and_body_is_one_note_and_one_answer(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    asset_id = await register(client, tmp_path)
    first, again = await note(client, asset_id, "t", "k"), await note(client, asset_id, "t", "k")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.headers.get("location") == again.headers.get("location")
    assert (await client.get(f"/api/assets/{asset_id}/notes")).json()["total"] == 1


async def test_without_a_key_a_note_is_new_each_time(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset_id = await register(client, tmp_path)
    await note(client, asset_id, "t", None)
    await note(client, asset_id, "t", None)
    assert (await client.get(f"/api/assets/{asset_id}/notes")).json()["total"] == 2


async def test_another_body_under_the_same_key_is_refused(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset_id = await register(client, tmp_path)
    await note(client, asset_id, "t", "k")
    refused = await note(client, asset_id, "other", "k")
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency-key-reused")


async def test_a_refused_request_leaves_its_key_free(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset_id = await register(client, tmp_path)
    missing = await note(client, "nobody", "t", "k")
    assert missing.status_code == 404
    again = await note(client, asset_id, "t", "k")
    assert again.status_code == 201


async def test_eight_clients_with_one_key_make_one_note(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    asset_id = await register(client, tmp_path)
    answers: list[httpx2.Response] = []

    async def send() -> None:
        answers.append(await note(client, asset_id, "t", "k"))

    async with anyio.create_task_group() as group:
        for _ in range(8):
            group.start_soon(send)
    assert [answer.status_code for answer in answers] == [201] * 8
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert (await client.get(f"/api/assets/{asset_id}/notes")).json()["total"] == 1
