"""What is there after the kills, beside what the writers were told."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

from depgraph.embedded import find
from depgraph.graph import Graph, connect
from tests.crash.provenance_writers import SEGMENTS, SHARED, WORKS, Json, Sent, Writer
from tests.crash.service import Service
from tests.crash.writers import call

_EDGES = """
MATCH (receipt:Receipt)
RETURN receipt.id AS id,
       [(receipt)-[made_from:GENERATED_FROM]->() | [made_from.role, made_from.hash]] AS edges
"""
MOVING = {"is_current", "updated_at", "dependency_count", "usage_count", "impact", "same_content_as"}
"""What an answer says of an asset or version that later writes change, or that only this answer has."""


def receipts_are_those_acknowledged(service: Service, writers: list[Writer]) -> int:
    """Every field of every receipt; one of each prompt, which is a key's own. Answers how many there are."""
    told = {ident: receipt for writer in writers for ident, receipt in writer.told.receipts.items()}
    found = [one for segment in SEGMENTS for one in every(service, f"/api/segments/{segment}/receipts")]
    assert {one["id"]: one for one in found} == told
    assert doubled(one["prompt_text"] for one in found) == []
    return len(found)


async def edges_are_those_recorded(service: Service, writers: list[Writer]) -> None:
    """Each receipt leads to each of its five inputs, once."""
    server = find(service.settings)
    assert server is not None
    async with connect(server.bolt_uri, user=server.user, password=server.password) as driver:
        rows = await Graph(driver, deadline=60).explore(_EDGES, limit=1_000_000)
    found = {row["id"]: Counter((role, sha) for role, sha in row["edges"]) for row in rows}
    told = {ident: receipt for writer in writers for ident, receipt in writer.told.receipts.items()}
    assert found == {ident: Counter(_inputs(receipt)) for ident, receipt in told.items()}


def versions_are_those_acknowledged(service: Service, writers: list[Writer]) -> None:
    """Each asset and each version as it was told, and one of each content, which is a key's own."""
    assets = every(service, "/api/assets?status=any")
    _same(assets, [asset for writer in writers for asset in writer.told.assets], "id")
    for kind in WORKS:
        ids = [SHARED, *(writer.name for writer in writers)]
        found = [one for work_id in ids for one in every(service, f"/api/{kind}/{work_id}/versions")]
        told = [one for writer in writers for of, one in writer.told.works if of == kind]
        _same(found, told, "version_id")
        assert doubled(one["content_hash"] for one in found) == []
    assert doubled(one["checksum_sha256"] for one in assets) == []


def current_is_where_it_was_moved(service: Service, writers: list[Writer]) -> None:
    """In what a writer has for itself, the last move or registration that it was told of decides."""
    for writer in writers:
        answer = read(service, f"/api/assets/{writer.told.current_asset['id']}")
        assert answer["is_current"], f"{writer.name}: a move was lost"
        for kind, version in writer.told.current_work.items():
            current = read(service, f"/api/{kind}/{writer.name}")
            assert current["version_id"] == version["version_id"], f"{writer.name}: a move was lost"


def repeats_get_the_same_answer(service: Service, writers: list[Writer], chosen: random.Random) -> None:
    """Some of what was acknowledged, sent once more with its key; that it adds nothing is counted later."""
    for writer in writers:
        for sent in chosen.sample(writer.told.sent, min(25, len(writer.told.sent))):
            assert _again(service, sent) == sent.answer


def command(service: Service, *words: str) -> Any:
    """What a command prints as JSON, beside the running service."""
    line = [sys.executable, "-c", "from depgraph.cli import main; main()", *words, "--json"]
    ran = subprocess.run(line, env=service.environment, capture_output=True, text=True, check=False)
    assert ran.stdout, ran.stderr
    return json.loads(ran.stdout)


def every(service: Service, path: str) -> list[Json]:
    """All pages of a list."""
    items: list[Json] = []
    more = f"{path}{'&' if '?' in path else '?'}limit=500"
    cursor = ""
    while cursor is not None:
        page = read(service, f"{more}&cursor={cursor}" if cursor else more)
        items += page["items"]
        cursor = page["next_cursor"]
    assert len(items) == page["total"]
    return items


def read(service: Service, path: str) -> Any:
    status, answer, _ = call(service.address, "GET", path)
    assert status == 200, answer
    return answer


def doubled(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _again(service: Service, sent: Sent) -> Any:
    status, answer, _ = call(service.address, "POST", sent.path, sent.body, sent.key)
    assert status in {200, 201}, answer
    return answer


def _same(found: list[Json], told: list[Json], ident: str) -> None:
    def lasting(one: Json) -> Json:
        return {name: value for name, value in one.items() if name not in MOVING}

    assert len(found) == len(told)
    assert {one[ident]: lasting(one) for one in found} == {one[ident]: lasting(one) for one in told}


def _inputs(receipt: Json) -> list[tuple[str, str]]:
    return [
        ("model", receipt["model_hash"]),
        *(("lora", lora["hash"]) for lora in receipt["lora_configs"]),
        *((other["role"], other["hash"]) for other in receipt["other_inputs"]),
        ("source_image", receipt["source_image_hash"]),
        ("workflow", receipt["workflow_hash"]),
    ]
