"""Every invariant query is quiet on a sound graph and finds the graph that breaks its rule."""

from __future__ import annotations

from pathlib import Path
from typing import LiteralString, cast

import httpx2
import pytest
from neo4j import AsyncManagedTransaction

from depgraph.graph import Graph, Row, Transaction
from depgraph.queries import invariants
from depgraph.settings import Settings
from tests.races.racing import Studio
from tests.support.client import client_of
from tests.support.wipe import wipe

pytestmark = pytest.mark.anyio

_A = "MATCH (a:Asset {name: 'a', version: '1'}) "
_A2 = "MATCH (a:Asset {name: 'a', version: '2'}) "
_B = "MATCH (b:Asset {name: 'b'}) "
_WORK = "MATCH (work:Work {id: 'i'}) "
_V1 = "MATCH (v:Version {work_key: 'source_image:i', version_number: 1}) "
_D = "MATCH (d:Version {work_key: 'derived_image:d'}) "
_R2 = "MATCH (r:Receipt {segment_id: 'g', number: 2}) "
_RECORDED = "MATCH (input:Input)-[:RECORDS]->(:Asset {name: 'a', version: '1'}) "
BREAKS = {
    "asset_shape": [
        _A + "REMOVE a.search_name",
        _A + "SET a.version_number = 'one'",
        _A + "SET a.status = 'lost'",
        _A + "SET a.placeholder = true",
        _A + "SET a.tags = 'dark'",
        _A + "SET a.former_checksums = 'abc'",
        _A + "REMOVE a.uses_revision",
        _B + "SET b.current_of = 'other'",
    ],
    "asset_line": [
        _A + "MATCH (a)-[of:VERSION_OF]->() DELETE of",
        _A + "SET a.asset_type = 'lora'",
        _A2 + "MATCH (a)-[:VERSION_OF]->(line) SET line.next_number = 2",
        _B + _A + "MATCH (b)-[:VERSION_OF]->(line) CREATE (a)-[:VERSION_OF]->(line)",
    ],
    "line_current": [
        _A2 + "REMOVE a.current_of",
        _A2 + "SET a.status = 'removed' REMOVE a:Listed",
    ],
    "version_numbers": [
        _A + _B + "MATCH (a)-[:VERSION_OF]->(line) CREATE (b)-[:VERSION_OF]->(line)",
    ],
    "previous_version": [
        _A2 + _B + "CREATE (a)-[:PREVIOUS]->(b)",
        _A2 + "REMOVE a.previous_id",
        _A2 + "SET a.previous_id = 'other'",
        _A2 + "MATCH (older:Asset {name: 'a', version: '1'}) CREATE (older)-[:PREVIOUS]->(a)",
    ],
    "asset_content": [
        _A + "MATCH (a)-[has:HAS_CONTENT]->() DELETE has",
        _A + "SET a.checksum_sha256 = reverse(a.checksum_sha256)",
    ],
    "content_hash": ["CREATE (:Content {hash: 'ABC'})", "CREATE (:Content)"],
    "listed": [_A + "REMOVE a:Listed", _A + "SET a.status = 'removed'"],
    "dependency_count": [
        _A + "SET a.dependency_count = 7",
        _A + "MATCH (a)<-[uses:USES]-() DELETE uses",
    ],
    "rating_sums": [
        _A + "SET a.rating_sum = a.rating_sum + 1",
        _A + "SET a.rating_count = 0",
        _A + "SET a.avg_rating = 1.5",
    ],
    "rating_shape": [
        "MATCH (rating:Rating) SET rating.rating = 6",
        "MATCH (rating:Rating) SET rating.asset_id = 'other'",
        "MATCH (rating:Rating)-[rates:RATES]->() DELETE rates",
    ],
    "uses_shape": [
        "MATCH ()-[uses:USES]->() REMOVE uses.role",
        "MATCH ()-[uses:USES]->() REMOVE uses.entity_key",
        "MATCH ()-[uses:USES]->() SET uses.asset_id = 'other'",
        "MATCH (user)-[uses:USES]->(a) CREATE (user)-[twin:USES {id: 'twin', role: uses.role}]->(a)",
        _A + "SET a.status = 'removed'",
    ],
    "entity_shape": [
        "MATCH (scene:Scene) REMOVE scene.active",
        "MATCH (scene:Scene) SET scene.key = 'scene:other'",
        "MATCH (scene:Scene) SET scene:Segment",
        "MATCH (type:SceneType) REMOVE type.name",
    ],
    "scene_place": [
        "MATCH (scene:Scene)-[of:OF_SCENE_TYPE]->() DELETE of",
        "MATCH (scene:Scene)-[active:ACTIVE_IN]->() DELETE active",
        "MATCH (scene:Scene) SET scene.active = false",
        "MATCH (scene:Scene) SET scene.scene_type_id = 'another'",
        "MATCH (scene:Scene) REMOVE scene.scene_type_id",
        "MATCH (scene:Scene) SET scene.character_id = 'another'",
        "MATCH (scene:Scene) REMOVE scene.project_id",
    ],
    "scene_project": [
        "MATCH (:Scene)-[place:IN_PROJECT]->() DELETE place",
        "MATCH (q:Project {id: 'q'}) MATCH (c:Character)-[place:IN_PROJECT]->()"
        " DELETE place CREATE (c)-[:IN_PROJECT]->(q)",
    ],
    "segment_place": [
        "MATCH (:Segment)-[place:IN_SCENE_TYPE]->() DELETE place",
        "MATCH (:Segment)-[place:IN_SCENE]->() DELETE place",
        "MATCH (segment:Segment) SET segment.scene_id = 'another'",
        "MATCH (segment:Segment) REMOVE segment.scene_id",
    ],
    "note_shape": [
        "MATCH (note:Note) SET note.severity = 'loud'",
        "MATCH (note:Note) SET note.severity_rank = 1, note.severity = 'critical'",
        "MATCH (note:Note)-[about:ABOUT]->() WITH about LIMIT 1 DELETE about",
    ],
    "pair_edges": [
        "MATCH ()-[pair:COMPATIBLE_WITH]->() DELETE pair",
        "MATCH ()-[pair:COMPATIBLE_WITH]->() SET pair.severity = 'info'",
        _A2 + _B + "CREATE (a)-[:COMPATIBLE_WITH {note_id: 'none', severity: 'info'}]->(b)",
    ],
    "belonging": ["CREATE (:NoteText {note_text: 't'})", "CREATE (:Dismissal {by: 'b'})"],
    "receipt_chain": [
        _R2 + "SET r.number = 4",
        _R2 + "DETACH DELETE r",
        _R2 + "SET r.segment_id = 'other'",
        "MATCH (chain:ReceiptChain) SET chain.count = 2",
        "MATCH (chain:ReceiptChain) REMOVE chain.count",
        "MATCH (chain:ReceiptChain) DELETE chain",
        "CREATE (:Receipt {id: 'planted', segment_id: 'h', number: 1})",
    ],
    "receipt_segment": [
        _R2 + "MATCH (r)-[of:OF_SEGMENT]->() DELETE of",
        _R2 + "MATCH (r)-[of:OF_SEGMENT]->() DELETE of CREATE (r)-[:OF_SEGMENT]->(:Segment {id: 'h'})",
    ],
    "receipt_latest": [
        "MATCH ()-[latest:LATEST]->() DELETE latest",
        _R2 + "MATCH (segment)-[latest:LATEST]->() DELETE latest"
        " WITH r, segment MATCH (r3:Receipt {number: 3}) CREATE (segment)-[:LATEST]->(r3)",
        _R2 + "MATCH (segment)-[latest:LATEST]->() DELETE latest"
        " WITH r, segment MATCH (r1:Receipt {number: 1}) CREATE (segment)-[:LATEST]->(r1)",
        _R2 + "SET r.succeeded = false",
        "MATCH (segment:Segment)-[:LATEST]->(r) CREATE (segment)-[:LATEST]->(r)",
    ],
    "receipt_shape": [
        "CREATE (:Receipt)",
        "MATCH (s:Segment {id: 'g'}) CREATE (s)-[:LATEST]->(:Receipt {id: 'r'})",
    ],
    "work_shape": [
        _WORK + "REMOVE work.name",
        _WORK + "SET work.kind = 'workflow'",
        _WORK + "SET work.project_id = 'q'",
        _WORK + "MATCH (work)-[place:IN_PROJECT]->() DELETE place",
    ],
    "version_shape": [
        _V1 + "SET v.content_hash = 'ABC'",
        _V1 + "SET v.work_key = 'source_image:other'",
        _V1 + "SET v.kind = 'workflow'",
        _V1 + "REMOVE v.depth",
        _V1 + "MATCH (v)-[of:VERSION_OF]->() DELETE of",
        _D + "SET d.current_of = 'derived_image:other'",
    ],
    "work_current": [
        "MATCH (v:Version) REMOVE v.current_of",
        _V1 + "SET v.current_of = 'another'",
        _WORK + "SET work.name = 'another'",
    ],
    "work_numbers": [
        _WORK + "SET work.next_number = 2",
        _V1 + _D + "MATCH (v)-[:VERSION_OF]->(work) CREATE (d)-[:VERSION_OF]->(work)",
    ],
    "work_previous": [
        _V1 + "MATCH (v)<-[previous:PREVIOUS]-() DELETE previous",
        _V1 + _D + "CREATE (d)-[:PREVIOUS]->(v)",
        _V1 + "MATCH (v)<-[previous:PREVIOUS]-(newer) DELETE previous CREATE (v)-[:PREVIOUS]->(newer)",
    ],
    "derivation": [
        _V1 + _D + "CREATE (v)-[:DERIVED_FROM]->(d)",
        _D + "SET d.depth = 2",
        _D + "SET d.kind = 'workflow'",
        _D + "CREATE (d)-[:DERIVED_FROM]->(d)",
    ],
    "version_input": [
        _V1 + "MATCH (v)<-[records:RECORDS]-() DELETE records",
        _V1 + _D + "MATCH (d)<-[:RECORDS]-(input) CREATE (input)-[:RECORDS]->(v)",
        _V1 + "MATCH (v)<-[:RECORDS]-(input) SET input.hash = 'other'",
    ],
    "changed_input": [
        _D + "MATCH (d)<-[:RECORDS]-(input) REMOVE input:Changed",
        _V1
        + "MATCH (:Version {work_key: v.work_key, version_number: 2})<-[:RECORDS]-(input) SET input:Changed",
    ],
    "asset_input": [
        _RECORDED + "REMOVE input:Changed",
        _RECORDED + "SET input:Untracked",
        _RECORDED + "MATCH (input)-[records:RECORDS]->() DELETE records",
        _RECORDED + "SET input.key = 'asset:other:'",
        "MATCH (input:Input) WHERE input.key STARTS WITH 'content:' REMOVE input:Untracked",
        _A2
        + "REMOVE a.current_of WITH a MATCH (old:Asset {name: 'a', version: '1'}) SET old.current_of = 'a'",
    ],
    "segment_usage": [
        "MATCH ()-[used:USES_NOW]->() WITH used LIMIT 1 DELETE used",
        "MATCH ()-[used:MADE_FROM]->() WITH used LIMIT 1 DELETE used",
        "MATCH (segment)-[used:MADE_FROM]->(input) WITH segment, used, input LIMIT 1"
        " CREATE (segment)-[again:MADE_FROM]->(input) SET again = properties(used)",
        "MATCH (segment {id: 'm'}), (input:Input) WITH segment, input LIMIT 1"
        " CREATE (segment)-[:USED_BEFORE]->(input)",
        "MATCH ()-[used:MADE_FROM]->() SET used.number = 7",
        "MATCH ()-[used:MADE_FROM]->() WHERE used.source_id IS NOT NULL REMOVE used.role",
        "MATCH ()-[used:MADE_FROM]->() SET used.weight = 7.0",
        "MATCH ()-[used:MADE_FROM]->() SET used.receipt_id = 'another'",
        "MATCH (:Segment)-[used:MADE_FROM]->() WHERE used.source_id IS NOT NULL REMOVE used.source_id",
        "MATCH (:Receipt)-[made:GENERATED_FROM]->() DELETE made",
        "MATCH (segment {id: 'm'})-[used:USES_NOW]->() WITH segment, used LIMIT 1"
        " CREATE (segment)-[:USES_NOW]->(:Usage {key: '|other', input_key: 'other'}) DELETE used",
    ],
    "segment_counted": [
        "MATCH (:Segment)-[counted:COUNTED_IN]->() DELETE counted",
        "MATCH (:Segment)-[made:MADE_IN]->() DELETE made",
        "MATCH (:Segment)-[latest:LATEST]->() DELETE latest",
        "MATCH (new {id: 'again'}) MATCH (old {id: 'm'}) CREATE (new)-[:REPLACES]->(old)",
        "MATCH (new {id: 'm'}) MATCH (old {id: 'g'}) CREATE (new)-[:REPLACES]->(old)",
        "MATCH (segment {id: 'm'}) SET segment:Uncounted",
    ],
    "regeneration_job": [
        "MATCH (job:RegenerationJob) REMOVE job.key",
        "MATCH (job:RegenerationJob) REMOVE job.turn",
        "MATCH (job:RegenerationJob) SET job.status = 'done'",
        "MATCH (job:RegenerationJob) SET job.inputs_hash = 'other'",
        "MATCH (:RegenerationJob)-[makes:MAKES]->() DELETE makes",
    ],
    "succession": [
        "MATCH (new)-[:REPLACES]->(old) CREATE (old)-[:REPLACES]->(new)",
        "MATCH (:RegenerationJob)-[:MAKES]->(new)"
        " CREATE (:RegenerationJob {id: 'j', key: 'k'})-[:MAKES]->(new)",
    ],
    "usage_place": [
        "MATCH (usage:Usage)-[of:OF_INPUT]->() WITH of LIMIT 1 DELETE of",
        "MATCH (usage:Usage) WHERE usage.input_key STARTS WITH 'source_image:' SET usage.project_id = 'q'",
        "MATCH (:Project)-[held:HAS_IN_USE]->() WITH held LIMIT 1 DELETE held",
    ],
    "left_over_lock": [_A + "SET a._lock = true", "MATCH (scene:Scene) SET scene._new = true"],
    "request_answer": ["CREATE (:Request {key: 'k', body_digest: 'd'})"],
}


