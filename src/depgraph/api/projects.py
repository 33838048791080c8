"""Routes of contract section 4: projects."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Change, Db, PageWindow
from depgraph.api.filters import NamePart
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.models.base import Identifier, Page
from depgraph.models.entities import NewProject, Project, Removed
from depgraph.queries import entities, projects

router = APIRouter(prefix="/api/projects", tags=["entities"], route_class=IdentRoute, responses=RESPONSES)


@router.get("")
async def list_projects(db: Db, window: PageWindow, name: NamePart = None) -> Page[Project]:
    """Projects, by name."""
    return await projects.list_projects(db, name=name, window=window)


@router.get("/{project_id}")
async def get_project(project_id: Identifier, db: Db) -> Project:
    """One project."""
    return await projects.get(db, project_id=project_id)


@router.put("/{project_id}", responses={201: {"model": Project, "description": "It is new"}})
async def save_project(project_id: Identifier, body: NewProject, write: Change) -> Project:
    """Create or replace a project."""
    return await write(Project, projects.save, project_id=project_id, new=body)


@router.delete("/{project_id}", status_code=204)
async def delete_project(project_id: Identifier, write: Change) -> None:
    """Delete a project without characters and scenes; images and workflows stay, without it."""
    await write(Removed, entities.delete, kind="project", entity_id=project_id)
