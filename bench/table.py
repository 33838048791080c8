"""The table for people, and the same as JSON."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import hits
from bench.questions import Question
from bench.relational import SQL, SQL_HTTP
from bench.rounds import Times
from bench.writes import BAR, REGISTER_BASE, REGISTER_RARE

Result = dict[str, Any]
_FLOOR = "RETURN 1 route"


def result(asked: list[Question], times: list[Times], found: hits.Found) -> Result:
    """Everything measured, as it is written to the file."""
    medians = {one.name: one.median for one in times}
    spread = {one.name: one.spread for one in times}
    named = {
        part for question in asked for part in (question.name, question.name + SQL, question.name + SQL_HTTP)
    }
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "floors": {name: value for name, value in medians.items() if name not in named},
        "questions": [_row(question, medians, spread, found) for question in asked],
        "writes": [],
        "spread": spread,
    }


def _row(
    question: Question,
    medians: Mapping[str, float],
    spread: Mapping[str, tuple[float, float]],
    found: hits.Found,
) -> Result:
    ours, floor = medians[question.name], medians[_FLOOR]
    theirs, over_http = medians.get(question.name + SQL), medians.get(question.name + SQL_HTTP)
    query, count, _ = found[question.name]
    return {
        "question": question.name,
        "ms": ours,
        "floors": ours / floor,
        "floors_first_decile": spread[question.name][0] / spread[_FLOOR][0],
        "bar": question.bar,
        "holds": None if question.bar is None else ours / floor <= question.bar,
        "sql_ms": theirs,
        "sql_http_ms": over_http,
        "ratio_http": over_http / ours if over_http else None,
        "db_hits": count,
        "query": query,
    }


def written(times: list[Times], measured: Result) -> Result:
    """What the writes add to a result."""
    medians = {one.name: one.median for one in times}
    floor = measured["floors"][_FLOOR]
    ratio = medians[REGISTER_BASE] / medians[REGISTER_RARE]
    rows: list[Result] = [
        {"write": name, "ms": ms, "floors": ms / floor, "bar": None, "holds": None}
        for name, ms in medians.items()
    ]
    rows[0] |= {"ratio_to_rare": ratio, "bar": BAR, "holds": ratio <= BAR}
    return {"writes": rows, "spread": measured["spread"] | {one.name: one.spread for one in times}}


def missed(measured: Result) -> list[str]:
    """The questions and writes whose bar does not hold."""
    rows = [*measured["questions"], *measured["writes"]]
    return [row.get("question") or row["write"] for row in rows if row["holds"] is False]


_COLUMNS = (
    ("question", 44, lambda row: row["question"]),
    ("ms", 8, lambda row: f"{row['ms']:.2f}"),
    ("× floor", 8, lambda row: f"{row['floors']:.2f}"),
    ("at best", 8, lambda row: f"{row['floors_first_decile']:.2f}"),
    ("bar", 6, lambda row: "–" if row["bar"] is None else f"{row['bar']:g}"),
    ("verdict", 8, lambda row: {True: "holds", False: "MISSED", None: ""}[row["holds"]]),
    ("SQL ms", 9, lambda row: _number(row["sql_ms"])),
    ("its HTTP", 9, lambda row: _number(row["sql_http_ms"])),
    ("HTTP : ours", 12, lambda row: _number(row["ratio_http"])),
    ("db hits", 9, lambda row: str(row["db_hits"])),
    ("query", 0, lambda row: row["query"]),
)


def show(measured: Result, plans: hits.Found) -> None:
    """Print the table."""
    print("\nfloors, median ms: " + " · ".join(f"{name} {ms:.2f}" for name, ms in measured["floors"].items()))
    print(_line(name for name, _, _ in _COLUMNS))
    for row in measured["questions"]:
        print(_line(cell(row) for _, _, cell in _COLUMNS))
    for name, (query, _, plan) in plans.items():
        print(f"\n{name}: {query}", *hits.lines(plan), sep="\n")


def show_writes(measured: Result) -> None:
    """Print what the writes took."""
    for row in measured["writes"]:
        beside = f", {row['ratio_to_rare']:.2f} × a rare one (bar {BAR})" if row["bar"] else ""
        print(f"{row['write']:<44} {row['ms']:8.2f} {row['floors']:8.2f}{beside}")


def verdict(measured: Result) -> None:
    """Print which bars do not hold."""
    over = missed(measured)
    print(f"\nMISSED: {', '.join(over)}" if over else "\nall bars hold", flush=True)


def save(measured: Result, folder: Path) -> None:
    """Write the JSON, named by its time."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{measured['at'].replace(':', '')}.json").write_text(json.dumps(measured, indent=1), "utf-8")


def _line(cells: Any) -> str:
    widths = (width for _, width, _ in _COLUMNS)
    return " ".join(
        cell.ljust(width) if place == 0 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
