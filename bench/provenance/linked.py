"""Receipts of the stream with their inputs resolved, as any design has to when a receipt is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from bench.made.draw import Row, moment
from bench.provenance.made import Studio
from bench.provenance.made.registry import Version


class Link(NamedTuple):
    """One input of one receipt; ``asset`` is the version with these bytes, None where nobody has them."""

    place: int
    role: str
    position: int
    asset: Version | None
    name: str | None
    version: str | None
    hash: str
    weight: float | None


@dataclass(frozen=True, slots=True)
class Linked:
    """One receipt. ``n`` counts all of the studio, ``number`` those of the segment; both from 1."""

    n: int
    segment_id: str
    number: int
    row: Row
    links: list[Link]

    @property
    def id(self) -> str:
        return f"receipt-{self.n:08d}"

    @property
    def at(self) -> str:
        """When it was recorded: in the order of the stream."""
        return moment(self.n)

    @property
    def body(self) -> str:
        """Everything else that was recorded, as JSON; hashes of as many digits as the graph keeps."""
        proof = dict.fromkeys(("inputs_hash", "hash", "previous_hash"), f"{self.n:064x}")
        return json.dumps({**self.row, **proof, "succeeded": True})


def histories(studio: Studio) -> Iterator[list[Linked]]:
    """The receipts of each segment, oldest first."""
    by_hash = {one.hash: one for one in studio.registry.versions}
    n = 0
    for segment_id, rows in groupby(studio.receipts(), key=lambda row: str(row["segment_id"])):
        history: list[Linked] = []
        for number, row in enumerate(rows, 1):
            n += 1
            history.append(Linked(n, segment_id, number, row, list(_links(row, by_hash))))
        yield history


def _links(row: Row, by_hash: dict[str, Version]) -> Iterator[Link]:
    positions: dict[str, int] = {}
    for place, (role, given) in enumerate(_given(row)):
        position = positions.get(role, 0)
        positions[role] = position + 1
        asset = by_hash.get(given["hash"])
        yield Link(
            place, role, position, asset, given.get("name"), given.get("version"), given["hash"],
            given.get("weight"),
        )  # fmt: skip


def _given(row: Row) -> Iterator[tuple[str, dict[str, Any]]]:
    """Model, LoRAs, others, images, workflow: the order in which depgraph numbers them."""
    values: dict[str, Any] = row
    yield "model", {"version": values.get("model_version"), "hash": values["model_hash"]}
    for lora in values["lora_configs"]:
        yield "lora", lora
    for other in values["other_inputs"]:
        yield other["role"], other
    yield "source_image", {"hash": values["source_image_hash"]}
    if "variant_image_hash" in values:
        yield "variant_image", {"hash": values["variant_image_hash"]}
    yield "workflow", {"version": values["workflow_version"], "hash": values["workflow_hash"]}
