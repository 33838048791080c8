"""Registration of images and workflows: the first version of one, or its next, under its lock."""

from __future__ import annotations

from dataclasses import dataclass

from depgraph.clock import new_id, now
from depgraph.errors import BadInput, NotFound
from depgraph.graph import Row, Transaction
from depgraph.models.works import NewVersion, VersionAnswer, WorkKind, input_kind, work_key
from depgraph.queries import works
from depgraph.queries.outcome import Outcome

MAX_STEPS = 20
"""Steps over which an image may be derived: as far as every walk over ``DERIVED_FROM`` looks."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a version holds, and where it was read when it came as a file."""

    sha256: str
    file_path: str | None = None


@dataclass(frozen=True, slots=True)
class _Registration:
    kind: WorkKind
    work_id: str
    new: NewVersion
    content: Content

    @property
    def key(self) -> str:
        return work_key(self.kind, self.work_id)


async def register(
    tx: Transaction, *, kind: WorkKind, new: NewVersion, content: Content
) -> Outcome[VersionAnswer]:
    """A first or next version (201), or nothing new when the current one has this content (200).

    Raises NotFound for a project or origin that is not there, BadInput for an impossible derivation.
    """
    asked = _Registration(kind, new.id or new_id(), new, content)
    added = await _add_version(tx, asked, await _prepare(tx, asked))
    if added is not None:
        await works.current_moved(
            tx, kind=kind, work_id=asked.work_id, content_hash=content.sha256, moved=added
        )
    answer = VersionAnswer(await works.read(tx, kind=kind, work_id=asked.work_id))
    return Outcome(answer) if added is None else Outcome(answer, 201, works.address(kind, asked.work_id))


async def _prepare(tx: Transaction, asked: _Registration) -> list[Row]:
    """The work is there, locked and in its project; answers the versions that its next is derived from."""
    project_id = asked.new.project_id
    if project_id is not None and await tx.row("work.lock_project", project_id=project_id) is None:
        raise NotFound("project", project_id)
    await tx.row(
        "work.open", key=asked.key, kind=asked.kind, id=asked.work_id, name=asked.new.name, now=now()
    )
    origins = await _lock_with_origins(tx, asked)
    if project_id is not None:
        await tx.row("work.place", key=asked.key, project_id=project_id)
    return origins


async def _add_version(tx: Transaction, asked: _Registration, origins: list[Row]) -> Row | None:
    return await tx.row(
        "work.add_version",
        key=asked.key,
        kind=asked.kind,
        version_id=new_id(),
        name=asked.new.name,
        content_hash=asked.content.sha256,
        file_path=asked.content.file_path,
        depth=max((origin["depth"] + 1 for origin in origins), default=0),
        origin_ids=sorted({origin["version_id"] for origin in origins}),
        input_key=f"{input_kind(asked.kind)}:{asked.content.sha256}",
        now=now(),
    )


async def _lock_with_origins(tx: Transaction, asked: _Registration) -> list[Row]:
    """Lock the work, and all from which its new version comes; answers the versions meant.

    Whoever moves the current version of an origin marks what is derived from it. Such a move has to be
    over, or to wait and find the new version, so the works above are held too. Which those are may change
    until they are held: then it is looked up again, and what has come in is locked as well.
    """
    references = list(dict.fromkeys(asked.new.derived_from or []))
    if references and asked.kind != "derived_image":
        raise _refused("Only a derived image is derived from something.")
    locked: set[str] = set()
    while True:
        found = await tx.rows("work.origins", references=references) if references else []
        origins = [_meant(reference, asked.key, found) for reference in references]
        wanted = {asked.key}.union(*({origin["work_key"], *origin["work_keys"]} for origin in origins))
        if wanted <= locked:
            return origins
        locked |= await works.lock(tx, wanted) | wanted


def _meant(reference: str, key: str, found: list[Row]) -> Row:
    """The version that a reference means: by its own id, else the current one of the image of this id."""
    rows = [row for row in found if row["reference"] == reference]
    if not rows:
        raise NotFound(
            "version",
            reference,
            hint="derived_from takes a version_id, or the id of a source or derived image.",
        )
    by_version = [row for row in rows if row["version_id"] == reference]
    images = [row for row in by_version or rows if row["kind"] != "workflow"]
    if not images:
        raise _refused(f"{reference!r} is a workflow; an image is derived from images.")
    # a derived image may bear the id of its source image
    others = [row for row in images if row["work_key"] != key]
    if len(others) > 1:
        raise _refused(f"{reference!r} is the id of a source and of a derived image: name a version_id.")
    return _possible((others or images)[0], reference, key)


def _possible(origin: Row, reference: str, key: str) -> Row:
    if origin["work_key"] == key:
        raise _refused(
            f"{reference!r} is a version of this very image: previous_version_id tells that by itself."
        )
    if origin["depth"] >= MAX_STEPS:
        raise _refused(f"{reference!r} is derived over {MAX_STEPS} steps already, which is the most.")
    return origin


def _refused(detail: str) -> BadInput:
    return BadInput(detail, pointer="/derived_from")
