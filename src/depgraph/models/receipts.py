"""Receipts: the immutable record of all inputs of one generation of one segment (contract section 6)."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from depgraph.clock import stamp
from depgraph.models.base import (
    Answer,
    Body,
    Count,
    Identifier,
    StoredJson,
    Timestamp,
    canonical,
    is_nested_deeper,
)

T = TypeVar("T")

MAX_SEED = 2**64 - 1
MAX_BULK = 1000
"""Receipts of one request."""
_MAX_COUNT = 2**31 - 1
_MAX_DURATION = 10**12
"""Milliseconds; about 30 years, and within what every reader of JSON takes as a whole number."""
_MAX_DEPTH = 100
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_SEED = re.compile(r"0|[1-9][0-9]{0,19}")


def _sha256(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise ValueError("must be a SHA-256 as 64 lower-case hex digits")
    return text


def _seed_as_text(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError("must be a whole number, or its decimal digits as text")  # noqa: TRY004 (pydantic's)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _seed(text: str) -> str:
    if not _SEED.fullmatch(text) or int(text) > MAX_SEED:
        raise ValueError(f"must be a whole number from 0 to {MAX_SEED}, without leading zeros")
    return text


def _moment(text: str) -> str:
    if not _MOMENT.fullmatch(text):
        raise ValueError("must be a time as in RFC 3339: 2026-11-20T09:00:00Z")
    try:
        moment = datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("names no moment that there is") from None
    if moment.year < 1970:
        raise ValueError("must not lie before 1970")
    return stamp(moment)


def _kept(value: dict[str, Any]) -> dict[str, Any]:
    try:
        size = len(canonical(value).encode())
    except UnicodeEncodeError:
        raise ValueError("holds a lone surrogate, which is no text") from None
    except RecursionError:
        size = None
    if size is None or is_nested_deeper(value, _MAX_DEPTH):
        raise ValueError(f"must not be nested deeper than {_MAX_DEPTH} levels")
    if size > 1_000_000:
        raise ValueError("must not be larger than 1 MB as JSON")
    return value


def _from_text(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


Sha256 = Annotated[
    str,
    AfterValidator(_sha256),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
]
"""Upper case is refused, not lowered: content has one name (contract section 1), and nothing is coerced."""

Seed = Annotated[
    str,
    BeforeValidator(_seed_as_text),
    AfterValidator(_seed),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "^(0|[1-9][0-9]{0,19})$"},
                {"type": "integer", "minimum": 0, "maximum": MAX_SEED},
            ],
            "description": "0 to 18446744073709551615. Send a string where numbers above 2^53 lose digits.",
        },
        mode="validation",
    ),
]
"""A seed as number or decimal text, kept as text. A form has one spelling: ``007`` is refused."""

Moment = Annotated[str, AfterValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
"""RFC 3339 with any offset; kept in UTC with microseconds, further digits are cut."""

Prompt = Annotated[str, StringConstraints(max_length=1_000_000)]
Recorded = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"\S")]
"""A word as the generation knew it: never normalised, since it is a record."""

Strength = Annotated[float, Field(ge=-1e6, le=1e6)]
Whole = Annotated[int, Field(ge=0, le=_MAX_COUNT)]
Duration = Annotated[int, Field(ge=0, le=_MAX_DURATION)]
Parameters = Annotated[dict[str, Any], AfterValidator(_kept)]
StoredList = Annotated[list[T], BeforeValidator(_from_text)]
"""A list of objects, which the graph keeps as JSON text."""


class LoraConfig(Body):
    """One LoRA. ``hash``, ``version`` and ``weight`` have to be said; null where nobody knows them."""

    asset_id: Identifier | None = None
    version: Recorded | None
    hash: Sha256 | None
    weight: Strength | None


class OtherInput(Body):
    """A VAE, text encoder, ControlNet, upscaler, further model, custom node, further image …"""

    role: Recorded
    asset_id: Identifier | None = None
    name: Recorded | None
    version: Recorded | None
    hash: Sha256 | None
    weight: Strength | None = None


class NewReceipt(Body):
    """POST /api/segments/{id}/receipts: all inputs of one generation. Null and absent are the same.

    A generation that is over when it is recorded brings its end along: ``generation_completed_at``,
    and with it ``generation_duration_ms`` and ``succeeded`` (true when left out). Then the
    receipt is complete from the start.
    """

    source_image_hash: Sha256 | None = None
    variant_image_hash: Sha256 | None = None
    workflow_version: Recorded | None = None
    workflow_hash: Sha256 | None = None
    model_asset_id: Identifier | None = None
    model_version: Recorded | None = None
    model_hash: Sha256 | None = None
    lora_configs: Annotated[list[LoraConfig], Field(max_length=100)]
    other_inputs: Annotated[list[OtherInput], Field(max_length=200)] | None = None
    prompt_text: Prompt
    negative_prompt: Prompt | None = None
    cfg_scale: Strength | None = None
    seed: Seed | None = None
    resolution_width: Whole | None = None
    resolution_height: Whole | None = None
    steps: Whole | None = None
    sampler: Recorded | None = None
    additional_params: Parameters | None = None
    generation_started_at: Moment
    generation_completed_at: Moment | None = None
    generation_duration_ms: Duration | None = None
    succeeded: bool | None = None

    @field_validator("generation_duration_ms", "succeeded")
    @classmethod
    def _with_the_end(cls, value: Any, info: ValidationInfo) -> Any:
        if value is not None and info.data.get("generation_completed_at", "refused already") is None:
            raise ValueError("needs generation_completed_at")
        return value

    @model_validator(mode="after")
    def _succeeded_unless_said(self) -> NewReceipt:
        if self.generation_completed_at is not None and self.succeeded is None:
            self.succeeded = True
        return self

    def stored(self) -> dict[str, Any]:
        """The fields as properties of a node: lists and objects as JSON text, what is null left out."""
        fields = {name: value for name, value in self.model_dump().items() if value is not None}
        return {
            name: canonical(value) if isinstance(value, dict | list) else value
            for name, value in fields.items()
        }


class BulkReceipt(NewReceipt):
    """One of many: the receipt and the segment it is of."""

    segment_id: Identifier


class BulkReceipts(Body):
    """POST /api/receipts/bulk: recorded in the order of the list, all or none."""

    receipts: Annotated[list[BulkReceipt], Field(min_length=1, max_length=MAX_BULK)]


class Completion(Body):
    """POST /api/receipts/{id}/complete: the only change that a receipt ever takes."""

    completed_at: Moment
    duration_ms: Duration
    succeeded: bool = True

    def stored(self) -> dict[str, Any]:
        """The receipt's properties that it sets."""
        return {
            "generation_completed_at": self.completed_at,
            "generation_duration_ms": self.duration_ms,
            "succeeded": self.succeeded,
        }


