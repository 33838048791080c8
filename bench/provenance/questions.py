"""The questions: what is asked over HTTP, the SQL that answers the same, and the bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.provenance.made import MadeProject, Size, Studio
from bench.provenance.made import size as sizes
from bench.provenance.made.places import segment_id

_AWAY = frozenset({"next_cursor", "actions", "dismissed", "receipt_id", "created_at"})
"""What is no answer but a way on, or was given by the database: ids and times of receipts."""
_PROOF = frozenset(
    {"id", "inputs_hash", "hash", "previous_hash", "completion_previous_hash", "completion_hash"}
)
"""Of a receipt itself, its hashes too: the tables keep as many digits, and do not work them out."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    ``bar`` is a multiple of the RETURN 1 route, ``bare_ms`` and ``hits`` are of the bare statement. A
    report's hits are also judged by what it has to look at (``project``). ``same`` says that a smaller
    studio with this project gives the same answer. None means shown, not judged.
    """

    name: str
    path: str
    sql: str
    params: Mapping[str, Any]
    bar: float | None = None
    bare_ms: float | None = None
    hits: int | None = None
    project: str | None = None
    same: bool = False
    method: str = field(default="GET")
    body: None = None


def questions(studio: Studio) -> list[Question]:
    """Those that this size can be asked."""
    return [*_of_segments(studio.size), *_reports(studio.size), *_of_the_base(studio)]


def core(question: Question, answer: Any) -> Any:
    """What two answers have to agree in."""
    if question.sql == "provenance":
        answer = {name: value for name, value in answer.items() if name not in _PROOF}
    return _without(answer)


def _without(answer: Any) -> Any:
    if isinstance(answer, dict):
        return {key: _without(value) for key, value in answer.items() if key not in _AWAY}
    return [_without(item) for item in answer] if isinstance(answer, list) else answer


def _of_segments(size: Size) -> Iterator[Question]:
    project = size.project(sizes.STALE.id)
    assert project is not None
    ident = segment_id(project, project.segments // 2)
    for what, bar in (("provenance", 2.0), ("staleness", None)):
        yield Question(
            f"{what} of a segment",
            f"/api/segments/{ident}/{what}",
            what,
            {"segment_id": ident},
            bar,
            same=True,
        )


def _reports(size: Size) -> Iterator[Question]:
    yield from _report(size, sizes.CLEAN, bar=1.6, same=True)
    yield from _report(size, sizes.STALE, bar=3.5, same=True)
    yield from _report(size, sizes.CLEAN_LARGE)
    yield from _report(size, sizes.PICTURES)
    yield from _report(size, sizes.STALE_LARGE)
    yield from _report(size, sizes.STALE_HUGE, bare_ms=20.0, hits=80_000)
    yield Question("report of everything", "/api/staleness-report", "report", {"limit": 500})
    for project, bar in ((sizes.STALE, 7.0), (sizes.STALE_LARGE, None), (sizes.STALE_HUGE, None)):
        if size.project(project.id):
            yield Question(
                f"stale list, {_said(project)}, page of 50",
                f"/api/projects/{project.id}/stale-segments",
                "stale_of_project",
                {"project_id": project.id, "offset": 0, "limit": 50},
                bar,
                same=project is sizes.STALE,
            )


def _report(size: Size, project: MadeProject, **judged: Any) -> Iterator[Question]:
    if size.project(project.id):
        yield Question(
            f"report, {_said(project)}",
            f"/api/projects/{project.id}/staleness-report",
            "report_of_project",
            {"project_id": project.id, "limit": 500},
            project=project.id,
            **judged,
        )


def _said(project: MadeProject) -> str:
    state = f"{project.stale:.0%} stale" if project.stale else "clean"
    return f"{project.segments:,} segments {state}{', an image each' if project.own_pictures else ''}"


def _of_the_base(studio: Studio) -> Iterator[Question]:
    base = studio.registry.base
    now, before = base.current.id, base.versions[0].id
    page = {"offset": 0, "limit": 50}
    yield Question(
        "stale segments, former base model, page of 50",
        f"/api/assets/{before}/stale-segments",
        "stale_of_asset",
        {"asset_id": before, **page},
    )
    yield Question(
        "usage, base model, newest 50", f"/api/assets/{now}/usage", "usage", {"asset_id": now, **page}, 6.0
    )
    yield Question(
        "impact, base model", f"/api/assets/{now}/impact", "impact", {"asset_id": now}, 5.0, hits=8_000
    )
