"""What takes long: 202 with a task, its progress, its end, and what becomes of it when a service dies."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from depgraph.files import reading
from depgraph.files.progress import Progress
from depgraph.graph import Graph, Transaction
from depgraph.queries import tasks as queries
from depgraph.settings import Settings
from depgraph.work.tasks import Tasks
from depgraph.work.upkeep import expire, sweep
from tests.api.asset_graph import add_receipt, counts, registered
from tests.support.client import begun, client_to
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


class Gate:
    """Lets readings begin, and stops them half-way until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened = threading.Event()
        self.begun = 0
        self._read = reading.read
        monkeypatch.setattr(reading, "read", self._wait_then_read)
        monkeypatch.setattr("depgraph.verification.read", self._wait_then_read)
        monkeypatch.setattr("depgraph.verification.read_if_there", self._wait_then_read)

    def _wait_then_read(self, path: Path, progress: Progress) -> Any:
        self.begun += 1
        progress.begin(1000)
        progress.add(250)
        while not self.opened.wait(0.01):
            progress.add(0)  # raises Cancelled when the service stops
        return self._read(path, progress)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


@pytest.fixture
async def app(graph: Graph, settings: Settings) -> AsyncIterator[FastAPI]:
    """A service that has no patience: whatever reads is a task."""
    async with begun(graph, settings) as app:
        app.state.tasks.patience = 0.0
        yield app