Confidence = Literal["hash", "path", "unique_name", "ambiguous", "unresolved"]
"""How an import found an input: ``hash`` its bytes are registered; ``path`` the one file below the models
folder at the path as written; ``unique_name`` the one file, or the one registered asset, of this name;
``ambiguous`` several may be meant, or the hash speaks against the name; ``unresolved`` only a name."""


class InputAsWritten(Answer):
    """An input as the imported file names it. Role and position say which one of the receipt it is."""

    role: str
    position: Count
    file_name: str
    hash: str | None
    confidence: Confidence


class ReceiptLora(Answer):
    asset_id: str | None = None
    version: str | None
    hash: str | None
    weight: float | None


class ReceiptInput(Answer):
    role: str
    asset_id: str | None = None
    name: str | None
    version: str | None
    hash: str | None
    weight: float | None = None


class ChangedInput(Answer):
    """An input that was another when the generation ended than the receipt recorded."""

    role: str
    position: Count
    asset_id: str | None
    receipt_version: str | None
    current_version: str | None
    receipt_hash: str | None
    current_hash: str | None


class RecordedInputs(Answer):
    """What a receipt says that it was made from."""

    id: str
    source_image_hash: str | None = None
    variant_image_hash: str | None = None
    workflow_version: str | None = None
    workflow_hash: str | None = None
    model_asset_id: str | None = None
    model_version: str | None = None
    model_hash: str | None = None
    lora_configs: StoredList[ReceiptLora]
    other_inputs: StoredList[ReceiptInput] | None = None


class Receipt(RecordedInputs):
    """A receipt. ``number`` counts the receipts of its segment from 1.

    ``hash`` covers what was recorded and ``previous_hash``, the hash of the segment's receipt before.
    ``completion_hash`` covers the end of the generation, and by ``completion_previous_hash`` the
    completion of this segment that was recorded before it; ``succeeded`` is null until then.
    Imported receipts bear a ``request_key``, by which a repeated import knows them; those that were
    read out of an output also the ``program`` that made it, and its inputs as it names them.
    """

    segment_id: str
    number: Count
    prompt_text: str
    negative_prompt: str | None = None
    cfg_scale: float | None = None
    seed: str | None = None
    resolution_width: int | None = None
    resolution_height: int | None = None
    steps: int | None = None
    sampler: str | None = None
    additional_params: StoredJson | None = None
    inputs_hash: str
    generation_started_at: Timestamp
    generation_completed_at: Timestamp | None = None
    generation_duration_ms: int | None = None
    succeeded: bool | None = None
    inputs_changed_during_run: StoredList[ChangedInput] | None = None
    created_at: Timestamp
    request_key: str | None = None
    program: str | None = None
    inputs_as_written: StoredList[InputAsWritten] | None = None
    previous_hash: str | None = None
    hash: str
    completion_previous_hash: str | None = None
    completion_hash: str | None = None
