"""Ways to tamper with receipts directly in the database; each answers the segments that it touched."""

from __future__ import annotations

import copy
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

from depgraph.graph import Graph
from depgraph.provenance.chain import COMPLETION, completion_hash, receipt_hash, seal
from tests.provenance import chained
from tests.provenance.recorded_graph import Row, Stored, put_back
from tests.support.wipe import run

Touched = set[Any]
_ONE = "MATCH (receipt:Receipt {id: $id}) "
_EDGE = _ONE + "MATCH (receipt)-[edge:GENERATED_FROM {place: $place}]->(end) "


def any_row(random: Random, state: Stored) -> Row:
    return random.choice(state.receipts)["row"]


def several(random: Random, state: Stored) -> list[Row]:
    """The receipts of a segment that has more than one."""
    names = sorted(chain["segment_id"] for chain in state.chains if chain["count"] > 1)
    return state.rows(random.choice(names))


def any_edge(random: Random, state: Stored) -> tuple[Row, Row]:
    one = random.choice([one for one in state.receipts if one["edges"]])
    return one["row"], random.choice(one["edges"])["edge"]


async def edit(random: Random, state: Stored, graph: Graph) -> Touched:
    row = any_row(random, state)
    name = random.choice(sorted(name for name in row if row[name] not in (None, "")))
    value = chained.changed(random, row[name])
    if name == "number" and any(other["number"] == value for other in state.rows(row["segment_id"])):
        value = 99
    if value == "" and name == "segment_id":
        value = "elsewhere"
    await run(graph, _ONE + "SET receipt[$name] = $value", id=row["id"], name=name, value=value)
    there = value if isinstance(value, str) else None
    return {row["segment_id"], there} if name == "segment_id" else {row["segment_id"], None}


async def take_away(random: Random, state: Stored, graph: Graph) -> Touched:
    row = any_row(random, state)
    name = random.choice(sorted(row))
    await run(graph, _ONE + "SET receipt[$name] = null", id=row["id"], name=name)
    return {row["segment_id"], None}


async def add(random: Random, state: Stored, graph: Graph) -> Touched:
    row = any_row(random, state)
    lacking = sorted({"negative_prompt", "sampler", "note", *COMPLETION} - row.keys())
    await run(
        graph, _ONE + "SET receipt[$name] = $value", id=row["id"], name=random.choice(lacking), value="x"
    )
    return {row["segment_id"]}


async def delete(random: Random, state: Stored, graph: Graph) -> Touched:
    rows = random.sample(state.receipts, random.randint(1, 3))
    ids = [one["row"]["id"] for one in rows]
    await run(graph, "MATCH (receipt:Receipt) WHERE receipt.id IN $ids DETACH DELETE receipt", ids=ids)
    return {one["row"]["segment_id"] for one in rows}


async def take_its_label(random: Random, state: Stored, graph: Graph) -> Touched:
    row = any_row(random, state)
    await run(graph, _ONE + "REMOVE receipt:Receipt SET receipt:Unmarked", id=row["id"])
    return {row["segment_id"]}


async def cut_tail(random: Random, state: Stored, graph: Graph) -> Touched:
    rows = several(random, state)
    ids = [row["id"] for row in rows[random.randrange(len(rows)) :]]
    await run(graph, "MATCH (receipt:Receipt) WHERE receipt.id IN $ids DETACH DELETE receipt", ids=ids)
    return {rows[0]["segment_id"]}


async def swap_numbers(random: Random, state: Stored, graph: Graph) -> Touched:
    one, two = random.sample(several(random, state), 2)
    for row, number in ((one, -1), (two, one["number"]), (one, two["number"])):
        await run(graph, _ONE + "SET receipt.number = $number", id=row["id"], number=number)
    return {one["segment_id"]}


async def swap_contents(random: Random, state: Stored, graph: Graph) -> Touched:
    one, two = random.sample(several(random, state), 2)
    for row, other in ((one, two), (two, one)):
        kept = {**other, "id": row["id"] + "x", "number": -row["number"]}
        await run(graph, _ONE + "SET receipt = $kept", id=row["id"], kept=kept)
    for row, other in ((one, two), (two, one)):
        kept = {**other, "number": row["number"]}
        await run(graph, _ONE + "SET receipt = $kept", id=row["id"] + "x", kept=kept)
    return {one["segment_id"]}


async def put_in(random: Random, state: Stored, graph: Graph) -> Touched:
    row = any_row(random, state)
    target = random.choice(state.chains)
    planted = {**row, "id": "planted", "segment_id": target["segment_id"], "number": target["count"] + 1}
    if random.random() < 0.5:
        planted["previous_hash"] = target["head_hash"]
        planted["hash"] = receipt_hash(planted, target["head_hash"])
    await run(graph, "CREATE (receipt:Receipt) SET receipt = $row", row=planted)
    return {target["segment_id"]}


