"""From a receipt and what is current to the inputs of the generation that would replace it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from depgraph.models.receipts import Receipt
from depgraph.models.regeneration import ChangedVersion, InputVersion, RegenerationInputs
from depgraph.provenance.links import InputLink, links
from depgraph.provenance.staleness import Compared, is_reason

PICTURES = frozenset({"source_image_changed", "variant_image_changed", "workflow_changed"})
"""Verdicts on images and workflows: what is current of these is a version, and no asset."""

Field = Literal["model", "lora", "other", "source_image", "variant_image", "workflow"]
Place = tuple[Field, int]
"""Where an input stands in a receipt's body: the field, and the place in its list."""


def renewed(receipt: Receipt, inputs: Sequence[Compared]) -> tuple[Receipt, list[ChangedVersion]]:
    """The receipt with the current versions put in, and which inputs are others by that.

    An input stays as it was recorded where nothing is known of it, or where it is current. Of a current
    one that was recorded without its hash the hash is filled in: that is what would be used now.
    """
    compared = {(one["role"], one["position"]): one for one in inputs}
    others = None if receipt.other_inputs is None else [*receipt.other_inputs]
    body = receipt.model_copy(update={"lora_configs": [*receipt.lora_configs], "other_inputs": others})
    changed: list[ChangedVersion] = []
    for link, place in zip(links(receipt), _places(receipt), strict=True):
        one = compared.get((link["role"], link["position"]))
        if one is None or one["current_id"] is None:
            continue
        if is_reason(one) or one["verdict"] == "metadata_only":
            _put(body, place, _current(one))
            changed += _change(link, one)
        elif link["hash"] is None and one["is_current"] and one["current_hash"] is not None:
            _put(body, place, {"hash": one["current_hash"]})
    return body, changed


def body_of(receipt: Receipt) -> RegenerationInputs:
    """A receipt's body, as it would be sent."""
    return RegenerationInputs.model_validate(receipt.model_dump(include=set(RegenerationInputs.model_fields)))


def _places(receipt: Receipt) -> Iterator[Place]:
    """In the order of ``links``."""
    if receipt.model_asset_id or receipt.model_version or receipt.model_hash:
        yield "model", 0
    for at in range(len(receipt.lora_configs)):
        yield "lora", at
    for at in range(len(receipt.other_inputs or ())):
        yield "other", at
    if receipt.source_image_hash:
        yield "source_image", 0
    if receipt.variant_image_hash:
        yield "variant_image", 0
    if receipt.workflow_hash or receipt.workflow_version:
        yield "workflow", 0


def _current(one: Compared) -> dict[str, Any]:
    found = {"version": one["current_version"], "hash": one["current_hash"]}
    return found if one["verdict"] in PICTURES else {**found, "asset_id": one["current_id"]}


def _put(body: Receipt, place: Place, values: Mapping[str, Any]) -> None:
    field, at = place
    if field == "lora":
        body.lora_configs[at] = body.lora_configs[at].model_copy(update=dict(values))
    elif field == "other" and body.other_inputs is not None:
        body.other_inputs[at] = body.other_inputs[at].model_copy(update=dict(values))
    else:
        for name, value in values.items():
            if f"{field}_{name}" in Receipt.model_fields:  # of an image only the hash is recorded
                setattr(body, f"{field}_{name}", value)


def _change(link: InputLink, one: Compared) -> list[ChangedVersion]:
    """What an input was and is; nothing where only what it was derived from has changed."""
    is_picture = one["verdict"] in PICTURES
    before = InputVersion(asset_id=one["asset_id"], version=one["version"], hash=link["hash"])
    after = InputVersion(
        asset_id=one["asset_id"] if is_picture else one["current_id"],
        version=one["current_version"],
        hash=one["current_hash"],
    )
    if (before.asset_id, before.hash) == (after.asset_id, after.hash):
        return []
    name = one["asset_name"] or one["name"]
    return [ChangedVersion(role=link["role"], position=link["position"], name=name, from_=before, to=after)]
