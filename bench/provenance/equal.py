"""Before anything is timed: graph, both designs and the smaller studio give the same answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from bench.equal import AnswersDiffer, differences, patiently
from bench.provenance.questions import Question, core


class Side(Protocol):
    """Whoever answers."""

    def json(self, question: Question) -> Any: ...


def compare(
    asked: Sequence[Question], ours: Side, peers: Sequence[tuple[str, Side]], smaller: Side | None
) -> None:
    """Ask all sides everything. Raises AnswersDiffer for the first difference."""
    for question in asked:
        answer = core(question, patiently(lambda question=question: ours.json(question)))
        others: list[tuple[str, Callable[[Question], Any]]] = [(name, peer.json) for name, peer in peers]
        if smaller and question.same:
            others.append(("the smaller studio", smaller.json))
        for name, ask in others:
            theirs = core(question, patiently(lambda ask=ask, question=question: ask(question)))
            if answer != theirs:
                where = "\n".join(differences(answer, theirs))
                raise AnswersDiffer(f"{question.name}: depgraph and {name} disagree\n{where}")
    sides = " and ".join(name for name, _ in peers) or "nobody else"
    print(f"  {len(asked)} questions have the same answer from depgraph and {sides}", flush=True)