async def put_in_where_no_chain_is(random: Random, state: Stored, graph: Graph) -> Touched:
    planted = {
        **any_row(random, state),
        "id": "planted",
        "segment_id": random.choice(["a", "h", "\U0001f600"]),
    }
    await run(graph, "CREATE (receipt:Receipt) SET receipt = $row", row=planted)
    return {planted["segment_id"]}


async def undo_a_completion(random: Random, state: Stored, graph: Graph) -> Touched:
    row = random.choice([one["row"] for one in state.receipts if one["row"].get("completion_hash")])
    open_again = dict(row)
    chained.take_back(open_again)
    await run(graph, _ONE + "SET receipt = $row", id=row["id"], row=open_again)
    return {row["segment_id"]}


async def edit_the_head(random: Random, state: Stored, graph: Graph) -> Touched:
    chain = random.choice(state.chains)
    name = random.choice(sorted(chain))
    value = random.choice([None, chained.changed(random, chain[name])])
    await run(
        graph,
        "MATCH (chain:ReceiptChain {segment_id: $segment_id}) SET chain[$name] = $value",
        segment_id=chain["segment_id"], name=name, value=value,
    )  # fmt: skip
    return {chain["segment_id"], None, value if isinstance(value, str) else None}


async def drop_the_chain(random: Random, state: Stored, graph: Graph) -> Touched:
    segment_id = random.choice(state.chains)["segment_id"]
    await run(graph, "MATCH (chain:ReceiptChain {segment_id: $id}) DELETE chain", id=segment_id)
    return {segment_id}


async def drop_all_of_a_segment(random: Random, state: Stored, graph: Graph) -> Touched:
    """Only the checkpoint knows that it was there."""
    touched = await drop_the_chain(random, state, graph)
    (segment_id,) = touched
    await run(graph, "MATCH (receipt:Receipt {segment_id: $id}) DETACH DELETE receipt", id=segment_id)
    return touched


async def forge(random: Random, state: Stored, graph: Graph) -> Touched:
    """Edit, and make every hash anew, as someone does who knows all of it but the key."""
    changed = copy.deepcopy(state)
    rows = several(random, changed)
    random.choice(rows)["prompt_text"] += " forged"
    last = ended = None
    for row in rows:
        row["previous_hash"] = last
        last = row["hash"] = receipt_hash(row, last)
        if row.get("completion_hash"):
            row["completion_previous_hash"] = ended
            ended = row["completion_hash"] = completion_hash(row, ended)
    chain = changed.chain(rows[0]["segment_id"])
    chain |= {"head_hash": last, "completion_head_hash": ended}
    if random.random() < 0.5:
        chain["seal"] = seal(random.randbytes(32), chain["segment_id"], chain)
    await put_back(graph, changed)
    return {chain["segment_id"]}


async def cut_an_edge(random: Random, state: Stored, graph: Graph) -> Touched:
    row, edge = any_edge(random, state)
    await run(graph, _EDGE + "DELETE edge", id=row["id"], place=edge["place"])
    return {row["segment_id"]}


async def edit_an_edge(random: Random, state: Stored, graph: Graph) -> Touched:
    row, edge = any_edge(random, state)
    name = random.choice(sorted(edge.keys() - {"was_current"}))
    value = random.choice([None, chained.changed(random, edge[name])])
    statement = _EDGE + "SET edge[$name] = $value"
    await run(graph, statement, id=row["id"], place=edge["place"], name=name, value=value)
    return {row["segment_id"]}


async def lead_an_edge_elsewhere(random: Random, state: Stored, graph: Graph) -> Touched:
    row, edge = any_edge(random, state)
    end = random.choice(
        ["Asset {name: 'other'}", "Asset {name: 'bare'}", "Content {hash: 'e'}", "Input {key: 'workflow:e'}"]
    )
    statement = (
        f"{_EDGE} MERGE (other:{end}) WITH receipt, edge, properties(edge) AS kept, other DELETE edge"
        " CREATE (receipt)-[new:GENERATED_FROM]->(other) SET new = kept"
    )
    await run(graph, statement, id=row["id"], place=edge["place"])
    return {row["segment_id"]}


async def add_an_edge(random: Random, state: Stored, graph: Graph) -> Touched:
    row, edge = any_edge(random, state)
    statement = _EDGE + "CREATE (receipt)-[new:GENERATED_FROM]->(end) SET new = $edge"
    place = random.choice([edge["place"], 77])
    await run(graph, statement, id=row["id"], place=edge["place"], edge={**edge, "place": place})
    return {row["segment_id"]}


Tamper = Callable[[Random, Stored, Graph], Awaitable[Touched]]
WAYS: tuple[Tamper, ...] = (
    edit, take_away, add, delete, take_its_label, cut_tail, swap_numbers, swap_contents, put_in,
    put_in_where_no_chain_is, undo_a_completion, edit_the_head, drop_the_chain, drop_all_of_a_segment, forge,
    cut_an_edge, edit_an_edge, lead_an_edge_elsewhere, add_an_edge,
)  # fmt: skip
