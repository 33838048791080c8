"""What a receipt was made from, as the edges that lead from it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from depgraph.models.imported_receipts import ImportedReceipt
from depgraph.models.receipts import Confidence, NewReceipt, Receipt, RecordedInputs


class InputLink(TypedDict):
    """One input. ``position`` counts those of its role from 0, in the order in which they were sent."""

    role: str
    position: int
    asset_id: str | None
    name: str | None
    version: str | None
    hash: str | None
    weight: float | None
    confidence: NotRequired[Confidence]


def links(receipt: NewReceipt | RecordedInputs) -> list[InputLink]:
    """The inputs that were given: model, LoRAs, others, source image, variant image, workflow, in this order.

    Role and position together name one input of a receipt, also where an other input bears the role
    ``model`` or ``lora``.
    """
    seen: Counter[str] = Counter()
    found: list[InputLink] = []
    for given in _given(receipt):
        found.append({**given, "position": seen[given["role"]]})
        seen[given["role"]] += 1
    how = confidences(receipt)
    for link in found if how else ():
        if (link["role"], link["position"]) in how:
            link["confidence"] = how[link["role"], link["position"]]
    return found


def count_given(receipt: Mapping[str, Any]) -> int:
    """How many inputs a receipt names, by its properties as they are stored: as many as its ``links``."""
    listed = (json.loads(receipt[name]) for name in ("lora_configs", "other_inputs") if receipt[name])
    single = (
        receipt["model_asset_id"] or receipt["model_version"] or receipt["model_hash"],
        receipt["source_image_hash"],
        receipt["variant_image_hash"],
        receipt["workflow_hash"] or receipt["workflow_version"],
    )
    return sum(map(len, listed)) + sum(map(bool, single))


def is_edge(link: InputLink) -> bool:
    """Whether an edge leads to it: what has only a name, and what has nothing, is recorded without one."""
    return link["asset_id"] is not None or link["hash"] is not None


def model_place(given: Sequence[InputLink]) -> int | None:
    """The place of the input that is the model of its receipt: the first in that role.

    None where there is none, and where no edge leads to it.
    """
    place = next((place for place, link in enumerate(given) if link["role"] == "model"), None)
    return place if place is not None and is_edge(given[place]) else None


def untracked_key(link: InputLink, *, is_model: bool) -> str:
    """What names the input of bytes that no asset has (ARCHITECTURE.md); a receipt's model is told apart."""
    return f"{'model' if is_model else 'content'}:{link['hash']}"


def confidences(receipt: NewReceipt | RecordedInputs) -> dict[tuple[str, int], Confidence]:
    """How an import found each input, by role and position; empty where that is not told, or not read."""
    written = receipt.inputs_as_written if isinstance(receipt, ImportedReceipt | Receipt) else None
    return {(one.role, one.position): one.confidence for one in written or ()}


def _given(receipt: NewReceipt | RecordedInputs) -> Iterator[InputLink]:
    model = (receipt.model_asset_id, receipt.model_version, receipt.model_hash)
    if any(model):
        yield _link("model", asset_id=model[0], version=model[1], hash=model[2])
    for lora in receipt.lora_configs:
        yield _link("lora", **lora.model_dump())
    for other in receipt.other_inputs or ():
        yield _link(**other.model_dump())
    if receipt.source_image_hash:
        yield _link("source_image", hash=receipt.source_image_hash)
    if receipt.variant_image_hash:
        yield _link("variant_image", hash=receipt.variant_image_hash)
    if receipt.workflow_hash or receipt.workflow_version:
        yield _link("workflow", version=receipt.workflow_version, hash=receipt.workflow_hash)


def _link(role: str, **given: Any) -> InputLink:
    nothing = {"asset_id": None, "name": None, "version": None, "hash": None, "weight": None}
    return {"role": role, "position": 0, **nothing, **given}  # type: ignore[typeddict-item]
