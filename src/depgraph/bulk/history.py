"""Receipts: chained and sealed, linked to what was used, with the usages of their segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any, NamedTuple

from depgraph.bulk.inputs import Inputs
from depgraph.bulk.lines import ReceiptLine
from depgraph.bulk.places import Places
from depgraph.bulk.registry import Registry, Version
from depgraph.bulk.tables import Table, Tables
from depgraph.clock import new_id, stamp
from depgraph.errors import BadInput
from depgraph.provenance.recording import FRESH, Head, group

PROPERTIES = {
    "segment_id": "", "number": "long", "source_image_hash": "", "variant_image_hash": "",
    "workflow_version": "", "workflow_hash": "", "model_asset_id": "", "model_version": "", "model_hash": "",
    "lora_configs": "", "other_inputs": "", "prompt_text": "", "negative_prompt": "", "cfg_scale": "double",
    "seed": "", "resolution_width": "long", "resolution_height": "long", "steps": "long", "sampler": "",
    "additional_params": "", "inputs_hash": "", "generation_started_at": "", "generation_completed_at": "",
    "generation_duration_ms": "long", "succeeded": "boolean", "created_at": "", "previous_hash": "",
    "hash": "", "completion_previous_hash": "", "completion_hash": "",
}  # fmt: skip
"""What is stored of a receipt beside its id, with the type of the column; text where none is named."""
_LINK = ["role", "position:long", "place:long", "weight:double", "hash", "version", "name"]


class Use(NamedTuple):
    """One input of receipts: its key, the asset or bytes that it names, and how. Receipts share it."""

    input_key: str
    source_id: str | None = None
    place: int | None = None
    role: str | None = None
    weight: float | None = None


class Made(NamedTuple):
    """What is kept of a receipt until the usages are written: of millions, so as little as can be."""

    id: str
    number: int
    at: str
    counts: bool
    has_model: bool
    uses: tuple[Use, ...]


@dataclass(slots=True)
class History:
    """The receipts of one segment so far."""

    head: Head = field(default_factory=lambda: FRESH)
    made: list[Made] = field(default_factory=list[Made])


class HistoryWriter:
    """Writes receipts as they come, and at the end what stands on their segments."""

    def __init__(self, registry: Registry, places: Places, tables: Tables, *, key: bytes, now: str) -> None:
        self._registry = registry
        self._places = places
        self._key = key
        self._moment = datetime.fromisoformat(now).astimezone(UTC)
        self._histories: dict[str, History] = {}
        self._inputs = Inputs(registry, tables)
        self._uses: dict[Use, Use] = {}
        columns = [f"{name}:{kind}" if kind else name for name, kind in PROPERTIES.items()]
        self._receipts = tables.node("Receipt", ["id:ID(receipt)", *columns])
        self._of_segment = tables.edge("OF_SEGMENT", "receipt", "entity")
        self._links = {
            space: tables.edge(
                "GENERATED_FROM", "receipt", space, [*_LINK, "was_current:boolean", "input_key"]
            )
            for space in ("asset", "content", "input")
        }
        self._tables = tables

    def write(self, receipts: Iterable[ReceiptLine]) -> int:
        """All receipts, in their order; answers how many. Raises BadInput for what no file holds."""
        count = 0
        for count, line in enumerate(receipts, 1):
            self._write_one(line, stamp(self._moment + timedelta(microseconds=count)))
        self._write_segments()
        self._inputs.write()
        return count

    def _write_one(self, line: ReceiptLine, now: str) -> None:
        if line.segment_id not in self._places.project_of:
            raise BadInput(
                f"A receipt is of the segment {line.segment_id!r}, which is not in segments.ndjson."
            )
        history = self._histories.setdefault(line.segment_id, History())
        recorded = group(line.segment_id, [(new_id(), line)], history.head, key=self._key, now=now)
        history.head = recorded["head"]
        made = recorded["receipts"][0]
        columns: dict[str, Any] = made["columns"]
        self._receipts.add(columns["id"], *(columns.get(name) for name in PROPERTIES))
        self._of_segment.add(columns["id"], f"segment:{line.segment_id}")
        history.made.append(
            Made(
                columns["id"],
                columns["number"],
                now,
                columns.get("succeeded") is not False,
                made["has_model"],
                tuple(self._uses.setdefault(use, use) for use in self._link(columns["id"], made)),
            )
        )

    def _link(self, receipt_id: str, made: dict[str, Any]) -> Iterable[Use]:
        """Its edges; answers what it used, in the order of the places."""
        found = self._links_of(receipt_id, made)
        return [use for _, use in sorted(found, key=itemgetter(0))]

    def _links_of(self, receipt_id: str, made: dict[str, Any]) -> Iterator[tuple[int, Use]]:
        for used in made["by_id"]:
            asset = self._registry.by_id.get(used["asset_id"])
            if asset is None:
                raise BadInput(
                    f"A receipt names the asset {used['asset_id']!r}, which is not in assets.ndjson."
                )
            key = used["edge"]["input_key"]
            yield used["edge"]["place"], self._to_asset(receipt_id, asset, used["edge"], key)
        for used in made["by_hash"]:
            sha = used["edge"]["hash"]
            asset = self._registry.by_hash.get(sha)
            if asset is not None:
                key = f"asset:{asset.id}:{sha}"
                yield used["edge"]["place"], self._to_asset(receipt_id, asset, used["edge"], key)
                continue
            self._edge("content", receipt_id, sha, used["edge"], was_current=False, key=used["untracked_key"])
            self._inputs.of_bytes(used["untracked_key"], sha)
            yield used["edge"]["place"], _use(used["untracked_key"], sha, used["edge"])
        for used in made["pictures"]:
            self._edge("input", receipt_id, used["key"], used["edge"], was_current=False, key=used["key"])
            self._inputs.of_picture(used["key"], used["edge"]["hash"])
            yield used["edge"]["place"], Use(used["key"])

    def _to_asset(self, receipt_id: str, asset: Version, edge: dict[str, Any], key: str) -> Use:
        is_current = self._registry.verdict(asset, edge.get("hash")) in {"as_recorded", "metadata_only"}
        self._edge("asset", receipt_id, asset.id, edge, was_current=is_current, key=key)
        self._inputs.of_asset(key, asset, edge.get("hash"))
        return _use(key, asset.id, edge)

    def _edge(
        self, space: str, receipt_id: str, target: str, edge: dict[str, Any], *, was_current: bool, key: str
    ) -> None:
        told = (edge.get(name.partition(":")[0]) for name in _LINK)
        self._links[space].add(receipt_id, target, *told, was_current, key)

    def _write_segments(self) -> None:
        chains = self._tables.node(
            "ReceiptChain",
            ["segment_id:ID(chain)", "count:long", "head_hash", "completion_head_hash", "seal"],
        )
        latest_of = self._tables.edge("LATEST", "entity", "receipt")
        made_in = self._tables.edge("MADE_IN", "entity", "entity")
        used = ["source_id", "number:long", "at", "place:long", "role", "weight:double", "receipt_id"]
        uses_now = self._tables.edge("USES_NOW", "entity", "usage")
        made_from = self._tables.edge("MADE_FROM", "entity", "input", used)
        for segment_id, history in self._histories.items():
            head, key = history.head, f"segment:{segment_id}"
            chains.add(
                segment_id, head["count"], head["head_hash"], head["completion_head_hash"], head["seal"]
            )
            good = [one for one in reversed(history.made) if one.counts]
            if not good:
                continue
            latest_of.add(key, good[0].id)
            project_id = self._places.project_of[segment_id]
            if project_id is not None:
                made_in.add(key, f"project:{project_id}")
            self._write_inputs(key, project_id, good, uses_now, made_from)

    def _write_inputs(
        self, key: str, project_id: str | None, good: list[Made], uses_now: Table, made_from: Table
    ) -> None:
        """An edge to each input, by the newest receipt that used it, and to the usages of the latest."""
        seen: set[str] = set()
        for at, made in enumerate(good):
            for use in made.uses:
                if use.input_key in seen:
                    continue
                seen.add(use.input_key)
                made_from.add(key, use.input_key, *_said(made, use))
                if at == 0:
                    uses_now.add(key, self._inputs.usage(project_id, use.input_key))
        if not good[0].has_model:
            uses_now.add(key, self._inputs.usage(project_id, self._inputs.of_nothing()))


def _said(made: Made, use: Use) -> tuple[str | float | None, ...]:
    """What the edge says; nothing of an image or workflow: that is no asset, and nothing is sought by it."""
    if use.source_id is None:
        return (None,) * 7
    return (use.source_id, made.number, made.at, use.place, use.role, use.weight, made.id)


def _use(key: str, source_id: str, edge: dict[str, Any]) -> Use:
    return Use(key, source_id, edge["place"], edge["role"], edge.get("weight"))
