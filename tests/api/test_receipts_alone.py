"""A receipt that one statement can write takes one round trip; every other is written all the same, once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.errors import DatabaseUnavailable
from depgraph.graph import Graph, Row
from depgraph.models.receipts import BulkReceipts
from depgraph.provenance.key import load_or_make_key
from depgraph.queries import receipts
from tests.api.test_receipts import LEAST, segment, version
from tests.static.statements import Sent, watched
from tests.support.wipe import run

pytestmark = pytest.mark.anyio
RECORD = "receipt.record"


@pytest.fixture
async def made_from(
    client: httpx2.AsyncClient, graph: Graph, data_dir: Path, tmp_path: Path
) -> dict[str, Any]:
    """What g1 was made from already, in the project in which g2 and g3 are."""
    for one in ("g1", "g2", "g3"):
        await segment(client, one)
    model = await version(client, tmp_path, "flux", 1)
    inputs = {"model_asset_id": model["id"], "model_hash": model["checksum_sha256"]}
    new = BulkReceipts.model_validate({"receipts": [{**LEAST, **inputs, "segment_id": "g1"}]})
    key = load_or_make_key(data_dir)
    # not as a request: a server that has just begun takes seconds to plan what this takes
    patient = graph.with_deadline(60)
    await patient.write(lambda tx: receipts.record_bulk(tx, new=new, key=key), name="record_bulk")
    return inputs


async def numbers(client: httpx2.AsyncClient, segment_id: str) -> list[int]:
    page = (await client.get(f"/api/segments/{segment_id}/receipts")).json()
    return [one["number"] for one in page["items"]]


async def posted(
    client: httpx2.AsyncClient, segment_id: str, key: str | None = None, /, **fields: Any
) -> tuple[httpx2.Response, Sent]:
    headers = {} if key is None else {"Idempotency-Key": key}
    with watched() as sent:
        answer = await client.post(
            f"/api/segments/{segment_id}/receipts", json={**LEAST, **fields}, headers=headers
        )
    return answer, sent


@pytest.mark.parametrize("key", [None, "k"])
async def test_a_receipt_of_known_inputs_is_one_statement_and_no_transaction_around_it(
    client: httpx2.AsyncClient, made_from: dict[str, Any], key: str | None
) -> None:
    answer, sent = await posted(client, "g2", key, **made_from)
    assert (answer.status_code, sent.names, sent.transactions, sent.commits) == (201, [RECORD], 0, 1)
    assert (await client.get(answer.headers["Location"])).json() == answer.json()


async def test_a_further_receipt_of_a_segment_asks_where_its_chain_ends(
    client: httpx2.AsyncClient, made_from: dict[str, Any]
) -> None:
    answer, sent = await posted(client, "g1", **made_from, seed=1)
    assert (answer.json()["number"], sent.names, sent.transactions) == (2, [RECORD, RECORD], 0)


async def test_an_input_that_is_new_in_its_project_takes_more_statements_in_one_transaction(
    client: httpx2.AsyncClient, made_from: dict[str, Any], graph: Graph
) -> None:
    answer, sent = await posted(client, "g2", "k", **made_from, source_image_hash="0" * 64)
    assert (answer.status_code, sent.transactions, sent.commits) == (201, 1, 1)
    assert (sent.names[0], sent.names.count(RECORD)) == (RECORD, 2)
    assert await numbers(client, "g2") == [1]
    assert await run(graph, "MATCH (request:Request) RETURN count(*) AS requests") == [{"requests": 1}]


async def test_a_key_that_comes_again_has_its_answer_and_with_another_body_a_refusal(
    client: httpx2.AsyncClient, made_from: dict[str, Any]
) -> None:
    first, _ = await posted(client, "g2", "k", **made_from)
    again, _ = await posted(client, "g2", "k", **made_from)
    other, _ = await posted(client, "g2", "k", **made_from, seed=1)
    assert (again.status_code, again.json(), again.headers["Location"]) == (
        201, first.json(), first.headers["Location"],
    )  # fmt: skip
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert await numbers(client, "g2") == [1]


@pytest.mark.parametrize("key", [None, "k"])
@pytest.mark.parametrize("happened", [True, False])
async def test_a_connection_that_breaks_leaves_one_receipt(
    client: httpx2.AsyncClient,
    made_from: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    key: str | None,
    happened: bool,
) -> None:
    once = Graph.write_alone

    async def broken(self: Graph, name: str, /, **params: Any) -> list[Row]:
        if happened:
            await once(self, name, **params)
        raise DatabaseUnavailable("The connection broke.")

    monkeypatch.setattr(Graph, "write_alone", broken)
    answer, _ = await posted(client, "g2", key, **made_from)
    assert answer.status_code == 201, answer.text
    assert (await client.get(answer.headers["Location"])).json() == answer.json()
    assert await numbers(client, "g2") == [1]


async def test_what_is_not_there_is_named_and_nothing_stays(
    client: httpx2.AsyncClient, made_from: dict[str, Any], graph: Graph
) -> None:
    nowhere, _ = await posted(client, "none", "k", **made_from)
    unknown, _ = await posted(client, "g3", "l", model_asset_id="none")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "segment-not-found")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "asset-not-found")
    left = "MATCH (left) WHERE left:Request OR left:ReceiptChain AND left.segment_id = 'g3' RETURN left"
    assert await run(graph, left) == []
