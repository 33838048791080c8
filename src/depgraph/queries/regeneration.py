"""What is stale is made anew: new segments beside the old ones, and the jobs that make them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from depgraph.clock import new_id, now
from depgraph.errors import NotFound
from depgraph.graph import Row, Transaction
from depgraph.models.base import canonical
from depgraph.models.receipts import Receipt
from depgraph.models.regeneration import (
    MAX_SEGMENTS,
    ChangedVersion,
    ImageFirst,
    NewRegeneration,
    Regeneration,
    RegenerationEntry,
    RegenerationInputs,
    SkippedSegment,
    SkipReason,
)
from depgraph.provenance.inputs_hash import inputs_hash, is_comparable
from depgraph.provenance.regenerating import PICTURES, body_of, renewed
from depgraph.provenance.staleness import is_reason
from depgraph.queries.outcome import Outcome

_OVERTAKEN = "What it was to make has other inputs by now."


@dataclass
class _Target:
    """One stale segment with the inputs of its regeneration; ``key`` is that of the job for these."""

    row: Row
    inputs: RegenerationInputs
    inputs_hash: str
    changed: list[ChangedVersion]
    is_comparable: bool
    key: str
    job_id: str | None = None
    status: str = "planned"
    reuse: str | None = None
    new_segment_id: str | None = None
    is_new: bool = False

    @property
    def segment_id(self) -> str:
        return self.row["segment_id"]

    @property
    def entry(self) -> RegenerationEntry:
        return RegenerationEntry.model_validate(
            {
                "job_id": self.job_id,
                "segment_id": self.segment_id,
                "new_segment_id": self.new_segment_id,
                "scene_id": self.row["scene_id"],
                "inputs": self.inputs,
                "inputs_hash": self.inputs_hash,
                "changed": self.changed,
                "reuse": self.reuse,
                "status": self.status,
            }
        )


@dataclass
class _Chosen:
    """The segments that a request looks at, of ``total``."""

    segment_ids: list[str]
    total: int
    more: bool = False


@dataclass
class _Sorted:
    targets: list[_Target] = field(default_factory=list[_Target])
    skipped: list[SkippedSegment] = field(default_factory=list[SkippedSegment])


async def regenerate(tx: Transaction, *, project_id: str, new: NewRegeneration) -> Outcome[Regeneration]:
    """Put what is stale into jobs. Raises NotFound for the project, a segment or the asset."""
    chosen = await _chosen(tx, project_id, new)
    if not new.dry_run:
        await tx.row("regeneration.lock", segment_ids=chosen.segment_ids)
    # looked at under their locks: whoever held them may have made them anew
    rows = await tx.rows(
        "regeneration.look", project_id=project_id, segment_ids=chosen.segment_ids, now=now()
    )
    found = _sorted(project_id, rows, await _images_first(tx, rows))
    await _assign(tx, found.targets)
    if not new.dry_run:
        await _open(tx, project_id, found.targets)
    answer = Regeneration(
        jobs=[target.entry for target in found.targets],
        skipped=found.skipped,
        total=chosen.total,
        more=chosen.more,
        next_after=chosen.segment_ids[-1] if chosen.more else None,
    )
    return Outcome(answer, 200 if new.dry_run else 202)


async def _chosen(tx: Transaction, project_id: str, new: NewRegeneration) -> _Chosen:
    if new.segment_ids is None:
        return await _all_stale(tx, project_id, new)
    named = sorted(set(new.segment_ids))
    row = await tx.row("regeneration.known", project_id=project_id, segment_ids=named)
    if row is None:
        raise NotFound("project", project_id)
    if row["missing_segment_ids"]:
        raise NotFound("segment", row["missing_segment_ids"][0])
    return _Chosen(named, len(named))


async def _all_stale(tx: Transaction, project_id: str, new: NewRegeneration) -> _Chosen:
    row = await tx.row(
        "regeneration.stale",
        project_id=project_id,
        asset_id=new.asset_id or "",
        asset_type="",
        after=new.after or "",
        limit=MAX_SEGMENTS,
        now=now(),
    )
    if row is None:
        raise NotFound("project", project_id)
    if new.asset_id is not None and not row["has_asset"]:
        raise NotFound("asset", new.asset_id)
    return _Chosen(row["segment_ids"], row["total"], row["remaining"] > len(row["segment_ids"]))


async def _images_first(tx: Transaction, rows: Sequence[Row]) -> dict[str, ImageFirst]:
    """The images to make first, by the id of the version that would be used."""
    used = {one["current_id"] for row in rows for one in _reasons(row) if one["verdict"] in PICTURES}
    if not used:
        return {}
    found = await tx.rows("regeneration.images_first", version_ids=sorted(used))
    return {row["version_id"]: ImageFirst.model_validate(row["image"]) for row in found}


def _reasons(row: Row) -> list[Row]:
    accepted = row["accepted_keys"]
    return [one for one in row["inputs"] if is_reason(one) and one["input_key"] not in accepted]


def _sorted(project_id: str, rows: Sequence[Row], images: dict[str, ImageFirst]) -> _Sorted:
    """What can be made anew, and what not; in the order of the rows."""
    found = _Sorted()
    for row in rows:
        first = next(
            (images[one["current_id"]] for one in _reasons(row) if one["current_id"] in images), None
        )
        reason = _skip_reason(row) or ("image-first" if first else None)
        if reason is None:
            found.targets.append(_target(project_id, row))
        else:
            image = first if reason == "image-first" else None
            found.skipped.append(SkippedSegment(segment_id=row["segment_id"], reason=reason, image=image))
    return found


def _skip_reason(row: Row) -> SkipReason | None:
    if not row["is_here"]:
        return "other-project"
    if row["is_superseded"]:
        return "superseded"
    if row["receipt"] is None:
        return "no-receipt"
    if _reasons(row):
        return None
    return "accepted" if any(is_reason(one) for one in row["inputs"]) else "not-stale"


def _target(project_id: str, row: Row) -> _Target:
    body, changed = renewed(Receipt.model_validate(row["receipt"]), row["inputs"])
    name = inputs_hash(body)
    comparable = is_comparable(body)
    key = f"{project_id}|{name}"
    return _Target(
        row=row,
        inputs=body_of(body),
        inputs_hash=name,
        changed=changed,
        is_comparable=comparable,
        # unknown contents are not known to be equal: such a segment has a job of its own
        key=key if comparable else f"{key}|{row['segment_id']}",
    )


async def _assign(tx: Transaction, targets: Sequence[_Target]) -> None:
    """What is there already: an open job that makes it, a segment to reuse, a job for its inputs."""
    hashes = {target.inputs_hash for target in targets if target.is_comparable}
    made = await tx.row(
        "regeneration.made", inputs_hashes=sorted(hashes), keys=sorted({one.key for one in targets})
    )
    reusable = {one["inputs_hash"]: one["segment_id"] for one in made["reusable"]} if made else {}
    jobs = {job["key"]: job for job in made["jobs"]} if made else {}
    for target in targets:
        to_come = target.row["to_come"]
        mine = next((one for one in to_come if one["job"] and one["job"]["key"] == target.key), None)
        free = next((one for one in to_come if one["job"] is None), None)
        if mine is None and target.is_comparable and target.inputs_hash in reusable:
            target.status, target.reuse = "reuse", reusable[target.inputs_hash]
        elif target.key in jobs:
            target.status, target.job_id = jobs[target.key]["status"], jobs[target.key]["id"]
        target.new_segment_id = (mine or free or {"segment_id": None})["segment_id"]


async def _open(tx: Transaction, project_id: str, targets: Sequence[_Target]) -> None:
    moment = now()
    await _withdraw(tx, targets, moment)
    for target in targets:
        if target.new_segment_id is None:
            target.new_segment_id, target.is_new = new_id(), True
    fresh = [
        {"segment_id": one.segment_id, "new_segment_id": one.new_segment_id} for one in targets if one.is_new
    ]
    if fresh:
        await tx.row("regeneration.make_segments", segments=fresh, now=moment)
    jobs = _jobs(project_id, targets, moment)
    opened = {row["key"]: row for row in await tx.rows("regeneration.open_jobs", jobs=jobs)} if jobs else {}
    for target in targets:
        if target.reuse is None:
            target.job_id, target.status = opened[target.key]["job_id"], opened[target.key]["status"]


async def _withdraw(tx: Transaction, targets: Sequence[_Target], moment: str) -> None:
    """Take segments out of jobs that are overtaken before anybody claimed them, to use them again."""
    withdrawn = [
        {"job_id": one["job"]["id"], "segment_id": one["segment_id"]}
        for target in targets
        if target.new_segment_id is None
        for one in target.row["to_come"]
        if one["job"] and one["job"]["fence"] == 0
    ]
    if not withdrawn:
        return
    rows = await tx.rows("regeneration.withdraw", withdrawn=withdrawn, reason=_OVERTAKEN, now=moment)
    taken = {row["segment_id"] for row in rows}
    for target in targets:
        if target.new_segment_id is None:
            mine = (one["segment_id"] for one in target.row["to_come"] if one["segment_id"] in taken)
            target.new_segment_id = next(mine, None)


def _jobs(project_id: str, targets: Sequence[_Target], moment: str) -> list[Row]:
    """Parameters of ``regeneration.open_jobs``, in the order of their keys: so all lock them in one."""
    by_key: dict[str, Row] = {}
    for target in sorted(targets, key=lambda one: (one.key, one.segment_id)):
        if target.reuse is not None:
            continue
        job = by_key.setdefault(
            target.key, {"columns": _columns(project_id, target, moment), "makes": list[Row]()}
        )
        changed = [one.model_dump(mode="json", by_alias=True) for one in target.changed]
        job["makes"].append(
            {
                "segment_id": target.segment_id,
                "new_segment_id": target.new_segment_id,
                "changed": canonical(changed),
            }
        )
    return list(by_key.values())


def _columns(project_id: str, target: _Target, moment: str) -> Row:
    """The properties of a new job. It has a key, a ``turn`` and a ``free_at`` while it is open.

    Jobs are claimed in the order of their turns: that of the requests, and within one of the segments' ids.
    """
    job_id = new_id()
    return {
        "id": job_id,
        "key": target.key,
        "turn": f"{moment} {target.segment_id}",
        "free_at": 0,
        "fence": 0,
        "status": "queued",
        "project_id": project_id,
        "inputs_hash": target.inputs_hash,
        "inputs": canonical(target.inputs.model_dump(mode="json")),
        "asset_ids": _asset_ids(target.inputs),
        "created_at": moment,
        "updated_at": moment,
    }


def _asset_ids(inputs: RegenerationInputs) -> list[str]:
    named = [one.asset_id for one in (*inputs.lora_configs, *(inputs.other_inputs or ()))]
    return sorted({one for one in (inputs.model_asset_id, *named) if one is not None})
