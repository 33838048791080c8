"""Receipts as the service records them, in a real graph; what is stored of them, and put back as it was."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from depgraph.graph import Graph
from tests.api.asset_graph import registered
from tests.api.test_receipts import LEAST, recorded, segment
from tests.support.wipe import run

Row = dict[str, Any]
END: Row = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 60_000}
ENDED: Row = {"generation_completed_at": "2026-11-20T09:01:00Z", "generation_duration_ms": 60_000}
SEGMENTS = ("g1", "g2", "g3", "g4", "gone", "again")

_READ = """
MATCH (receipt:Receipt)
RETURN properties(receipt) AS row, [(receipt)-[edge:GENERATED_FROM]->(end) |
  {edge: properties(edge), end: elementId(end)}] AS edges
ORDER BY receipt.segment_id, receipt.number
"""
_DROP = "MATCH (old) WHERE old:Receipt OR old:ReceiptChain OR old:Unmarked DETACH DELETE old"
_CREATE = """
CALL () { UNWIND $chains AS row CREATE (chain:ReceiptChain) SET chain = row }
UNWIND $receipts AS one
CREATE (receipt:Receipt) SET receipt = one.row
WITH receipt, one UNWIND one.edges AS edge
MATCH (end) WHERE elementId(end) = edge.end
CREATE (receipt)-[made:GENERATED_FROM]->(end) SET made = edge.edge
"""


@dataclass
class Stored:
    """All receipts with their edges, and all chains, as properties."""

    receipts: list[Row] = field(default_factory=list[Row])
    chains: list[Row] = field(default_factory=list[Row])

    def rows(self, segment_id: str) -> list[Row]:
        return [one["row"] for one in self.receipts if one["row"].get("segment_id") == segment_id]

    def chain(self, segment_id: str) -> Row:
        return next(chain for chain in self.chains if chain["segment_id"] == segment_id)

    def with_segment_of(self, segment_id: str, other: Stored) -> Stored:
        """This, but one segment as it is in another."""
        mixed = Stored(
            [one for one in self.receipts if one["row"]["segment_id"] != segment_id],
            [one for one in self.chains if one["segment_id"] != segment_id],
        )
        mixed.receipts += [one for one in other.receipts if one["row"]["segment_id"] == segment_id]
        mixed.chains += [one for one in other.chains if one["segment_id"] == segment_id]
        return copy.deepcopy(mixed)


async def stored(graph: Graph) -> Stored:
    chains = await run(
        graph, "MATCH (chain:ReceiptChain) RETURN properties(chain) AS row ORDER BY row.segment_id"
    )
    receipts: Any = await run(graph, _READ)
    return Stored(list(receipts), [dict(one["row"]) for one in chains])  # type: ignore[call-overload]


async def put_back(graph: Graph, state: Stored) -> None:
    """Exactly these receipts, edges and chains; nothing else is touched."""
    await run(graph, _DROP)
    await run(graph, _CREATE, chains=state.chains, receipts=state.receipts)


async def complete(client: httpx2.AsyncClient, receipt: Row, **end: Any) -> None:
    answer = await client.post(f"/api/receipts/{receipt['id']}/complete", json={**END, **end})
    assert answer.status_code == 200, answer.text


async def bulk(client: httpx2.AsyncClient, receipts: list[Row]) -> list[Row]:
    answer = await client.post("/api/receipts/bulk", json={"receipts": receipts})
    assert answer.status_code == 201, answer.text
    return answer.json()["receipts"]


class Recorder:
    """Records receipts of every kind through the API, in two phases."""

    def __init__(self, client: httpx2.AsyncClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.model: Row = {}
        self.lora: Row = {}

    async def first(self) -> None:
        """Six segments with one to three receipts each: completed, failed, open; by id, by hash, unknown."""
        self.model = await registered(self.client, self.folder / "m", b"m", name="flux", version="v1")
        self.lora = await registered(self.client, self.folder / "l", b"l", name="ink", version="v1")
        await registered(self.client, self.folder / "o", b"o", name="other", version="v1")
        image = {"id": "i", "name": "i", "content_hash": "a" * 64}
        assert (await self.client.post("/api/source-images", json=image)).status_code == 201
        for name in SEGMENTS:
            await segment(self.client, name)
        await recorded(self.client, "g1", **self._full(1))
        await complete(self.client, await recorded(self.client, "g1", **self._full(2)))
        await recorded(self.client, "g2", seed=3, model_hash="b" * 64, model_version="v9")
        await complete(self.client, await recorded(self.client, "g2", seed=4), succeeded=False)
        many = [{**LEAST, **self._full(n), "segment_id": ("g3", "g4")[n % 2]} for n in range(5)]
        made = await bulk(self.client, many)
        await complete(self.client, made[2])
        await complete(self.client, made[0])
        for name in ("gone", "again"):
            await recorded(self.client, name, **self._full(7))
            await recorded(self.client, name, seed=8, **ENDED)
            assert (await self.client.delete(f"/api/segments/{name}")).status_code == 204
        await segment(self.client, "again")

    async def second(self) -> None:
        """Each segment that is there goes on; what was used is changed, removed, or registered meanwhile."""
        for name in ("g1", "g2", "g3", "g4", "again"):
            first = await recorded(self.client, name, seed=20, sampler="euler", source_image_hash="a" * 64)
            await complete(self.client, await recorded(self.client, name, **self._full(21)))
            await complete(self.client, first)
        await registered(self.client, self.folder / "m2", b"m2", name="flux", version="v2")
        (self.folder / "l").write_bytes(b"exchanged")
        accepted = await self.client.post(f"/api/assets/{self.lora['id']}/accept-content")
        assert accepted.status_code == 200, accepted.text
        assert (await self.client.delete(f"/api/assets/{self.model['id']}")).status_code in {200, 204}

    def _full(self, seed: int) -> Row:
        ink = {"version": "v1", "hash": self.lora["checksum_sha256"], "weight": 0.1 * seed}
        return {
            "seed": seed,
            "model_asset_id": self.model["id"],
            "model_hash": self.model["checksum_sha256"],
            "lora_configs": [ink, {"version": "v?", "hash": "c" * 64, "weight": None}],
            "other_inputs": [{"role": "vae", "name": "nameless", "version": None, "hash": None}],
            "source_image_hash": "a" * 64,
            "workflow_hash": "d" * 64,
            "additional_params": {"denoise": 0.5, "n": [1, 2]},
        }