@pytest.fixture(scope="module")
async def sound(connected: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """a v1 <- a v2, b; a scene type and its scene with a segment use a v1; a pair note, a rating; images.

    One for all tests of this file: who breaks it takes that back.
    """
    folder = tmp_path_factory.mktemp("sound")
    await wipe(connected)
    async with client_of(connected, Settings(data_dir=folder / "data", allowed_roots=(folder,))) as client:
        await _fill(client, folder)
    return connected


async def _fill(client: httpx2.AsyncClient, folder: Path) -> None:
    studio = Studio(client, folder)
    first = await studio.asset("a", "1")
    await studio.asset("a", "2")
    other = await studio.asset("b", "1")
    await studio.put("projects/p", {"name": "p"})
    await studio.put("projects/q", {"name": "q"})
    await studio.put("characters/c", {"name": "c", "project_id": "p"})
    await studio.put("scene-types/t", {"name": "t", "assets": [{"asset_id": first, "role": "lora"}]})
    await studio.put("scenes/s", {"name": "s", "scene_type_id": "t", "character_id": "c"})
    await studio.put("segments/g", {"scene_id": "s", "sequence_index": 0})
    pair = {"note_text": "t", "related_asset_id": other, "severity": "warning"}
    assert (await studio.posting(f"assets/{first}/notes", pair)()).status_code == 201
    await studio.put(f"assets/{first}/rating", {"rating": 4, "reviewer_id": "ann"})
    await _images(studio)
    await _receipts(studio)
    await _receipt(studio, first)


async def _receipts(studio: Studio) -> None:
    """Three of segment g, the last of them failed; one of its former life."""
    least = {"lora_configs": [], "prompt_text": "t", "generation_started_at": "2026-11-20T09:00:00Z"}
    end = {"generation_completed_at": "2026-11-20T09:01:00Z", "succeeded": False}
    for body in (least, least, {**least, **end}):
        assert (await studio.posting("segments/g/receipts", body)()).status_code == 201
    await studio.put("segments/again", {"scene_id": "s", "sequence_index": 1})
    assert (await studio.posting("segments/again/receipts", least)()).status_code == 201
    assert (await studio.deleting("segments/again")()).status_code == 204
    await studio.put("segments/again", {"scene_id": "s", "sequence_index": 1})


async def _images(studio: Studio) -> None:
    """i v1 <- i v2; d is derived from i v1, which has changed since."""
    bodies: list[tuple[str, dict[str, str]]] = [
        ("source-images", {"id": "i", "name": "i", "content_hash": "1" * 64, "project_id": "p"}),
        ("derived-images", {"id": "d", "name": "d", "content_hash": "2" * 64, "derived_from": "i"}),
        ("source-images", {"id": "i", "name": "i", "content_hash": "3" * 64}),
    ]
    for path, body in bodies:
        assert (await studio.posting(path, body)()).status_code == 201


async def _receipt(studio: Studio, model: str) -> None:
    """m is made from a v1, which has changed, from bytes that nobody knows, and from i v1; a job is open.

    Before that it was made from other bytes.
    """
    await studio.put("segments/m", {"scene_id": "s", "sequence_index": 2})
    body = {
        "model_asset_id": model, "lora_configs": [{"version": None, "hash": "4" * 64, "weight": 1.0}],
        "source_image_hash": "1" * 64, "prompt_text": "t", "generation_started_at": "2026-11-20T09:00:00Z",
    }  # fmt: skip
    before = {**body, "lora_configs": [{"version": None, "hash": "5" * 64, "weight": 0.5}]}
    for one in (before, body):
        assert (await studio.posting("segments/m/receipts", one)()).status_code == 201
    made_anew = await studio.posting("projects/p/regenerate-stale", {"segment_ids": ["m"]})()
    assert [job["segment_id"] for job in made_anew.json()["jobs"]] == ["m"]


async def test_a_sound_graph_breaks_no_rule(sound: Graph) -> None:
    assert await invariants.broken(sound) == []


def test_every_rule_has_a_graph_that_breaks_it() -> None:
    assert set(invariants.names()) == {f"invariant.{name}" for name in BREAKS}


@pytest.mark.parametrize(
    ("name", "statement"),
    [(name, statement) for name, statements in BREAKS.items() for statement in statements],
    ids=lambda text: text[:60],
)
async def test_a_broken_rule_is_found(name: str, statement: str, sound: Graph) -> None:
    found = await _found_after(sound, statement, name)
    assert found, f"{name} does not see: {statement}"
    assert all(set(row) == {"what", "subject_id", "detail"} for row in found)


async def _found_after(graph: Graph, statement: str, name: str) -> list[Row]:
    """What the invariant finds once the statement has run; which is taken back then."""
    async with graph._driver.session(database=graph._database) as session:
        transaction = await session.begin_transaction()
        try:
            await (await transaction.run(cast("LiteralString", statement))).consume()
            return await Transaction(cast("AsyncManagedTransaction", transaction)).rows(f"invariant.{name}")
        finally:
            await transaction.rollback()
