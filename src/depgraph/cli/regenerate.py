"""`depgraph regenerate`: the jobs of what is stale are given to a ComfyUI server."""

from __future__ import annotations

import os
import socket
from typing import Annotated

import httpx2
import typer

from depgraph.cli.console import AsJson, err, out, print_json
from depgraph.cli.database import ask
from depgraph.cli.exits import FINDINGS
from depgraph.comfyui import ComfyUI
from depgraph.graph import Graph
from depgraph.models.regeneration import JobToRun, Submission
from depgraph.provenance.key import load_or_make_key
from depgraph.settings import Settings
from depgraph.submitting import Submitter

_TIMEOUT = 30.0
"""Seconds that one answer of ComfyUI may take; it answers before it has made anything."""


def regenerate(
    submit: Annotated[str, typer.Option(help="The ComfyUI server: http://127.0.0.1:8188.")],
    worker: Annotated[
        str | None, typer.Option(help="This worker's name; by default machine and process.")
    ] = None,
    lease: Annotated[
        int, typer.Option(min=10, help="Seconds for which a job is held; renewed in time.")
    ] = 600,
    poll: Annotated[float, typer.Option(min=0.05, help="Seconds between two looks at a prompt.")] = 1.0,
    as_json: AsJson = False,
) -> None:
    """Give regeneration jobs to ComfyUI and complete them, until there are none; 3 when one failed."""
    settings = Settings()
    name = worker or f"{socket.gethostname()}-{os.getpid()}"

    async def work(graph: Graph) -> Submission:
        async with httpx2.AsyncClient(base_url=submit, timeout=_TIMEOUT) as client:
            return await Submitter(
                graph=graph,
                comfy=ComfyUI(client),
                worker=name,
                key=load_or_make_key(settings.data_dir),
                lease=lease,
                poll=poll,
                on_job=_say,
            ).run()

    told = ask(work, settings)
    if as_json:
        print_json(told)
    else:
        _print(told)
    if told.failed:
        raise typer.Exit(FINDINGS)


def _say(job: JobToRun) -> None:
    err.print(f"{job.job_id}: {len(job.segments)} segments of {job.project_id}", highlight=False)


def _print(told: Submission) -> None:
    out.print(f"{told.done} jobs are done, {len(told.failed)} failed, {told.lost} went to others.")
    for one in told.failed:
        err.print(f"→ {one.job_id}: {one.reason}", highlight=False, markup=False, soft_wrap=True)
