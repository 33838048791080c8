"""The routes that source images, derived images and workflows share (contract section 6)."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Path

from depgraph import versioning
from depgraph.api.deps import Config, Db, PageWindow, Write
from depgraph.api.filters import NamePart, Parent
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.api.tasks import Slow
from depgraph.models.base import Identifier, Page
from depgraph.models.tasks import Task
from depgraph.models.works import NewVersion, VersionAnswer, VersionChoice, WorkKind, WorkVersion
from depgraph.queries import works

_REGISTERED: dict[int | str, dict[str, Any]] = {
    201: {"model": WorkVersion, "description": "A first or next version, current from now on"},
    200: {"model": WorkVersion, "description": "The current version has this content already"},
    202: {"model": Task, "description": "Reading takes longer: the task, its address in Location"},
}


def routes(kind: WorkKind) -> APIRouter:
    """The router of one kind: ``/api/source-images`` and so on."""
    parameter = f"{kind}_id"
    one, of_path = f"/{{{parameter}}}", Path(alias=parameter)
    router = APIRouter(
        prefix=f"/api/{kind.replace('_', '-')}s",
        tags=["images and workflows"],
        route_class=IdentRoute,
        responses=RESPONSES,
    )

    @router.get("")
    async def list_current(
        db: Db, window: PageWindow, name: NamePart = None, project_id: Parent = None
    ) -> Page[WorkVersion]:
        """The current versions, by name."""
        return await works.list_works(db, kind=kind, project_id=project_id, name=name, window=window)

    @router.post("", status_code=201, response_model=None, responses=_REGISTERED)
    async def register_version(body: NewVersion, slow: Slow, write: Write, config: Config) -> VersionAnswer:
        """Register the first version or, with a known ``id``, the next one, and make it current."""
        return await versioning.register(slow, write, kind=kind, new=body, roots=config.readable_roots)

    @router.get(one)
    async def get_current(db: Db, work_id: Identifier = of_path) -> WorkVersion:
        """The current version."""
        return await works.get(db, kind=kind, work_id=work_id)

    @router.get(f"{one}/versions")
    async def list_versions(db: Db, window: PageWindow, work_id: Identifier = of_path) -> Page[WorkVersion]:
        """Every version, newest first."""
        return await works.versions(db, kind=kind, work_id=work_id, window=window)

    @router.post(f"{one}/make-current")
    async def make_current(body: VersionChoice, write: Write, work_id: Identifier = of_path) -> WorkVersion:
        """Roll back or forward to a version."""
        return await write(WorkVersion, works.make_current, kind=kind, work_id=work_id, choice=body)

    return router
