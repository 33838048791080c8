"""What the service says about itself."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from depgraph.models.base import Answer


class Health(Answer):
    status: Literal["ok"] = "ok"


class Version(Answer):
    """``neo4j`` is null while the database is away; ``schema`` names the newest schema file."""

    version: str
    neo4j: str | None
    newest_schema: str = Field(alias="schema")
