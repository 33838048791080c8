"""From how an output was made to its receipt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from depgraph.importing.found_inputs import NOT_FOUND, FoundInput
from depgraph.ingest.assets import named
from depgraph.ingest.generation import Generation, OtherUse
from depgraph.ingest.ids import digest
from depgraph.ingest.making import Making
from depgraph.ingest.plan import Named
from depgraph.ingest.references import ModelReference
from depgraph.models.imported_receipts import ImportedReceipt
from depgraph.models.receipts import InputAsWritten

_MAX_NAME = 400
Found = Mapping[Named, FoundInput]


def receipt_of(making: Making, segment_id: str, found: Found) -> ImportedReceipt:
    """The receipt of one output. Raises pydantic's ValidationError for what no receipt can hold.

    The output is there, so its generation is over: the file's time stands for beginning and end.
    """
    one = making.generation
    return ImportedReceipt(
        segment_id=segment_id,
        request_key=request_key(segment_id, making),
        program=making.program,
        **_model(one, found),
        lora_configs=[_asset(lora.reference, found) | {"weight": lora.weight} for lora in one.loras],  # type: ignore[list-item] -- pydantic builds them
        other_inputs=[_other(other, found) for other in one.others] or None,  # type: ignore[arg-type]
        prompt_text=one.prompt_text,
        negative_prompt=one.negative_prompt,
        cfg_scale=one.cfg,
        seed=None if one.seed is None else str(one.seed),
        resolution_width=one.width,
        resolution_height=one.height,
        steps=one.steps,
        sampler=one.sampler,
        additional_params=dict(one.additional) or None,
        generation_started_at=making.print.written_at,
        generation_completed_at=making.print.written_at,
        inputs_as_written=_as_written(one, found),
    )


def request_key(segment_id: str, making: Making) -> str:
    """The same for the same content of the same segment; other content is another generation."""
    return f"file:{digest([segment_id, making.print.digest])}"


def _model(one: Generation, found: Found) -> dict[str, Any]:
    if one.model is None:
        return {}
    asset = _asset(one.model.reference, found)
    return {f"model_{name}": asset[name] for name in ("asset_id", "version", "hash")}


def _other(other: OtherUse, found: Found) -> dict[str, Any]:
    name = other.name[:_MAX_NAME]
    return {"role": other.role, "name": name, "weight": other.weight, **_asset(other.reference, found)}


def _asset(reference: ModelReference | None, found: Found) -> dict[str, Any]:
    one = NOT_FOUND if reference is None else found.get(named(reference), NOT_FOUND)
    return {"asset_id": one.asset_id, "version": one.version, "hash": one.hash}


def _as_written(one: Generation, found: Found) -> list[InputAsWritten]:
    """In the order of the receipt's links, so that role and position are theirs."""
    model = [] if one.model is None else [("model", one.model.name, one.model.reference)]
    loras = [("lora", lora.name, lora.reference) for lora in one.loras]
    others = [(other.role, other.name, other.reference) for other in one.others]
    seen: Counter[str] = Counter()
    written: list[InputAsWritten] = []
    for role, name, reference in [*model, *loras, *others]:
        asset = NOT_FOUND if reference is None else found.get(named(reference), NOT_FOUND)
        short = None if reference is None else reference.hash
        written.append(
            InputAsWritten(
                role=role, position=seen[role], file_name=name, hash=short, confidence=asset.confidence
            )
        )
        seen[role] += 1
    return written
