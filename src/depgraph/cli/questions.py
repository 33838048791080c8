"""`depgraph where-used` and `depgraph impact`: the two questions asked before an update."""

from __future__ import annotations

from typing import Annotated

import typer

from depgraph.cli.console import AsJson, out, print_json, print_table
from depgraph.cli.database import ask
from depgraph.graph import Graph
from depgraph.models.dependencies import ReachedType, Step, UseFilter, WhereUsed
from depgraph.models.impact import Impact
from depgraph.paging import window
from depgraph.provenance.report import counted
from depgraph.queries import dependencies
from depgraph.queries import impact as impact_query
from depgraph.queries.asset_resolve import Meant, resolve

Reference = Annotated[str, typer.Argument(help="An asset's id, a line's name, or name@version.")]


def where_used(
    asset: Reference,
    direct: Annotated[bool, typer.Option(help="Only what names the asset itself.")] = False,
    all_versions: Annotated[bool, typer.Option(help="Any version of its line.")] = False,
    entity_type: Annotated[
        ReachedType | None, typer.Option(help="scene_type, scene, segment, template or job.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=500)] = 50,
    as_json: AsJson = False,
) -> None:
    """Where is this used?"""

    async def question(graph: Graph) -> tuple[Meant, WhereUsed]:
        which = UseFilter("all" if all_versions else "this", entity_type)
        ask_for = dependencies.question("direct" if direct else "transitive", which)
        page = window(limit=limit, offset=0, cursor=None, scope={})
        meant = await resolve(graph, reference=asset)
        return meant, await ask_for(graph, asset_id=meant.id, which=which, window=page)

    meant, answer = ask(question)
    if as_json:
        print_json(answer)
        return
    counts = ", ".join(counted(count, kind) for kind, count in answer.by_type.items()) or "nothing"
    out.print(f"{meant.name if all_versions else meant} is used by {counts}.", highlight=False)
    if not all_versions:
        _say_others(meant, "--all-versions asks for all")
    rows = [
        [item.entity_type, item.entity_name or item.entity_id, item.role, item.asset_version, _way(item.via)]
        for item in answer.items
    ]
    if rows:
        print_table(f"{len(rows)} of {answer.total}", ["what", "name", "role", "version", "through"], rows)


def impact(asset: Reference, as_json: AsJson = False) -> None:
    """What would an update of this version touch?"""

    async def question(graph: Graph) -> tuple[Meant, Impact]:
        meant = await resolve(graph, reference=asset)
        return meant, await impact_query.get(graph, asset_id=meant.id)

    meant, answer = ask(question)
    if as_json:
        print_json(answer)
        return
    totals = answer.totals
    out.print(
        f"An update of {meant} touches {totals.scene_types} scene types, "
        f"{totals.active_scenes} active scenes, {totals.templates} templates and {totals.jobs} jobs; "
        f"{answer.stale_segment_count} segments would be stale.",
        highlight=False,
    )
    _say_others(meant, f"name one as {meant.name}@{next(iter(meant.others_in_use), meant.version)}")
    print_table(
        "Scene types",
        ["scene type", "scenes", "active", "segments"],
        [[t.name, t.scene_count, t.active_scene_count, t.segment_count] for t in answer.affected_scene_types],
    )


def _say_others(meant: Meant, advice: str) -> None:
    if meant.others_in_use:
        used = ", ".join(meant.others_in_use)
        out.print(f"Other versions of it are used too: {used} ({advice}).", highlight=False)


def _way(via: list[Step]) -> str:
    return " › ".join(
        str(getattr(step, "entity_name", None) or getattr(step, "entity_id", "")) for step in via
    )
