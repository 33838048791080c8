"""`depgraph verify --receipts`: are the receipts still what was recorded?"""

from __future__ import annotations

import typer
from rich.progress import Progress

from depgraph.cli.console import err, out, print_json, print_table
from depgraph.cli.database import ask
from depgraph.cli.exits import FINDINGS
from depgraph.graph import Graph
from depgraph.models.receipt_checks import ReceiptCheck
from depgraph.provenance.checkpoint import NAME
from depgraph.receipt_verification import verify_receipts
from depgraph.settings import Settings

SHOWN = 50


def check_receipts(*, as_json: bool) -> None:
    """Check all receipts; leaves with exit code 3 when something is wrong."""
    settings = Settings()

    async def work(graph: Graph) -> ReceiptCheck:
        with Progress(console=err, transient=True, disable=as_json) as progress:
            task = progress.add_task("Checking chains", total=None)
            return await verify_receipts(
                graph,
                data_dir=settings.data_dir,
                on_progress=lambda done, total: progress.update(task, completed=done, total=total),
            )

    check = ask(work, settings)
    if as_json:
        print_json(check)
    else:
        _print(check, settings)
    if check.findings_total:
        raise typer.Exit(FINDINGS)


def _print(check: ReceiptCheck, settings: Settings) -> None:
    if not check.findings_total:
        before = (
            f", and hold what the checkpoint of {check.compared_with} held" if check.compared_with else ""
        )
        out.print(
            f"All {check.receipts} receipts of {check.chains} segments are what was recorded{before}.",
            highlight=False,
        )
        return
    shown = check.findings[:SHOWN]
    rows = [[one.kind, one.segment_id, one.number, one.detail] for one in shown]
    title = f"{len(rows)} of {check.findings_total} findings in {check.chains} chains"
    print_table(title, ["kind", "segment", "receipt", "what is wrong first"], rows)
    for line in _advice({one.kind for one in check.findings}, settings):
        err.print(f"→ {line}", highlight=False, soft_wrap=True)


def _advice(kinds: set[str], settings: Settings) -> list[str]:
    advice = ["The checkpoint was left as it is. Compare with a backup of the database."]
    if "rolled_back" in kinds:
        path = settings.data_dir / NAME
        advice.append(
            f"Was the database put back, or exchanged, on purpose? Then remove {path} and verify again."
        )
    if kinds <= {"head_edited", "checkpoint_edited"}:
        path = settings.data_dir / "receipts.key"
        advice.append(f"Where every chain is found, the key was exchanged: put back {path} from a backup.")
    return advice
