"""`depgraph verify`: are the files still what the registry says, and the receipts what was recorded?"""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from depgraph.cli.console import AsJson, out, print_json, print_table
from depgraph.cli.database import ask
from depgraph.cli.exits import FINDINGS
from depgraph.cli.verify_receipts import check_receipts
from depgraph.errors import BadInput
from depgraph.graph import Graph
from depgraph.models.assets import CheckedFile
from depgraph.queries.asset_resolve import resolve
from depgraph.verification import verify_all, verify_one


def verify(
    assets: Annotated[
        list[str] | None, typer.Argument(help="Ids, names or name@version; none: every asset.")
    ] = None,
    receipts: Annotated[
        bool, typer.Option("--receipts", help="Check all receipts instead of files.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read the files again and compare; or all receipts. Exit code 3 when one is not as recorded."""
    if receipts:
        if assets:
            raise BadInput(
                "Receipts are checked all together: name no asset.", hint="depgraph verify --receipts"
            )
        check_receipts(as_json=as_json)
    else:
        _check_files(assets, as_json=as_json)


def _check_files(assets: list[str] | None, *, as_json: bool) -> None:
    async def work(graph: Graph) -> list[CheckedFile]:
        if not assets:
            return await verify_all(graph)
        return [
            await verify_one(graph, asset_id=(await resolve(graph, reference=name)).id) for name in assets
        ]

    found = ask(work)
    wrong = [item for item in found if not item.is_valid]
    if as_json:
        print_json({"checked": len(found), "invalid": [item.model_dump() for item in wrong]})
    elif wrong:
        _print_wrong(wrong, checked=len(found))
    else:
        out.print(f"All {len(found)} files are what the registry says.")
    if wrong:
        raise typer.Exit(FINDINGS)


def _print_wrong(wrong: list[CheckedFile], *, checked: int) -> None:
    rows = [[one.asset_id, _file(one), one.expected_checksum, one.actual_checksum] for one in wrong]
    print_table(f"{len(wrong)} of {checked} differ", ["asset", "file", "expected", "found"], rows)
    for one in wrong:
        if one.reason:  # with a path in it, too long for a column
            out.print(escape(f"{one.asset_id}: {one.reason}"), highlight=False, soft_wrap=True)


def _file(checked: CheckedFile) -> str:
    if checked.reason:
        return "unreadable"
    return "yes" if checked.file_exists else "missing"
