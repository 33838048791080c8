"""Templates: workflows without an output yet."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.graph import Graph, Transaction
from depgraph.models.asset_users import NewTemplate, SavedTemplate, Template, TemplateDetail
from depgraph.models.base import Page
from depgraph.paging import Window
from depgraph.queries import entities, saved_assets
from depgraph.queries.outcome import Outcome


async def get(graph: Graph, *, template_id: str) -> TemplateDetail:
    """One template with the assets that it uses. Raises NotFound."""
    return entities.one(
        await graph.rows("template.get", id=template_id), TemplateDetail, "template", template_id
    )


async def list_templates(graph: Graph, *, name: str | None, window: Window) -> Page[Template]:
    """Templates by name."""
    rows = await graph.rows("template.list", name=name or "", **window.params)
    return entities.page(rows, Template, window)


async def save(tx: Transaction, *, template_id: str, new: NewTemplate) -> Outcome[SavedTemplate]:
    """Create or replace a template, and register its dependencies. Raises NotFound, AssetRemoved."""
    row = await tx.row(
        "template.save",
        id=template_id,
        key=entities.key("template", template_id),
        name=new.name,
        now=now(),
    )
    assert row is not None  # noqa: S101 -- the query's header says rows: one
    await saved_assets.register(tx, kind="template", entity_id=template_id, uses=new.assets)
    saved = await saved_assets.checked(tx, await tx.rows("template.get", id=template_id))
    return entities.saved(
        entities.one(saved, SavedTemplate, "template", template_id),
        "template",
        template_id,
        created=row["created"],
    )
