"""One run, from the made studio to the table."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from bench import awake
from bench.postgres import NoPostgres
from bench.provenance import bare, equal, names, registrations, table, writes
from bench.provenance.questions import Question, questions
from bench.provenance.served import Served, folder_of, served
from bench.rounds import Contender, measure

if TYPE_CHECKING:
    from bench.provenance.relational import Design


def run(arguments: Namespace) -> int:
    """Make, load, compare, measure, print. Answers the exit code."""
    with ExitStack() as stack:
        ours = stack.enter_context(_served(arguments, arguments.size, written_to=not arguments.no_writes))
        smaller = None
        if arguments.beside:
            smaller = stack.enter_context(_served(arguments, arguments.beside, written_to=False))
        os.environ.update(ours.environment)
        designs = _designs(stack, arguments, ours)
        is_awake = stack.enter_context(awake.processors(may_sleep=arguments.may_sleep))
        result = _asked(arguments, ours, smaller, designs) | {"kept_awake": is_awake}
        # what was asked is kept whatever the writes come to
        table.save(result, arguments.results)
        if not arguments.no_writes:
            result["writes"] = _written(arguments, ours)
            table.show_writes(result)
    table.verdict(result)
    table.save(result, arguments.results)
    return 3 if table.missed(result) and arguments.size != "quick" else 0


def _asked(
    arguments: Namespace, ours: Served, smaller: Served | None, designs: Sequence[Design]
) -> table.Result:
    """All questions: compared, timed, counted."""
    asked = [question for question in questions(ours.studio) if arguments.only in question.name]
    same = [question for question in asked if question.same] if smaller else []
    # before the services are asked: a first plan on a busy machine takes longer than a request may
    sent = asyncio.run(bare.sent(ours.server, asked))
    sent_to_smaller = asyncio.run(bare.sent(smaller.server, same)) if smaller else {}
    equal.compare(asked, ours, [(one.name, one) for one in designs], smaller)
    with bare.contenders(ours.server, sent) as statements:
        contenders = [*statements, *_contenders(asked, ours, designs), *_smaller(same, smaller)]
        started = time.perf_counter()
        measure(contenders, warm_up=arguments.warm_up, rounds=arguments.rounds, in_a_row=arguments.in_a_row)
    _say(f"timed {arguments.rounds} rounds ({time.perf_counter() - started:.1f} s)")
    found = asyncio.run(bare.profiled(ours.server, sent))
    small = asyncio.run(bare.profiled(smaller.server, sent_to_smaller)) if smaller else {}
    times = [one.times for one in contenders]
    looked_at = asyncio.run(bare.to_look_at(ours, asked))
    result = table.result(
        arguments, table.measured(asked, times, table.Counted(found, small, looked_at)), times
    )
    table.show(result)
    if arguments.plans:
        table.show_plans(found)
    return result


def _written(arguments: Namespace, ours: Served) -> list[table.Result]:
    """All writes, last: the two sides are no longer equal after them."""
    amount = writes.QUICK if arguments.size == "quick" else writes.WHOLE
    files = ours.data_dir / "registered"
    files.mkdir(exist_ok=True)
    warm_up, rounds = arguments.warm_up // 2, arguments.rounds // 4 + 1
    return [
        *registrations.measure(ours, files, warm_up=warm_up, rounds=rounds),
        *writes.measure(ours, amount),
    ]


def _served(arguments: Namespace, size: str, *, written_to: bool):
    return served(size, arguments.cache, reuse=arguments.reuse, written_to=written_to, say=_say)


def _designs(stack: ExitStack, arguments: Namespace, ours: Served) -> list[Design]:
    """PostgreSQL in both designs; none, with a loud line about why, where it cannot be had."""
    try:
        from bench.provenance.relational import relational  # noqa: PLC0415 - a bare environment lacks psycopg

        return stack.enter_context(
            relational(
                ours.studio, folder_of(arguments.cache, arguments.size), reuse=arguments.reuse,
                environment=ours.environment, say=_say,
            )
        )  # fmt: skip
    except (ImportError, NoPostgres) as error:
        print(f"!!! NOT COMPARED WITH POSTGRESQL: {error} !!!", file=sys.stderr, flush=True)
        return []


def _contenders(asked: Sequence[Question], ours: Served, designs: Sequence[Design]) -> list[Contender]:
    """Floors first, then each question beside its peers."""
    found = ours.floors()
    for design in designs[-1:]:
        found += design.floors()
    for question in asked:
        found.append(ours.asked(question, question.name))
        for design in designs:
            found += design.contenders(question)
    return found


def _smaller(same: Sequence[Question], smaller: Served | None) -> list[Contender]:
    return [smaller.asked(question, names.smaller(question.name)) for question in same] if smaller else []


def _say(text: str) -> None:
    print(f"  {text}", flush=True)
