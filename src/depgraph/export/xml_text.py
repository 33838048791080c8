"""Text for XML 1.0 documents: what the two XML formats share."""

from __future__ import annotations

import re
from xml.sax import saxutils

from depgraph.export.document import Scalar

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All that production 2 of XML 1.0 (Char) leaves out; it has no escape, so it is replaced."""

_TYPES: dict[type, str] = {str: "string", int: "long", float: "double", bool: "boolean"}


def legal(text: str) -> str:
    """The text with each character that XML cannot hold replaced by U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def content(value: Scalar) -> str:
    """A value between two tags. A carriage return is escaped, or parsers read it as a line feed."""
    return saxutils.escape(legal(lexical(value)), {"\r": "&#13;"})


def attribute(value: Scalar) -> str:
    """A value with its quotes, for ``name="value"``; line ends and tabs survive as references."""
    return saxutils.quoteattr(legal(lexical(value)))


def lexical(value: Scalar) -> str:
    """A value as XML Schema writes it: ``true``, not ``True``."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def type_name(kind: type) -> str:
    """The name that GraphML and GEXF have for a type; integers are 64 bits wide."""
    return _TYPES[kind]