@pytest.fixture
async def hurried(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    async with client_to(app) as client:
        yield client


def body(path: Path, **fields: Any) -> dict[str, Any]:
    return {"name": "dream", "version": "v1", "asset_type": "model", "file_path": str(path), **fields}


async def until(client: httpx2.AsyncClient, task_id: str, **expected: Any) -> dict[str, Any]:
    """The task, as soon as it has these members."""
    task: dict[str, Any] = {}

    async def is_so() -> bool:
        nonlocal task
        task = (await client.get(f"/api/tasks/{task_id}")).json()
        return all(task[key] == value for key, value in expected.items())

    await _holds(is_so)
    return task


async def test_a_slow_registration_is_answered_with_its_task(
    hurried: httpx2.AsyncClient, gate: Gate, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"one")
    answer = await hurried.post("/api/assets", json=body(tmp_path / "a"))
    assert answer.status_code == 202
    task = answer.json()
    assert answer.headers["location"] == f"/api/tasks/{task['id']}"
    assert {key: task[key] for key in ("kind", "status", "progress", "result", "error")} == {
        "kind": "register_asset",
        "status": "queued",
        "progress": {"done": 0, "total": None, "unit": "bytes"},
        "result": None,
        "error": None,
    }
    running = await until(hurried, task["id"], status="running")
    assert running["progress"] == {"done": 250, "total": 1000, "unit": "bytes"}
    gate.opened.set()
    done = await until(hurried, task["id"], status="done")
    asset = (await hurried.get(f"/api/assets/{hashlib.sha256(b'one').hexdigest()[:16]}")).json()
    assert done["result"] == {
        **{key: asset[key] for key in asset if key not in {"notes", "ratings", "dependencies"}},
        "impact": None,
        "same_content_as": None,
    }
    assert done["error"] is None
    assert done["progress"]["done"] == done["progress"]["total"]


async def test_a_slow_registration_that_cannot_be_fails_with_its_problem(
    hurried: httpx2.AsyncClient, gate: Gate, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"one")
    first = (await hurried.post("/api/assets", json=body(tmp_path / "a"))).json()
    second = (await hurried.post("/api/assets", json=body(tmp_path / "a"))).json()
    gate.opened.set()
    states = [await _ended(hurried, one["id"]) for one in (first, second)]
    assert sorted(state["status"] for state in states) == ["done", "failed"]
    failed = next(state for state in states if state["status"] == "failed")
    assert failed["result"] is None
    assert failed["error"] == {
        "type": "urn:depgraph:problem:asset-exists",
        "title": "This name and version are registered already",
        "status": 409,
        "detail": failed["error"]["detail"],
        "code": "asset-exists",
        "hint": "Register the new bytes as another version, or use the asset named in asset_id.",
        "asset_id": hashlib.sha256(b"one").hexdigest()[:16],
    }


async def _ended(client: httpx2.AsyncClient, task_id: str) -> dict[str, Any]:
    task: dict[str, Any] = {}

    async def has_ended() -> bool:
        nonlocal task
        task = (await client.get(f"/api/tasks/{task_id}")).json()
        return task["status"] not in {"queued", "running"}

    await _holds(has_ended)
    return task


async def _holds(condition: Callable[[], Awaitable[bool]]) -> None:
    """Wait until the condition holds."""
    async with asyncio.timeout(30):
        while True:
            if await condition():
                return
            await asyncio.sleep(0.03)


async def test_what_can_be_refused_before_reading_is_refused_at_once(
    hurried: httpx2.AsyncClient, gate: Gate, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"one")
    answer = await hurried.post("/api/assets", json=body(tmp_path / "a", asset_type="modle"))
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-asset-type")
    assert gate.begun == 0


async def test_a_repeat_with_its_key_is_the_same_task_and_one_asset(
    hurried: httpx2.AsyncClient, graph: Graph, gate: Gate, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"one")
    key = {"Idempotency-Key": "k"}
    first, at_once = await asyncio.gather(
        hurried.post("/api/assets", json=body(tmp_path / "a"), headers=key),
        hurried.post("/api/assets", json=body(tmp_path / "a"), headers=key),
    )
    gate.opened.set()
    await until(hurried, first.json()["id"], status="done")
    later = await hurried.post("/api/assets", json=body(tmp_path / "a"), headers=key)
    assert [answer.status_code for answer in (first, at_once, later)] == [202, 202, 202]
    assert first.json() == at_once.json() == later.json()
    assert (await counts(graph))["Task"] == 1
    assert (await counts(graph))["Asset"] == 1


async def test_verification_and_acceptance_may_be_tasks_too(
    app: FastAPI, hurried: httpx2.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.state.tasks.patience = 10.0
    asset = await registered(hurried, tmp_path / "a", b"one")
    (tmp_path / "a").write_bytes(b"two")
    gate = Gate(monkeypatch)
    app.state.tasks.patience = 0.0
    checked = (await hurried.post(f"/api/assets/{asset['id']}/verify")).json()
    accepted = (await hurried.post(f"/api/assets/{asset['id']}/accept-content")).json()
    gate.opened.set()
    checked, accepted = await _ended(hurried, checked["id"]), await _ended(hurried, accepted["id"])
    assert (checked["kind"], accepted["kind"]) == ("verify_asset", "accept_content")
    assert (checked["status"], accepted["status"]) == ("done", "done")
    assert (checked["result"]["is_valid"], checked["result"]["file_exists"]) == (False, True)
    assert accepted["result"]["checksum_sha256"] == hashlib.sha256(b"two").hexdigest()


async def test_only_two_files_are_read_at_once(
    hurried: httpx2.AsyncClient, gate: Gate, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"one")
    tasks = [
        (await hurried.post("/api/assets", json=body(tmp_path / "a", version=f"v{n}"))).json()
        for n in range(3)
    ]
    await until(hurried, tasks[1]["id"], status="running")
    assert gate.begun == 2
    assert (await hurried.get(f"/api/tasks/{tasks[2]['id']}")).json()["status"] == "queued"
    gate.opened.set()
    await until(hurried, tasks[2]["id"], status="done")


async def test_a_service_that_stops_marks_its_tasks_as_interrupted(
    graph: Graph, settings: Settings, client: httpx2.AsyncClient, gate: Gate, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"one")
    async with begun(graph, settings) as app:
        app.state.tasks.patience = 0.0
        async with client_to(app) as stopping:
            task = (await stopping.post("/api/assets", json=body(tmp_path / "a"))).json()
    ended = (await client.get(f"/api/tasks/{task['id']}")).json()
    assert (ended["status"], ended["error"]["code"]) == ("failed", "task-interrupted")
    assert "Asset" not in await counts(graph)


async def test_a_task_whose_service_died_is_failed_by_another(
    graph: Graph, client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await _orphan(graph, "dead", lease_ms=-1)
    await _orphan(graph, "alive", lease_ms=60_000)
    assert await sweep(graph) == 1
    assert await sweep(graph) == 0
    dead = (await client.get("/api/tasks/dead")).json()
    alive = (await client.get("/api/tasks/alive")).json()
    assert (dead["status"], dead["error"]["code"], dead["result"]) == ("failed", "task-interrupted", None)
    assert (alive["status"], alive["error"]) == ("running", None)


async def test_a_start_fails_the_tasks_of_dead_services(graph: Graph, settings: Settings) -> None:
    await _orphan(graph, "dead", lease_ms=-1)

    async def is_failed() -> bool:
        return await run(graph, "MATCH (task:Task) RETURN task.status AS s") == [{"s": "failed"}]

    async with begun(graph, settings):
        await _holds(is_failed)


async def test_a_task_that_was_taken_away_has_no_effect(
    app: FastAPI, hurried: httpx2.AsyncClient, graph: Graph, gate: Gate, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"one")
    task = (await hurried.post("/api/assets", json=body(tmp_path / "a"))).json()
    await run(graph, "MATCH (task:Task) SET task.status = 'failed', task.error = null")
    gate.opened.set()
    await asyncio.wait(app.state.tasks._background, timeout=10)
    assert (await hurried.get(f"/api/tasks/{task['id']}")).json()["status"] == "failed"
    assert "Asset" not in await counts(graph)


async def test_tasks_that_ended_long_ago_are_dropped(graph: Graph, client: httpx2.AsyncClient) -> None:
    await _orphan(graph, "old", lease_ms=60_000, status="done", updated_at="2020-01-01T00:00:00.000000Z")
    await _orphan(graph, "new", lease_ms=60_000, status="done", updated_at="2099-01-01T00:00:00.000000Z")
    await expire(graph)  # the service does so too, every few seconds: which of them drops it is open
    assert [task["id"] for task in (await client.get("/api/tasks")).json()["items"]] == ["new"]


async def test_tasks_are_listed_newest_first_and_filtered(graph: Graph, client: httpx2.AsyncClient) -> None:
    await _orphan(graph, "1", lease_ms=60_000)
    await _orphan(graph, "2", lease_ms=60_000, status="done")
    await _orphan(graph, "3", lease_ms=60_000, kind="verify_asset")

    async def listed(query: str) -> list[str]:
        page = (await client.get(f"/api/tasks?{query}")).json()
        assert page["total"] >= len(page["items"])
        return [task["id"] for task in page["items"]]

    assert await listed("") == ["3", "2", "1"]
    assert await listed("status=running") == ["3", "1"]
    assert await listed("kind=verify_asset") == ["3"]
    assert await listed("kind=verify_asset&status=done") == []
    first = (await client.get("/api/tasks?limit=2")).json()
    assert (first["total"], len(first["items"])) == (3, 2)
    assert await listed(f"limit=2&cursor={first['next_cursor']}") == ["1"]
    assert first["items"][0] == {
        "id": "3",
        "kind": "verify_asset",
        "status": "running",
        "progress": {"done": 1, "total": 2, "unit": "bytes"},
        "result": None,
        "error": None,
        "created_at": "2026-01-01T00:00:00.000000Z",
        "updated_at": "2099-01-01T00:00:00.000000Z",
    }


async def test_a_task_that_is_not_there_is_not_found(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/tasks/nobody")
    assert (answer.status_code, answer.json()["code"]) == (404, "task-not-found")
    refused = await client.get("/api/tasks?status=lost")
    assert [error["pointer"] for error in refused.json()["errors"]] == ["status"]


async def test_an_asset_that_went_meanwhile_fails_the_acceptance(
    app: FastAPI,
    hurried: httpx2.AsyncClient,
    graph: Graph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app.state.tasks.patience = 10.0
    asset = await registered(hurried, tmp_path / "a", b"one")
    await add_receipt(graph, asset["id"], "s1")
    gate = Gate(monkeypatch)
    app.state.tasks.patience = 0.0
    task = (await hurried.post(f"/api/assets/{asset['id']}/accept-content")).json()
    await hurried.delete(f"/api/assets/{asset['id']}")
    gate.opened.set()
    ended = await _ended(hurried, task["id"])
    assert (ended["status"], ended["error"]["code"]) == ("failed", "asset-removed")


async def test_a_lease_is_renewed_while_the_work_goes_on(
    graph: Graph, gate: Gate, app: FastAPI, hurried: httpx2.AsyncClient, tmp_path: Path
) -> None:
    tasks: Tasks = app.state.tasks
    tasks.lease_ms = 2_500
    (tmp_path / "a").write_bytes(b"one")
    task = (await hurried.post("/api/assets", json=body(tmp_path / "a"))).json()
    lease = "MATCH (task:Task) RETURN task.lease_until AS lease"
    before = (await run(graph, lease))[0]["lease"]
    await until(hurried, task["id"], status="running")
    await asyncio.sleep(1.5)
    assert (await run(graph, lease))[0]["lease"] > before  # type: ignore[operator]
    gate.opened.set()
    assert (await _ended(hurried, task["id"]))["status"] == "done"


async def test_a_beat_never_revives_a_task_that_ends_at_the_same_moment(graph: Graph, prove: bool) -> None:
    """The end holds the task's lock while the beat comes: the beat has to look again under the lock."""
    for number in range(50 if prove else 5):
        task_id = f"t{number}"
        await _orphan(graph, task_id, lease_ms=60_000)
        is_held = asyncio.Event()

        async def end(tx: Transaction, task_id: str = task_id, is_held: asyncio.Event = is_held) -> None:
            assert await queries.hold(tx, task_id=task_id, service_id="gone")
            is_held.set()
            await asyncio.sleep(0.1)
            await queries.finish(tx, task_id=task_id, service_id="gone", ending=queries.Ending(result="{}"))

        async def beat(tx: Transaction, task_id: str = task_id) -> set[str]:
            told = [{"id": task_id, "status": "running", "done": 1, "total": 2}]
            return await queries.beat(tx, progress=told, service_id="gone", lease_ms=60_000)

        ending = asyncio.create_task(graph.write(end, name="end"))
        await is_held.wait()
        assert await graph.write(beat, name="beat") == set()
        await ending
        assert (await queries.get(graph, task_id=task_id)).status == "done"


async def _orphan(
    graph: Graph,
    task_id: str,
    *,
    lease_ms: int,
    status: str = "running",
    kind: str = "register_asset",
    updated_at: str = "2099-01-01T00:00:00.000000Z",
) -> None:
    await run(
        graph,
        """
        CREATE (:Task {id: $id, kind: $kind, status: $status, done: 1, total: 2, unit: 'bytes',
                       service_id: 'gone', lease_until: timestamp() + $lease_ms,
                       created_at: '2026-01-01T00:00:00.000000Z', updated_at: $updated_at})
        """,
        id=task_id,
        kind=kind,
        status=status,
        lease_ms=lease_ms,
        updated_at=updated_at,
    )
