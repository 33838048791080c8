"""Registration of a file: where it may lie, what is read of it, which version it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import anyio.to_thread

from depgraph import naming
from depgraph.errors import FileUnreadable
from depgraph.files import allowed, reading
from depgraph.files.progress import Progress
from depgraph.files.reading import Reading
from depgraph.files.there import LOOKUPS, is_there
from depgraph.graph import Graph, Transaction
from depgraph.models.assets import NewAsset, RegistrationAnswer
from depgraph.queries import asset_registration
from depgraph.queries.asset_registration import Measured
from depgraph.queries.outcome import Outcome
from depgraph.work.job import Job, Once
from depgraph.work.tasks import Tasks

HASH_DIGITS = 12
"""Hex digits of the SHA-256 that are the version of an asset which names none."""


async def register(
    graph: Graph, tasks: Tasks, write: Once, *, new: NewAsset, roots: Iterable[Path]
) -> RegistrationAnswer:
    """Register the file or folder that ``new`` names, or answer the task that does.

    Raises PathNotAllowed, FileUnreadable, UnknownAssetType, LineHasOtherType, AssetExists.
    """
    job = _Registration(graph, new, await allowed.resolved(new.file_path, roots))
    return await tasks.answer(
        Job("register_asset", RegistrationAnswer, job.read, job.finish, before=job.before), write
    )


def measured(new: NewAsset, path: Path, found: Reading) -> Measured:
    """What was asked for and what was read, together; a caller's own metadata keys win."""
    version = new.version or _version_of_file(path, found)
    return Measured(
        name=new.name,
        version=version or found.sha256[:HASH_DIGITS],
        version_from_content=version is None,
        asset_type=new.asset_type,
        file_path=str(path),
        file_size_bytes=found.size_bytes,
        checksum_sha256=found.sha256,
        tensor_sha256=found.tensor_sha256,
        description=new.description,
        metadata={**found.metadata, **(new.metadata or {})},
        tags=new.tags,
        license=new.license,
        origin=None,
        registered_by=new.registered_by,
        make_current=new.make_current if "make_current" in new.given() else None,
    )


def _version_of_file(path: Path, found: Reading) -> str | None:
    """The version that a folder's project or a file's name says."""
    return found.project_version if found.is_folder else naming.split_file_name(path.name).version


@dataclass(frozen=True, slots=True)
class _Registration:
    graph: Graph
    new: NewAsset
    path: Path

    async def before(self) -> None:
        """What can be refused before a long file is read."""
        if not await anyio.to_thread.run_sync(is_there, self.path, limiter=LOOKUPS):
            raise FileUnreadable(f"There is nothing at {str(self.path)!r}.", pointer="/file_path")
        new = self.new
        await asset_registration.check(
            self.graph, name=new.name, version=new.version, asset_type=new.asset_type
        )

    def read(self, progress: Progress) -> Reading:
        return reading.read(self.path, progress)

    async def finish(self, tx: Transaction, *, reading: Reading) -> Outcome[RegistrationAnswer]:
        done = await asset_registration.register(tx, new=measured(self.new, self.path, reading))
        return Outcome(RegistrationAnswer(done.answer), done.status, done.location)
