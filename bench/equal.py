"""Before anything is timed: both sides give the same answers."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from bench.client import Connection, UnexpectedAnswer
from bench.questions import Question, core
from bench.relational import Relational

_ATTEMPTS = 4


class AnswersDiffer(Exception):
    """The graph and the tables disagree: what is timed would not be the same question."""


def compare(asked: list[Question], service: Connection, peer: Relational) -> None:
    """Ask both sides everything. Raises AnswersDiffer for the first difference."""
    for question in asked:
        ours = core(patiently(partial(service.json, question.method, question.path, question.body)))
        theirs = core(peer.json(question))
        if ours != theirs:
            where = "\n".join(differences(ours, theirs))
            raise AnswersDiffer(f"{question.name}: depgraph and SQL disagree\n{where}")
    print(f"  {len(asked)} questions have the same answer on both sides", flush=True)


def patiently(ask: Callable[[], Any]) -> Any:
    """The first time a query is planned, a cold server on a busy machine may miss the service's deadline."""
    for _ in range(_ATTEMPTS - 1):
        with contextlib.suppress(UnexpectedAnswer):
            return ask()
        time.sleep(1)
    return ask()


def differences(ours: Any, theirs: Any, path: str = "") -> list[str]:
    """The first few places where two answers differ."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        keys = [*ours, *(key for key in theirs if key not in ours)]
        parts = (differences(ours.get(key, "–"), theirs.get(key, "–"), f"{path}/{key}") for key in keys)
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        parts = (
            differences(one, other, f"{path}/{i}")
            for i, (one, other) in enumerate(zip(ours, theirs, strict=True))
        )
    else:
        return [] if ours == theirs else [f"{path}: {_short(ours)} against {_short(theirs)}"]
    return [line for part in parts for line in part][:8]


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:120]
