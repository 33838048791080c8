"""The lines of a file of receipts: each one's body, and the key by which a repeat knows it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from pydantic import ValidationError

from depgraph.errors import BadInput
from depgraph.ingest.ids import digest
from depgraph.models.imported_receipts import KeyedReceipt, ReceiptLine
from depgraph.provenance.inputs_hash import inputs_hash

MAX_LINE = 8 * 1024 * 1024
"""Bytes; the longest prompts and parameters that a receipt takes fit."""
_NO_FIELDS = ("id", "request_key")


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Line by line; of one that is too long a beginning that is too long, and never all of it."""
    while text := stream.readline(MAX_LINE + 1):
        rest = text
        while len(rest) > MAX_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_LINE + 1)
        yield text


def receipt_in(text: bytes, equal: Counter[bytes]) -> KeyedReceipt:
    """A line's receipt with its key. ``equal`` counts the lines met that bring no key. Raises BadInput."""
    given = _object(text)
    try:
        line = ReceiptLine.model_validate(given)
        key = _key(line, given, equal)
        fields = {name: given[name] for name in given if name not in _NO_FIELDS}
        receipt = KeyedReceipt.model_validate({**fields, "request_key": key})
    except ValidationError as error:
        raise BadInput(first_error(error)) from None
    inputs_hash(receipt)
    return receipt


def first_error(error: ValidationError) -> str:
    """The first thing wrong with a body: which field, and why."""
    wrong = error.errors()[0]
    place = ".".join(str(part) for part in wrong["loc"])
    return f"{place}: {wrong['msg']}" if place else wrong["msg"]


def _key(line: ReceiptLine, given: dict[str, Any], equal: Counter[bytes]) -> str:
    """The key or id that the line brings, else its content and how many lines before said the same."""
    if line.request_key is not None and line.id is not None:
        raise BadInput("it has both an id and a request_key: send one of them")
    named = line.request_key or line.id
    if named is not None:
        return f"key:{named}"
    content = digest(given)
    short = bytes.fromhex(content)[:16]
    equal[short] += 1
    return f"line:{content}:{equal[short]}"


def _object(text: bytes) -> dict[str, Any]:
    if len(text) > MAX_LINE:
        raise BadInput(f"it is longer than {MAX_LINE // 1024**2} MB")
    try:
        given = json.loads(text.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"it is not valid JSON ({error})") from None
    if not isinstance(given, dict):
        raise BadInput("it is no JSON object")
    return given  # pyright: ignore[reportUnknownVariableType] -- JSON's keys are texts


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
