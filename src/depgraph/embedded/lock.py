"""Makes the committed lock of a release: ``python -m depgraph.embedded.lock VERSION``.

jgo resolves what Maven would (each root as it is written in its own POM: jgo's
"raw" mode), every jar is fetched once and its SHA-256 and size are written down.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from jgo.maven import Dependency, MavenContext

from depgraph.embedded.locked import LockedJar
from depgraph.embedded.releases import Release, release
from depgraph.embedded.sources import artifact, maven_context

_HEADER = """\
# Every jar of Neo4j Community {version} and its Browser: sha256, size in bytes, coordinate, file name.
# Made by: python -m depgraph.embedded.lock {version}
"""


def lock_text(wanted: Release, context: MavenContext) -> str:
    """The text of the lock file of a release."""
    coordinates = resolve(wanted, context)
    with ThreadPoolExecutor(4) as pool:
        jars = list(pool.map(partial(_measured, context), coordinates))
    lines = [jar.line() for jar in sorted(jars, key=lambda jar: jar.coordinate)]
    return _HEADER.format(version=wanted.version) + "\n".join(lines) + "\n"


def resolve(wanted: Release, context: MavenContext) -> Sequence[str]:
    """The Maven coordinates of all jars that the roots of a release need at run time."""
    roots = [context.create_dependency(f"{root}!") for root in wanted.roots]
    named, needed = context.resolver.resolve(roots)
    return [_coordinate(found) for found in [*named, *needed] if not _is_pom_only(found)]


def _coordinate(found: Dependency) -> str:
    parts = [found.groupId, found.artifactId, found.version, found.classifier]
    return ":".join(part for part in parts if part)


def _is_pom_only(found: Dependency) -> bool:
    """An assembly lists jars and has none of its own."""
    return found.groupId == "org.neo4j.assembly"


def _measured(context: MavenContext, coordinate: str) -> LockedJar:
    jar = artifact(context, coordinate)
    path = Path(jar.resolve())
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return LockedJar(digest, path.stat().st_size, coordinate, path.name)


def main() -> None:
    """Write the lock of the release that the command line names."""
    wanted = release(sys.argv[1])
    target = Path(__file__).with_name(wanted.lock_name)
    target.write_text(lock_text(wanted, maven_context()), encoding="utf-8")
    sys.stdout.write(f"{target.name} is written.\n")


if __name__ == "__main__":
    main()
