"""The filters that lists share, as query parameters."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator

from depgraph.models.base import nfc

NamePart = Annotated[
    str | None,
    Query(min_length=1, max_length=400, description="A part of the name, in any case"),
    AfterValidator(lambda part: part and nfc(part)),
]
Parent = Annotated[
    str | None, Query(min_length=1, max_length=128, description="Only those that belong to it")
]
Status = Annotated[str | None, Query(min_length=1, max_length=100, description="Only those with this status")]
Flag = Annotated[bool | None, Query(description="Only those for which it is so")]
