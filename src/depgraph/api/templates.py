"""Routes of contract section 4: templates."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Change, Db, PageWindow
from depgraph.api.filters import NamePart
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.models.asset_users import NewTemplate, SavedTemplate, Template, TemplateDetail
from depgraph.models.base import Identifier, Page
from depgraph.models.entities import Removed
from depgraph.queries import entities, templates

router = APIRouter(prefix="/api/templates", tags=["entities"], route_class=IdentRoute, responses=RESPONSES)


@router.get("")
async def list_templates(db: Db, window: PageWindow, name: NamePart = None) -> Page[Template]:
    """Templates, by name."""
    return await templates.list_templates(db, name=name, window=window)


@router.get("/{template_id}")
async def get_template(template_id: Identifier, db: Db) -> TemplateDetail:
    """One template with the assets that it uses."""
    return await templates.get(db, template_id=template_id)


@router.put("/{template_id}", responses={201: {"model": SavedTemplate, "description": "It is new"}})
async def save_template(template_id: Identifier, body: NewTemplate, write: Change) -> SavedTemplate:
    """Create or replace a template, register its dependencies, and tell what is known to go wrong."""
    return await write(SavedTemplate, templates.save, template_id=template_id, new=body)


@router.delete("/{template_id}", status_code=204)
async def delete_template(template_id: Identifier, write: Change) -> None:
    """Delete a template, and its dependencies."""
    await write(Removed, entities.delete, kind="template", entity_id=template_id)
