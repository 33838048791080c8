"""The kinds of value that all models share."""

from __future__ import annotations

import json
import unicodedata
from typing import Annotated, Any, Generic, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

T = TypeVar("T")


class Answer(BaseModel):
    """An answer: built from the row of one query. Unknown columns are a defect, so refused."""

    model_config = ConfigDict(extra="forbid")


class Body(BaseModel):
    """What a client sends: no coercion, no unknown field, no NaN or infinity."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    def given(self) -> list[str]:
        """The fields that were sent; one that was left out stays as it is."""
        return sorted(self.model_fields_set)


def nfc(text: str) -> str:
    """Names are compared in one normal form: 'é' typed in two ways is one name."""
    return unicodedata.normalize("NFC", text)


def _number_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


def _storable(value: dict[str, Any]) -> dict[str, Any]:
    if len(canonical(value)) > 1_000_000:
        raise ValueError("must not be larger than 1 MB as JSON")
    return value


def canonical(value: Any) -> str:
    """Free-form JSON as the text that is stored: sorted keys, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


Identifier = Annotated[
    str,
    BeforeValidator(_number_as_text),
    StringConstraints(min_length=1, max_length=128),
    AfterValidator(_not_blank),
    AfterValidator(nfc),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1, "maxLength": 128, "pattern": r"\S"},
                {"type": "integer"},
            ]
        },
        mode="validation",
    ),
]
"""An id as callers may send it: text, or a JSON number that is read as text."""

PathId = Annotated[str, StringConstraints(min_length=1, max_length=128), AfterValidator(nfc)]
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=400), AfterValidator(_not_blank), AfterValidator(nfc)
]
Word = Annotated[
    str, StringConstraints(min_length=1, max_length=100), AfterValidator(_not_blank), AfterValidator(nfc)
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000), AfterValidator(_not_blank)]
LongText = Annotated[str, StringConstraints(max_length=20_000)]
Tags = Annotated[list[Word], Field(max_length=100)]
FreeForm = Annotated[dict[str, Any], AfterValidator(_storable)]
StoredJson = Annotated[dict[str, Any], BeforeValidator(_parsed)]
Timestamp = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
"""RFC 3339 in UTC with microseconds; stored as this text, which sorts as time does."""
Count = Annotated[int, Field(ge=0)]


class Page(Answer, Generic[T]):
    """One page of a list; ``total`` counts all matches, ``next_cursor`` is null on the last page."""

    items: list[T]
    total: Count
    limit: int
    next_cursor: str | None = None
