"""The parameters of GET /api/assets, in both spellings."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query

from depgraph.errors import BadInput
from depgraph.models.base import nfc
from depgraph.queries.asset_search import SORT_KEYS, Search, SortKey

T = TypeVar("T")
_SORTS: dict[str, tuple[SortKey, bool]] = {
    name: (key, name.startswith("-")) for key in SORT_KEYS for name in (key, f"-{key}")
}
_MAX_TAGS = 20


async def _search(
    *,
    name: Annotated[
        str | None, Query(min_length=1, max_length=400, description="A part of the name, in any case")
    ] = None,
    type: Annotated[str | None, Query(max_length=100, description="One asset type")] = None,  # noqa: A002 -- the contract's name
    asset_type: Annotated[str | None, Query(max_length=100, description="The same as type")] = None,
    status: Annotated[
        str | None,
        Query(
            pattern="^(active|deprecated|removed|any)$",
            description="One status, or any, which includes tombstones; all but tombstones when left out",
        ),
    ] = None,
    version: Annotated[str | None, Query(max_length=100, description="Exactly this version")] = None,
    tag: Annotated[
        list[str] | None, Query(max_length=_MAX_TAGS, description="Repeated: all must match")
    ] = None,
    license: Annotated[str | None, Query(max_length=100, description="Exactly this licence")] = None,  # noqa: A002 -- the contract's name
    min_rating: Annotated[
        float | None, Query(ge=0, le=5, allow_inf_nan=False, description="At least this average")
    ] = None,
    is_current: Annotated[bool | None, Query(description="Current versions, or all others")] = None,
    placeholder: Annotated[bool | None, Query(description="Placeholders, or all others")] = None,
    sort: Annotated[
        str | None, Query(description=f"One of {', '.join(SORT_KEYS)}; - first for descending")
    ] = None,
    sort_by: Annotated[str | None, Query(description="The same as sort")] = None,
) -> Search:
    key, descending = _sort(_one("sort", sort, "sort_by", sort_by) or "name")
    given: dict[str, Any] = {
        "name": nfc(name).casefold() if name else None,
        "asset_type": _text(_one("type", type, "asset_type", asset_type)),
        "status": None if status == "any" else status,
        "version": _text(version),
        "tags": [nfc(one) for one in tag] if tag else None,
        "license": _text(license),
        "min_rating": min_rating,
        "is_current": is_current,
        "placeholder": placeholder,
    }
    return Search(
        filters={name: value for name, value in given.items() if value is not None},
        sort=key,
        descending=descending,
        tombstones=status in {"any", "removed"},
    )


AssetSearch = Annotated[Search, Depends(_search)]


def _sort(asked: str) -> tuple[SortKey, bool]:
    if asked not in _SORTS:
        known = ", ".join(SORT_KEYS)
        raise BadInput(f"Unknown sort {asked!r}; known are {known}, each with - first too.", pointer="sort")
    return _SORTS[asked]


def _one(name: str, value: T | None, other_name: str, other: T | None) -> T | None:
    if value is not None and other is not None and value != other:
        raise BadInput(f"{name} and {other_name} are one parameter, sent with two values.", pointer=name)
    return value if value is not None else other


def _text(value: str | None) -> str | None:
    return None if value is None else nfc(value)
