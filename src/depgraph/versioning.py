"""A content becomes a version of an image or workflow: by its hash, or from a file that is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from depgraph.files import allowed
from depgraph.files.hashing import FileDigest, digest_file
from depgraph.files.progress import Progress
from depgraph.graph import Transaction
from depgraph.models.works import NewVersion, VersionAnswer, WorkKind
from depgraph.queries import work_registration
from depgraph.queries.outcome import Outcome
from depgraph.queries.work_registration import Content
from depgraph.work.job import Job, Once
from depgraph.work.tasks import Tasks


async def register(
    tasks: Tasks, write: Once, *, kind: WorkKind, new: NewVersion, roots: Iterable[Path]
) -> VersionAnswer:
    """Register the content that ``new`` names, or answer the task that reads its file.

    Raises PathNotAllowed, FileUnreadable, NotFound, BadInput.
    """
    if new.content_hash is not None:
        content = Content(new.content_hash)
        return await write(VersionAnswer, work_registration.register, kind=kind, new=new, content=content)
    job = _File(kind, new, await allowed.resolved(new.file_path or "", roots))
    return await tasks.answer(Job(f"register_{kind}", VersionAnswer, job.read, job.finish), write)


@dataclass(frozen=True, slots=True)
class _File:
    kind: WorkKind
    new: NewVersion
    path: Path

    def read(self, progress: Progress) -> FileDigest:
        return digest_file(self.path, progress)

    async def finish(self, tx: Transaction, *, reading: FileDigest) -> Outcome[VersionAnswer]:
        content = Content(reading.sha256, str(self.path))
        return await work_registration.register(tx, kind=self.kind, new=self.new, content=content)
