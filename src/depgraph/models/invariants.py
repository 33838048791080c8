"""The graph's own rules, as far as they were found broken."""

from __future__ import annotations

from depgraph.models.base import Answer


class Violation(Answer):
    """One rule that one thing breaks: what is wrong, with which node, and its values."""

    what: str
    subject_id: str
    detail: str
