"""The steps that record: receipts, alone and many at once, and how their generations ended."""

from __future__ import annotations

from collections import Counter
from typing import Any

from depgraph.clock import new_id
from depgraph.models.receipts import BulkReceipts, Completion, NewReceipt
from depgraph.queries import receipts
from depgraph.queries.receipt_alone import record_alone
from tests.staleness.base import KEY, Both
from tests.staleness.drawn import OWN
from tests.staleness.plain_things import PlainAsset, PlainInput, PlainReceipt

Given = tuple[str, int | None, str | None, str | None]
"""An input as it is drawn: its role, an asset by its number, a hash, a version as the receipt has it."""
Named = tuple[str, PlainAsset | None, str | None, str | None]

_ORDER = ("model", "lora", "other", "source_image", "variant_image", "workflow")
_NOW = "2026-11-20T09:01:00Z"


class ReceiptSteps(Both):
    async def record(self, number: int, given: list[Given], end: str) -> None:
        segment = self.segment(number)
        body, inputs = self._receipt(given)
        if end:
            body |= {"generation_completed_at": _NOW, "succeeded": end == "succeeded"}
        new = NewReceipt.model_validate(body)
        step = {"segment_id": segment, "receipt_id": new_id(), "new": new, "key": KEY}
        alone = await record_alone(self.graph, claim=None, **step)
        made = await self.write(receipts.record, **step) if alone is None else alone.answer
        self._keep(segment, made, inputs, end)

    async def record_many(self, many: list[tuple[int, list[Given]]]) -> None:
        """Of several segments, or of one several times, at one moment."""
        drawn = [(self.segment(number), *self._receipt(given)) for number, given in many]
        new = BulkReceipts.model_validate({"receipts": [{**body, "segment_id": s} for s, body, _ in drawn]})
        made = await self.write(receipts.record_bulk, new=new, key=KEY)
        for (segment, _, inputs), one in zip(drawn, made.receipts, strict=True):
            self._keep(segment, one, inputs, "")

    def _keep(self, segment: str, made: Any, inputs: list[PlainInput], end: Any) -> None:
        self.plain.recorded += inputs
        self.plain.receipts.setdefault(segment, []).append(
            PlainReceipt(made.id, made.created_at, inputs, end)
        )

    async def complete(self, number: int, succeeded: bool) -> None:
        """A generation ends; the receipt then says what was exchanged while it ran."""
        open_ones = [one for made in self.plain.receipts.values() for one in made if not one.end]
        if not open_ones:
            return
        receipt = open_ones[number % len(open_ones)]
        end = Completion.model_validate({"completed_at": _NOW, "duration_ms": 1, "succeeded": succeeded})
        told = await self.write(receipts.complete, receipt_id=receipt.id, end=end, key=KEY)
        receipt.end = "succeeded" if succeeded else "failed"
        assert [(one.role, one.position) for one in told.inputs_changed_during_run or []] == [
            (used.role, used.position)
            for used in receipt.inputs
            if used.was_current and self.plain.verdict(used).told
        ]

    def _receipt(self, given: list[Given]) -> tuple[dict[str, Any], list[PlainInput]]:
        """The body of a receipt, and its inputs in the order in which answers name them."""
        body: dict[str, Any] = {
            "lora_configs": [], "other_inputs": [], "prompt_text": "fox", "generation_started_at": _NOW,
        }  # fmt: skip
        named = [self._named(*one) for one in given]
        placed = [(place, one) for one in named if (place := self._put(body, one)) is not None]
        seen: Counter[str] = Counter()
        inputs: list[PlainInput] = []
        for _, one in sorted(placed, key=lambda row: _ORDER.index(row[0])):
            inputs.append(self._input(one, seen[one[0]]))
            seen[one[0]] += 1
        return body, inputs

    def _named(self, role: str, number: int | None, content: str | None, version: str | None) -> Named:
        asset = self.chosen(number) if number is not None else None
        own = asset.content if asset else None
        return role, asset, own if content == OWN else content, version

    def _put(self, body: dict[str, Any], given: Named) -> str | None:
        """Into which part of the body it goes; a second model, and what says nothing, into none."""
        role, asset, content, version = given
        ident = asset.id if asset else None
        if role == "model":
            if "model_hash" in body or (ident, content, version) == (None, None, None):
                return None
            body |= {"model_asset_id": ident, "model_hash": content, "model_version": version}
        elif role == "lora":
            body["lora_configs"].append(
                {"asset_id": ident, "version": version, "hash": content, "weight": 0.5}
            )
        elif role != "vae" and f"{role}_hash" not in body and (content or (role == "workflow" and version)):
            body[f"{role}_hash"] = content
            if role == "workflow":
                body["workflow_version"] = version
        else:
            body["other_inputs"].append(
                {"role": role, "asset_id": ident, "name": None, "version": version, "hash": content}
            )
            return "other"
        return role

    def _input(self, given: Named, position: int) -> PlainInput:
        role, asset, content, version = given
        used = PlainInput(role, position, asset, content, version, 0.5 if role == "lora" else None)
        if not used.is_picture:
            used.asset = asset or self.plain.meant(content)
        used.was_current = self.plain.verdict(used).word in {"as_recorded", "metadata_only"}
        return used
