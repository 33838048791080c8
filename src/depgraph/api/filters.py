"""The filters that lists share, as query parameters."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator

from depgraph.models.base import PathId, nfc


def composed(sent: str | None) -> str | None:
    """What is compared with stored text, in the one normal form in which that is stored."""
    return sent and nfc(sent)


NamePart = Annotated[
    str | None,
    Query(min_length=1, max_length=400, description="A part of the name, in any case"),
    AfterValidator(composed),
]
Parent = Annotated[PathId | None, Query(description="Only those that belong to it")]
Status = Annotated[
    str | None,
    Query(min_length=1, max_length=100, description="Only those with this status"),
    AfterValidator(composed),
]
Flag = Annotated[bool | None, Query(description="Only those for which it is so")]
