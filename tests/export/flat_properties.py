"""The way back from flattened attributes, written apart from the way there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from depgraph.export.attributes import REST
from depgraph.export.document import Properties, Value

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_xml_keeps(text: str) -> str:
    """What XML can hold of a text."""
    return NOT_XML.sub("\ufffd", text)


def read_back(flat: Mapping[str, object], declared: Mapping[str, type]) -> dict[str, object]:
    """The properties of a flat format's row."""
    own = {name: flat[name] for name in declared if name in flat and name != REST}
    return {**own, **json.loads(str(flat.get(REST, "{}")))}


def as_given(properties: Properties) -> dict[str, object]:
    """The properties as JSON knows them: a list for a tuple."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}


def through_xml(properties: Properties, declared: Mapping[str, type]) -> dict[str, object]:
    """The same after XML: its columns lose control characters, its JSON column escapes them."""
    return {name: _kept(value, name in declared and name != REST) for name, value in properties.items()}


def _kept(value: Value, column: bool) -> object:
    if isinstance(value, str):
        return as_xml_keeps(value) if column else re.sub("[\ufffe\uffff]", "\ufffd", value)
    return [_kept(part, False) for part in value] if isinstance(value, tuple) else value
