"""A failure as a task keeps it: what the request would have been answered."""

from __future__ import annotations

import json

from depgraph.errors import DepgraphError


def described(error: DepgraphError) -> str:
    """The members of the problem (RFC 9457) as JSON text."""
    return json.dumps(
        {
            "type": f"urn:depgraph:problem:{error.code}",
            "title": error.title,
            "status": error.status,
            "detail": error.detail,
            "code": error.code,
            "hint": error.hint,
            **error.members,
        }
    )
