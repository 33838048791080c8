"""Verification: are the bytes on the disk those that were registered? And acceptance of what is there now."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from depgraph.errors import FileUnreadable
from depgraph.files import allowed
from depgraph.files.progress import Progress
from depgraph.files.reading import Reading, read, read_if_there
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.assets import AcceptanceAnswer, CheckedFile, Verification, VerificationAnswer
from depgraph.queries import assets
from depgraph.queries.outcome import Outcome
from depgraph.work.job import Job, Once
from depgraph.work.tasks import Tasks


async def verify(
    graph: Graph, tasks: Tasks, write: Once, *, asset_id: str, roots: Iterable[Path]
) -> VerificationAnswer:
    """Read the asset's file again and compare, or answer the task that does.

    Raises NotFound, PathNotAllowed, FileUnreadable for one that is there and cannot be read.
    """
    row = await assets.file(graph, asset_id=asset_id)
    job = _Verification(row, await _path(row, roots))
    return await tasks.answer(Job("verify_asset", VerificationAnswer, job.read, job.finish), write)


async def accept_content(
    graph: Graph, tasks: Tasks, write: Once, *, asset_id: str, roots: Iterable[Path]
) -> AcceptanceAnswer:
    """The bytes now on the disk become this version's content, or answer the task that reads them.

    Raises NotFound, NoContent, AssetRemoved, PathNotAllowed, FileUnreadable.
    """
    row = await assets.file(graph, asset_id=asset_id)
    assets.refuse_without_content(row, asset_id)
    job = _Acceptance(asset_id, await _path(row, roots))
    return await tasks.answer(Job("accept_content", AcceptanceAnswer, job.read, job.finish), write)


async def verify_one(graph: Graph, *, asset_id: str) -> CheckedFile:
    """Verify one asset wherever its file lies, for the command line. Raises NotFound."""
    return await _checked(await assets.file(graph, asset_id=asset_id))


async def verify_all(graph: Graph) -> list[CheckedFile]:
    """Verify every listed asset that has a file, for the command line, in the order of their ids."""
    return [await _checked(row) for row in await assets.files(graph)]


async def _checked(row: Row) -> CheckedFile:
    """A file that cannot be read, or changes meanwhile, is a finding too: it hides no other."""
    try:
        found = await asyncio.to_thread(_Verification(row, await _path(row, None)).read, Progress())
    except FileUnreadable as problem:
        unread = compared(row, None).model_copy(update={"file_exists": True})
        return CheckedFile(**unread.model_dump(), reason=problem.detail)
    return CheckedFile(**compared(row, found).model_dump())


def compared(row: Row, found: Reading | None) -> Verification:
    """What is recorded against what was read; None when no file is there."""
    return Verification(
        asset_id=row["asset_id"],
        file_exists=found is not None,
        expected_checksum=row["checksum_sha256"],
        actual_checksum=found.sha256 if found else None,
        is_valid=found is not None and found.sha256 == row["checksum_sha256"],
    )


async def _path(row: Row, roots: Iterable[Path] | None) -> Path | None:
    """Where the file lies; without ``roots`` anywhere, which is for the command line alone."""
    named = row["file_path"]
    if named is None:
        return None
    return Path(named) if roots is None else await allowed.resolved(named, roots)


@dataclass(frozen=True, slots=True)
class _Verification:
    row: Row
    path: Path | None

    def read(self, progress: Progress) -> Reading | None:
        return read_if_there(self.path, progress) if self.path else None

    async def finish(self, tx: Transaction, *, reading: Reading | None) -> Outcome[VerificationAnswer]:
        del tx  # nothing is written
        return Outcome(VerificationAnswer(compared(self.row, reading)))


@dataclass(frozen=True, slots=True)
class _Acceptance:
    asset_id: str
    path: Path | None

    def read(self, progress: Progress) -> Reading:
        if self.path is None:
            raise FileUnreadable(f"Asset {self.asset_id!r} has no path.")
        return read(self.path, progress)

    async def finish(self, tx: Transaction, *, reading: Reading) -> Outcome[AcceptanceAnswer]:
        done = await assets.accept_content(tx, asset_id=self.asset_id, reading=reading)
        return Outcome(AcceptanceAnswer(done.answer), done.status)
