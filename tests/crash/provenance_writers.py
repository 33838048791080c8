"""Clients that record, complete, register and move; each write repeated with its key until acknowledged."""

from __future__ import annotations

import hashlib
import http.client
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.crash.writers import call

Json = dict[str, Any]
SEGMENTS = [f"g{number}" for number in range(12)]
SHARED = "shared"
"""The name of the line, and the id of the images and workflow, to which every writer adds versions."""
WORKS = ("source-images", "workflows")
END = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 60_000}


PATIENCE = 300.0
"""Seconds until a client gives up on one write: on a busy machine a start and its first plans take long."""


@dataclass
class Met:
    """What one writer met; ``broken`` are requests whose connection broke, as (began, ended)."""

    statuses: Counter[int] = field(default_factory=Counter)
    broken: list[tuple[float, float]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0


@dataclass(frozen=True)
class Sent:
    """A write as it was acknowledged: to be sent once more at the very end."""

    path: str
    body: Any
    key: str
    answer: Any


@dataclass
class Acknowledged:
    """What a writer was told is there. Each receipt and version is of one key, and of no other."""

    receipts: dict[str, Json] = field(default_factory=dict)
    open_ids: list[str] = field(default_factory=list)
    assets: list[Json] = field(default_factory=list)
    works: list[tuple[str, Json]] = field(default_factory=list)
    current_asset: Json = field(default_factory=dict)
    """Of the writer's own line, which nobody else moves."""
    current_work: dict[str, Json] = field(default_factory=dict)
    """Of its own images and workflow, by kind."""
    sent: list[Sent] = field(default_factory=list)


class GivenUpError(Exception):
    """A write was refused, or never acknowledged."""


class Writer:
    """One client, with a line, images and a workflow of its own beside the shared ones."""

    def __init__(self, address: str, folder: Path, name: str, seed: int, stop: threading.Event) -> None:
        self.address, self.folder, self.name, self.stop = address, folder, name, stop
        self.met, self.told = Met(), Acknowledged()
        self._random = random.Random(f"{seed} {name}")
        self._count = 0
        self.done = 0
        """How many writes were acknowledged."""

    def run(self) -> None:
        """Write until told to stop. What was begun is repeated until it is acknowledged."""
        kinds = [self.record, self.record_bulk, self.complete, self.register, self.add_version, self.move]
        try:
            self.register()
            for kind in WORKS:
                self.add_version(kind)
            while not self.stop.is_set():
                self._random.choice(kinds)()
                time.sleep(self._random.random() * 0.03)
        except Exception as failure:  # told by the test, which would not see it in this thread
            self.met.failures.append(f"{self.name}: {failure!r}")

    def record(self) -> None:
        key = self._key()
        answer = self._send(f"/api/segments/{self._random.choice(SEGMENTS)}/receipts", self._body(key), key)
        self._recorded([answer])

    def record_bulk(self) -> None:
        key = self._key()
        bodies = [
            {**self._body(f"{key}/{place}"), "segment_id": self._random.choice(SEGMENTS)}
            for place in range(self._random.randint(2, 5))
        ]
        self._recorded(self._send("/api/receipts/bulk", {"receipts": bodies}, key)["receipts"])

    def complete(self) -> None:
        if not self.told.open_ids:
            return
        receipt_id = self.told.open_ids.pop(self._random.randrange(len(self.told.open_ids)))
        end = {**END, "succeeded": self._random.random() < 0.8}
        self.told.receipts[receipt_id] = self._send(f"/api/receipts/{receipt_id}/complete", end, self._key())

    def register(self) -> None:
        key = self._key()
        path = self.folder / f"{key}.safetensors"
        path.write_bytes(key.encode() * 100)
        name = self._random.choice([SHARED, self.name]) if self.told.current_asset else self.name
        body = {"name": name, "version": key, "asset_type": "model", "file_path": str(path)}
        asset = self._send("/api/assets", body, key)
        self.told.assets.append(asset)
        if name == self.name:
            self.told.current_asset = asset

    def add_version(self, kind: str = "") -> None:
        key, kind = self._key(), kind or self._random.choice(WORKS)
        work_id = self._random.choice([SHARED, self.name]) if kind in self.told.current_work else self.name
        body = {"id": work_id, "name": work_id, "content_hash": _sha(key)}
        version = self._send(f"/api/{kind}", body, key)
        self.told.works.append((kind, version))
        if work_id == self.name:
            self.told.current_work[kind] = version

    def move(self) -> None:
        """The writer's own line, images or workflow: what it was told last has to be so in the end."""
        kind = self._random.choice(["assets", *WORKS])
        if kind == "assets":
            own = [asset for asset in self.told.assets if asset["name"] == self.name]
            chosen = self._random.choice(own or [self.told.current_asset])
            self.told.current_asset = self._send(
                f"/api/assets/{chosen['id']}/make-current", None, self._key()
            )
            return
        there = [one for of, one in self.told.works if of == kind and one["id"] == self.name]
        choice = {"version_number": self._random.choice(there)["version_number"]}
        self.told.current_work[kind] = self._send(
            f"/api/{kind}/{self.name}/make-current", choice, self._key()
        )

    def _body(self, text: str) -> Json:
        """Inputs by id, by hash, as image and workflow, and bytes that nobody knows."""
        model, lora = self._random.choice(self.told.assets), self._random.choice(self.told.assets)
        hashes = {kind: self._random.choice([v for of, v in self.told.works if of == kind]) for kind in WORKS}
        return {
            "model_asset_id": model["id"],
            "model_version": model["version"],
            "model_hash": model["checksum_sha256"],
            "lora_configs": [{"version": None, "hash": lora["checksum_sha256"], "weight": 0.5}],
            "other_inputs": [{"role": "vae", "name": None, "version": None, "hash": _sha(text)}],
            "source_image_hash": hashes["source-images"]["content_hash"],
            "workflow_hash": hashes["workflows"]["content_hash"],
            "prompt_text": text,
            "seed": 2**64 - 1 - self._count,
            "generation_started_at": "2026-11-20T09:00:00Z",
        }

    def _recorded(self, receipts: list[Json]) -> None:
        for receipt in receipts:
            self.told.receipts[receipt["id"]] = receipt
            self.told.open_ids.append(receipt["id"])

    def _key(self) -> str:
        self._count += 1
        return f"{self.name}-{self._count}"

    def _send(self, path: str, body: Any, key: str) -> Any:
        """The acknowledged answer. Nothing but 2xx, 503 and broken connections may come before it."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status, answer = self._once("POST", path, body, key)
            if status == 202:  # the machine was busy: a task reads the file
                answer = self._after(answer["id"])
                if answer is not None:
                    self.done += 1
                    return answer
                status, key = 0, f"{key}-again"  # one that was interrupted stays so for its key
            if status in {200, 201}:
                self.done += 1
                self.told.sent.append(Sent(path, body, key, answer))
                return answer
            if status not in {0, 503}:
                raise GivenUpError(f"{path} answered {status}: {answer}")
            time.sleep(0.2)
        raise GivenUpError(f"{path} was not acknowledged within {PATIENCE:g} s")

    def _after(self, task_id: str) -> Any:
        """What came of a task; None when it ended with its service, so that it has no effect."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status, task = self._once("GET", f"/api/tasks/{task_id}", None, None)
            if status == 200 and task["status"] == "done":
                return task["result"]
            if status == 200 and task["status"] == "failed":
                if task["error"]["code"] != "task-interrupted":
                    raise GivenUpError(f"task {task_id}: {task['error']}")
                return None
            time.sleep(0.2)
        raise GivenUpError(f"task {task_id} did not end within {PATIENCE:g} s")

    def _once(self, method: str, path: str, body: Any, key: str | None) -> tuple[int, Any]:
        """Status and answer of one request; 0 where the connection broke."""
        began = time.monotonic()
        try:
            status, answer, seconds = call(self.address, method, path, body, key)
        except (OSError, http.client.HTTPException):
            self.met.broken.append((began, time.monotonic()))
            return 0, None
        self.met.statuses[status] += 1
        if path != "/api/assets":  # it asks the database three times, and has the limit for each
            self.met.slowest = max(self.met.slowest, seconds)
        return status, answer


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
