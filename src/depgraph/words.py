"""What people type into a search box, as a query of the full-text index.

The index speaks Lucene's query language, in which "AND", ":" or "(" mean something. People do not:
every word is quoted, so no text is ever an error or a command. Syntax: "Apache Lucene classic query
parser", section "Escaping Special Characters".
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/<>=])')
MAX_WORDS = 50
"""Words of a query that count; Lucene refuses more than 1,024 clauses."""


def query(text: str) -> str:
    """Every word has to be there; the last one may be the beginning of a word."""
    *whole, last = text.split()[:MAX_WORDS]
    return " ".join([*(f"+{_quoted(word)}" for word in whole), f"+{_last(last)}"])


def _last(word: str) -> str:
    """A mark of punctuation begins no word of the index: asked for as one, nothing would be found."""
    begins_a_word = any(character.isalnum() for character in word)
    return f"({_quoted(word)} {_beginning(word)})" if begins_a_word else _quoted(word)


def _quoted(word: str) -> str:
    """A phrase: the index takes it apart as it does the texts, so ``v1.0-beta`` finds itself."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _beginning(word: str) -> str:
    return _SPECIAL.sub(r"\\\1", word.lower()) + "*"
