"""Routes of contract section 8: the graph as a file."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import AfterValidator

from depgraph.api.deps import Db
from depgraph.api.filters import composed
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.export import FORMATS
from depgraph.exporting import begin
from depgraph.models.base import PathId

router = APIRouter(prefix="/api", tags=["graph"], route_class=StrictRoute, responses=RESPONSES)
FormatName = Literal["graphml", "gexf", "dot", "mermaid", "cytoscape", "json", "csv", "cypher"]
PATIENCE = 30.0
"""Seconds of one batch: a file is waited for longer than an answer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    format: FormatName
    project_id: str | None
    center: str | None

    @property
    def media_type(self) -> str:
        return FORMATS[self.format].media_type

    @property
    def headers(self) -> dict[str, str]:
        part = self.project_id or self.center
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", f"depgraph-{part}" if part else "depgraph")
        return {"Content-Disposition": f'attachment; filename="{name}.{FORMATS[self.format].extension}"'}


async def _wanted(
    format: FormatName = "graphml",  # noqa: A002 -- the parameter's public name
    project_id: Annotated[PathId | None, Query(description="Only this project, and what it uses")] = None,
    center: Annotated[
        str | None,
        Query(min_length=1, max_length=160, description="Only what is around kind:id, like scene_type:42"),
        AfterValidator(composed),
    ] = None,
) -> Wanted:
    return Wanted(format, project_id, center)


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={200: {"content": {form.media_type: {} for form in FORMATS.values()}}},
)
async def export_graph(wanted: Annotated[Wanted, Depends(_wanted)], db: Db) -> StreamingResponse:
    """The whole graph, one project or one neighbourhood as a file, streamed, in a stable order."""
    return StreamingResponse(
        await begin(db.with_deadline(PATIENCE), **asdict(wanted)),
        media_type=wanted.media_type,
        headers=wanted.headers,
    )
