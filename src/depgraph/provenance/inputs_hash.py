"""inputs_hash: one name for everything that went into a generation (contract section 6).

Equal inputs have equal hashes wherever and whenever they are recorded, and differing ones differ. What
an input is, the contract's list decides: names, versions, ids and times are not in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from depgraph.models.receipts import NewReceipt, OtherInput, Receipt, ReceiptInput
from depgraph.provenance.canonical import sha256_of
from depgraph.provenance.links import links

VERSION = 1
_EXACT = 2**53 - 1


def inputs_hash(receipt: NewReceipt | Receipt) -> str:
    """SHA-256 in hex of the RFC 8785 form of the contract's object. Raises BadInput for NaN and the like."""
    return sha256_of(inputs(receipt))


def is_comparable(receipt: NewReceipt | Receipt) -> bool:
    """Whether an equal ``inputs_hash`` means equal inputs.

    It does not where the content of an input was not known (an import by name), or where no model was
    recorded: null stands there for any content. Reuse and the merging of jobs have to ask this first.
    """
    return bool(receipt.model_hash) and all(link["hash"] for link in links(receipt))


def inputs(receipt: NewReceipt | Receipt) -> dict[str, Any]:
    """The object that is hashed: the contract's, and ``exact_integers`` where RFC 8785 has no form.

    RFC 8785 (section 3.2.2.3) knows numbers as doubles. A whole number in ``additional_params`` that no
    double holds would become its neighbour's equal. It stands as null in its place, and by JSON pointer with
    all its digits in ``exact_integers``: a member beside those of the contract, where nothing that was sent
    can stand, so it is mistaken neither for a text nor for another number.
    """
    integers: dict[str, str] = {}
    found: dict[str, Any] = {
        "v": VERSION,
        "source_image_hash": receipt.source_image_hash,
        "variant_image_hash": receipt.variant_image_hash,
        "workflow_hash": receipt.workflow_hash,
        "model_hash": receipt.model_hash,
        "loras": [{"hash": lora.hash, "weight": lora.weight} for lora in receipt.lora_configs],
        "prompt_text": receipt.prompt_text,
        "negative_prompt": receipt.negative_prompt or "",
        "cfg_scale": receipt.cfg_scale,
        "seed": receipt.seed,
        "resolution_width": receipt.resolution_width,
        "resolution_height": receipt.resolution_height,
        "steps": receipt.steps,
        "sampler": receipt.sampler,
        "additional_params": _as_doubles(receipt.additional_params or {}, "", integers),
    }
    if receipt.other_inputs:
        found["others"] = _others(receipt.other_inputs)
    if integers:
        found["exact_integers"] = integers
    return found


def _others(others: Sequence[OtherInput | ReceiptInput]) -> list[dict[str, Any]]:
    """Sorted by role, hash and weight, what is null first; an input that is there twice stands twice."""
    return [
        {"role": other.role, "hash": other.hash, "weight": other.weight}
        for other in sorted(others, key=_place)
    ]


def _place(other: OtherInput | ReceiptInput) -> tuple[bytes, str, bool, float]:
    # roles in the order in which RFC 8785 sorts keys (UTF-16), so that every language's readers agree
    weighed = other.weight is not None
    return other.role.encode("utf-16-be"), other.hash or "", weighed, other.weight or 0.0


def _as_doubles(value: Any, pointer: str, integers: dict[str, str]) -> Any:
    """The value with whole numbers beyond 2^53 as doubles; those that no double holds go to ``integers``."""
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        return {key: _as_doubles(part, f"{pointer}/{_step(key)}", integers) for key, part in members.items()}
    if isinstance(value, list):
        parts = enumerate(cast("list[Any]", value))
        return [_as_doubles(part, f"{pointer}/{index}", integers) for index, part in parts]
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) <= _EXACT:
        return value
    double = _double(value)
    if double is None:
        integers[pointer] = str(value)
    return double


def _double(value: int) -> float | None:
    """The double that is exactly this whole number, or None."""
    try:
        return float(value) if float(value) == value else None
    except OverflowError:
        return None


def _step(key: str) -> str:
    """A key as part of a JSON pointer (RFC 6901 section 3)."""
    return key.replace("~", "~0").replace("/", "~1")
