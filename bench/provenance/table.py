"""The table for people, and the same as JSON."""

from __future__ import annotations

import json
import os
import platform
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import hits
from bench.provenance import names
from bench.provenance.judged import Bar, Measured, bars
from bench.provenance.made import SIZES
from bench.provenance.questions import Question
from bench.rounds import Times

Result = dict[str, Any]


def result(arguments: Namespace, measured: Sequence[tuple[Question, Measured]], times: list[Times]) -> Result:
    """Everything measured, as it is written to the file."""
    return {
        "bench": "provenance",
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "size": arguments.size,
        "segments": SIZES[arguments.size].segments,
        "beside": arguments.beside,
        "rounds": arguments.rounds,
        "load_average": os.getloadavg(),
        "python": platform.python_version(),
        "floors": {one.name: one.median for one in times if "route" in one.name or "RETURN" in one.name},
        "questions": [
            asdict(found) | {"bars": [bar.row() for bar in bars(question, found)]}
            for question, found in measured
        ],
        "writes": [],
        "spread": {one.name: one.spread for one in times},
    }


@dataclass(frozen=True, slots=True)
class Counted:
    """What was not timed: hits of the statements, of the smaller studio's, and what reports look at."""

    found: hits.Found
    small: hits.Found
    looked_at: Mapping[str, dict[str, int]]


def measured(
    asked: Iterable[Question], times: Iterable[Times], counted: Counted
) -> list[tuple[Question, Measured]]:
    """Each question with what was measured of it."""
    by_name = {one.name: one for one in times}
    return [(question, _measured(question.name, by_name, counted)) for question in asked]


def _measured(name: str, times: Mapping[str, Times], counted: Counted) -> Measured:
    medians = {name: one.median for name, one in times.items()}
    query, count, _plan = counted.found[name]
    return Measured(
        question=name,
        query=query,
        ms=medians[name],
        floors=medians[name] / medians[names.FLOOR],
        floors_first_decile=times[name].spread[0] / times[names.FLOOR].spread[0],
        bare_ms=medians[names.bare(name)],
        db_hits=count,
        plain_ms=medians.get(names.bare(name, "plain")),
        plain_http_ms=medians.get(names.over_http(name, "plain")),
        built_ms=medians.get(names.bare(name, "built")),
        built_http_ms=medians.get(names.over_http(name, "built")),
        smaller_ms=medians.get(names.smaller(name)),
        smaller_db_hits=counted.small[name][1] if name in counted.small else None,
        looked_at=counted.looked_at.get(name),
    )


def missed(found: Result) -> list[str]:
    """The bars that do not hold, each with its question or write."""
    rows = [*found["questions"], *found["writes"]]
    return [
        f"{row.get('question') or row['write']}: {_told(bar)}"
        for row in rows
        for bar in row["bars"]
        if not bar["holds"]
    ]


_COLUMNS = (
    ("question", 46, "question", ""),
    ("ms", 9, "ms", ".2f"),
    ("× floor", 8, "floors", ".2f"),
    ("at best", 8, "floors_first_decile", ".2f"),
    ("bare", 9, "bare_ms", ".2f"),
    ("db hits", 9, "db_hits", ",d"),
    ("plain", 9, "plain_ms", ".2f"),
    ("its HTTP", 9, "plain_http_ms", ".2f"),
    ("built", 9, "built_ms", ".2f"),
    ("its HTTP", 9, "built_http_ms", ".2f"),
    ("smaller", 9, "smaller_ms", ".2f"),
    ("its hits", 9, "smaller_db_hits", ",d"),
)


def show(found: Result) -> None:
    """Print the table, and of every bar how it was kept."""
    print("\nfloors, median ms: " + " · ".join(f"{name} {ms:.2f}" for name, ms in found["floors"].items()))
    print(_line(title for title, *_ in _COLUMNS))
    for row in found["questions"]:
        print(_line(_cell(row[name], form) for _, _, name, form in _COLUMNS))
    print()
    for row in found["questions"]:
        for bar in row["bars"]:
            print(_said(row["question"], bar))


def show_writes(found: Result) -> None:
    """Print what the writes came to."""
    print()
    for row in found["writes"]:
        beside = f", {row['deadlocks']} sent again after a deadlock" if row.get("deadlocks") else ""
        beside += f", {row['refused']} refused" if row.get("refused") else ""
        print(f"{row['write']:<56} {row['value']:12,.2f} {row['unit']}{beside}")
        for bar in row["bars"]:
            print(_said(row["write"], bar))


def show_plans(found: hits.Found) -> None:
    """Print each question's profiled plan."""
    for name, (query, _, plan) in found.items():
        print(f"\n{name}: {query}", *hits.lines(plan), sep="\n")


def verdict(found: Result) -> None:
    """Print which bars do not hold."""
    over = missed(found)
    print("\nMISSED\n  " + "\n  ".join(over) if over else "\nall bars hold", flush=True)


def save(found: Result, folder: Path) -> None:
    """Write the JSON, named by its size and time."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"provenance-{found['size']}-{found['at'].replace(':', '')}.json"
    (folder / name).write_text(json.dumps(found, indent=1), "utf-8")


def rate(write: str, value: float, unit: str, *held: Bar) -> Result:
    """One line about writes."""
    return {"write": write, "value": value, "unit": unit, "bars": [bar.row() for bar in held]}


def _said(name: str, bar: dict[str, Any]) -> str:
    verdict = "holds" if bar["holds"] else "MISSED"
    return f"  {verdict:<7} {name}: {_told(bar)}"


def _told(bar: dict[str, Any]) -> str:
    most = "at least" if bar["at_least"] else "at most"
    return f"{bar['what']} {bar['value']:,.2f}, {most} {bar['limit']:,g}"


def _line(cells: Iterable[str]) -> str:
    widths = (width for _, width, _, _ in _COLUMNS)
    return " ".join(
        cell.ljust(width) if place == 0 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )


def _cell(value: Any, form: str) -> str:
    return "–" if value is None else format(value, form)
