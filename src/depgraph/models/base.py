"""The kinds of value that all models share."""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections.abc import Iterable
from itertools import chain
from typing import Annotated, Any, Generic, TypeVar, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

T = TypeVar("T")
_COMPARED = 100
"""Characters of an unknown name that are compared with the known ones."""


class Answer(BaseModel):
    """An answer: built from the row of one query. Unknown columns are a defect, so refused."""

    model_config = ConfigDict(extra="forbid")


class Body(BaseModel):
    """What a client sends: no coercion, no unknown field, no NaN or infinity."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown(cls, given: Any) -> Any:
        """The first unknown field ends it: a body may have a million of them."""
        if isinstance(given, dict):
            known = cls.model_fields.keys()
            unknown = next((name for name in cast("dict[Any, Any]", given) if name not in known), None)
            if unknown is not None:
                raise _unknown(cls.__name__, unknown, known)
        return cast("Any", given)

    def given(self) -> list[str]:
        """The fields that were sent; one that was left out stays as it is."""
        return sorted(self.model_fields_set)


def nearest_known(name: str, known: Iterable[str]) -> str:
    """A hint for who sent a name that is none of these."""
    near = difflib.get_close_matches(name[:_COMPARED], known, n=1, cutoff=0.5)
    return f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known) or 'none'}."


def _unknown(model: str, name: str, known: Iterable[str]) -> ValidationError:
    hint = {"hint": nearest_known(name, known)}
    kind = PydanticCustomError("extra_forbidden", "There is no such field. {hint}", hint)
    return ValidationError.from_exception_data(model, [{"type": kind, "loc": (name,), "input": None}])


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


def is_text(text: str) -> bool:
    """Whether it is without the two characters that no name or id can have."""
    return "\x00" not in text and "\ufffd" not in text


def _only_text(text: str) -> str:
    if not is_text(text):
        raise ValueError("holds a character that is not text")
    return text


def _storable(value: dict[str, Any]) -> dict[str, Any]:
    if len(canonical(value)) > 1_000_000:
        raise ValueError("must not be larger than 1 MB as JSON")
    return value


def is_nested_deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects lie in each other deeper than ``levels``."""
    level: list[Any] = _containers([value])
    for _ in range(levels):
        if not level:
            return False
        level = _containers(chain.from_iterable(_children(one) for one in level))
    return bool(level)


def _containers(values: Iterable[Any]) -> list[Any]:
    return [one for one in values if isinstance(one, dict | list)]


def _children(container: Any) -> Iterable[Any]:
    return container.values() if isinstance(container, dict) else container  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]


def canonical(value: Any) -> str:
    """Free-form JSON as the text that is stored: sorted keys, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


Identifier = Annotated[
    str,
    BeforeValidator(_number_as_text),
    StringConstraints(min_length=1, max_length=128),
    AfterValidator(_not_blank),
    AfterValidator(_only_text),
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
    str,
    StringConstraints(min_length=1, max_length=400),
    AfterValidator(_not_blank),
    AfterValidator(_only_text),
    AfterValidator(nfc),
]
Word = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100),
    AfterValidator(_not_blank),
    AfterValidator(_only_text),
    AfterValidator(nfc),
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
