"""`depgraph demo`: serve with a small studio loaded, and print three answers."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import anyio
import anyio.to_thread

from depgraph import demo as studio
from depgraph import logs
from depgraph.cli.console import out
from depgraph.cli.serve import serve_until_stopped
from depgraph.demo.client import Caller
from depgraph.demo.studio import SCENE_TYPES
from depgraph.provenance.report import counted
from depgraph.settings import Settings


def demo() -> None:
    """Serve like `depgraph serve`, with a demo studio loaded and three answers printed."""
    settings = Settings()
    logs.to_stderr(settings.log_level)

    async def when_up(address: str) -> None:
        await anyio.to_thread.run_sync(lambda: _show(address, settings))

    anyio.run(serve_until_stopped, settings, when_up)


def _show(address: str, settings: Settings) -> None:
    out.print("Loading the demo studio; until it is there, answers are parts of it …", highlight=False)
    ids = studio.load(address, settings.assets_root)
    with closing(Caller(address)) as caller:
        _ask(caller, address, ids)


def _ask(caller: Caller, address: str, ids: dict[str, str]) -> None:
    used = f"/api/assets/{ids['mist']}/dependencies?depth=transitive"
    _answer("Where is mist v1 used?", "GET", address + used, _used(caller.call("GET", used)))
    check = {"asset_ids": [ids[name] for name, _, _ in SCENE_TYPES[0].uses]}
    found = caller.call("POST", "/api/compatibility/check", check)
    _answer(
        "Which pairs of Rainy street are known to break?",
        "POST",
        f"{address}/api/compatibility/check",
        _pairs(found),
    )
    impact = f"/api/assets/{ids['dreamscape']}/impact"
    _answer(
        "What does an update of dreamscape v1 touch?",
        "GET",
        address + impact,
        _touched(caller.call("GET", impact)),
    )


def _answer(question: str, method: str, url: str, answer: str) -> None:
    out.print(f"\n[bold]{question}[/]  [dim]{method} {url}[/]", highlight=False, soft_wrap=True)
    out.print(f"  {answer}", highlight=False, soft_wrap=True)


def _used(answer: Any) -> str:
    counts = ", ".join(counted(count, kind) for kind, count in answer["by_type"].items())
    names = ", ".join(sorted({item["entity_name"] for item in answer["items"]}))
    return f"By {counts}: {names}."


def _pairs(answer: Any) -> str:
    return "; ".join(
        f"{note['severity']}: {note['asset_name']} + {note['related_asset_name']} — {note['note_text']}"
        for note in answer["warnings"]
    )


def _touched(answer: Any) -> str:
    scenes = ", ".join(scene["name"] for scene in answer["affected_active_scenes"])
    types = ", ".join(kind["name"] for kind in answer["affected_scene_types"])
    return f"Scene types {types}; active scenes {scenes}."
