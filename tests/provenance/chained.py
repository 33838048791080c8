"""Segments with receipts as the graph holds them, and ways to tamper with them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from depgraph.models.receipts import Completion, NewReceipt
from depgraph.provenance.chain import COMPLETION, completion_hash, receipt_hash, sealed
from depgraph.provenance.inputs_hash import inputs_hash
from depgraph.provenance.verifying import Finding, verify
from tests.provenance import drawn

KEY = bytes(range(32))
Row = dict[str, Any]


@dataclass
class Segment:
    """One segment: its receipts by number, its head, and the order in which they were completed."""

    id: str = "segment-1"
    rows: list[Row] = field(default_factory=list[Row])
    head: Row | None = None
    completed: list[int] = field(default_factory=list[int])

    def record(self, random: Random) -> None:
        number = len(self.rows) + 1
        body = NewReceipt.model_validate(drawn.receipt(random))
        row = body.stored() | {"id": f"{self.id}-r{number}", "segment_id": self.id, "number": number}
        row |= {"inputs_hash": inputs_hash(body), "created_at": f"2026-11-20T09:00:{number:02}.000000Z"}
        self.rows.append(row)
        self.rehash(number - 1)

    def complete(self, index: int, random: Random) -> None:
        body = {"completed_at": drawn.STARTED, "duration_ms": random.randrange(10**6)}
        self.rows[index] |= Completion.model_validate({**body, "succeeded": random.random() < 0.9}).stored()
        self.completed.append(index)
        self.rehash(index)

    def rehash(self, start: int = 0) -> None:
        """All hashes from a receipt on, and the seal, as the service makes them."""
        for index, row in list(enumerate(self.rows))[start:]:
            previous = self.rows[index - 1]["hash"] if index else None
            row.pop("previous_hash", None)
            row.update({"previous_hash": previous} if previous else {})
            row["hash"] = receipt_hash(row, previous)
        done = None
        for index in self.completed:
            self.rows[index]["completion_previous_hash"] = done
            done = self.rows[index]["completion_hash"] = completion_hash(self.rows[index], done)
        self.head = sealed(KEY, self.id, len(self.rows), self.rows[-1]["hash"] if self.rows else None, done)

    def look(self, key: bytes = KEY, checkpoint: Row | None = None) -> Finding | None:
        """What verify says of the receipts as a query gives them: by number, then id."""
        return verify(self.id, sorted(self.rows, key=_order), self.head, key, checkpoint=checkpoint)

    def copy(self) -> Segment:
        return copy.deepcopy(self)


def _order(row: Row) -> tuple[bool, int, str]:
    number = row.get("number")
    return (True, number, str(row.get("id"))) if isinstance(number, int) else (False, 0, str(row.get("id")))


def take_back(row: Row) -> None:
    """A receipt as it was before its completion."""
    for name in (*COMPLETION, "completion_hash", "completion_previous_hash"):
        row.pop(name, None)


def segment(seed: int, receipts: int, ident: str = "segment-1") -> Segment:
    """A segment with receipts, about two in three of them completed, in any order."""
    random = Random(seed)
    found = Segment(ident)
    for _ in range(receipts):
        found.record(random)
        open_ones = [index for index in range(len(found.rows)) if index not in found.completed]
        while open_ones and random.random() < 0.6:
            found.complete(open_ones.pop(random.randrange(len(open_ones))), random)
    return found


def changed(random: Random, value: Any) -> Any:
    """Another value of the same kind, often as near as can be."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return random.choice([value + 1, -value - 1, value * 2 + 1, f"{value}"])
    text = str(value)
    at = random.randrange(len(text) + 1)
    return random.choice([text + " ", text[:at] + "x" + text[at:], text.swapcase() + "'", "", [text]])


def edit(random: Random, segment: Segment) -> None:
    row = random.choice(segment.rows)
    name = random.choice(sorted(name for name in row if row[name] not in (None, "")))
    row[name] = changed(random, row[name])


def take_away(random: Random, segment: Segment) -> None:
    row = random.choice(segment.rows)
    del row[random.choice(sorted(name for name in row if row[name] is not None))]


def add(random: Random, segment: Segment) -> None:
    name = random.choice([*sorted(COMPLETION), "negative_prompt", "sampler", "note", "steps"])
    lacking = [row for row in segment.rows if row.get(name) is None]
    row = random.choice(lacking or segment.rows)
    row[name if lacking else "planted"] = "x"


def delete(random: Random, segment: Segment) -> None:
    for _ in range(random.randint(1, len(segment.rows))):
        segment.rows.pop(random.randrange(len(segment.rows)))


def cut_tail(random: Random, segment: Segment) -> None:
    del segment.rows[-random.randint(1, len(segment.rows)) :]


def swap_numbers(random: Random, segment: Segment) -> None:
    one, two = random.sample(segment.rows, 2)
    one["number"], two["number"] = two["number"], one["number"]


def swap_contents(random: Random, segment: Segment) -> None:
    at, to = random.sample(range(len(segment.rows)), 2)
    segment.rows[at], segment.rows[to] = (
        {**segment.rows[to], "number": at + 1},
        {**segment.rows[at], "number": to + 1},
    )


def put_in(random: Random, segment: Segment) -> None:
    copied = {**random.choice(segment.rows), "id": "planted"}
    copied["number"] = random.choice([copied["number"], random.randint(1, len(segment.rows) + 2)])
    segment.rows.append(copied)


def put_in_a_foreign_one(random: Random, segment: Segment) -> None:
    foreign = globals()["segment"](random.randrange(99), len(segment.rows) + 1, "segment-2")
    segment.rows.append(foreign.rows[-1])


def undo_a_completion(random: Random, segment: Segment) -> None:
    if segment.completed:
        take_back(segment.rows[random.choice(segment.completed)])
    else:
        edit(random, segment)


def edit_head(random: Random, segment: Segment) -> None:
    assert segment.head is not None
    name = random.choice(sorted(segment.head))
    segment.head[name] = changed(random, segment.head[name])


def take_the_seal(random: Random, segment: Segment) -> None:
    segment.head = random.choice([None, {**(segment.head or {}), "seal": None}])


Tamper = Callable[[Random, Segment], None]
WAYS: tuple[Tamper, ...] = (
    edit,
    take_away,
    add,
    delete,
    cut_tail,
    swap_numbers,
    swap_contents,
    put_in,
    put_in_a_foreign_one,
    undo_a_completion,
    edit_head,
    take_the_seal,
)
