"""The Neo4j releases that depgraph can embed, and what each of them needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depgraph.errors import EmbeddedError

_BROWSER = "org.neo4j.client:neo4j-browser:5.24.0"


@dataclass(frozen=True)
class Release:
    """One Neo4j Community: where its jars start from, its main class, and the Java it is supported on."""

    version: str
    roots: Sequence[str]
    main_class: str
    java_majors: Sequence[int]

    @property
    def lock_name(self) -> str:
        """File name of the committed list of jars, beside this module."""
        return f"neo4j-{self.version}.lock"

    @property
    def order(self) -> tuple[int, ...]:
        """For comparing releases: a store is never opened by an older one."""
        return tuple(int(part) for part in self.version.split("."))


RELEASES = (
    Release(
        version="2026.08.1",
        roots=("org.neo4j:neo4j:2026.08.1", "org.neo4j.app:neo4j-server:2026.08.1", _BROWSER),
        main_class="org.neo4j.server.Neo4jCommunity",
        java_majors=(21, 25),
    ),
    Release(
        version="5.26.30",
        roots=("org.neo4j.assembly:neo4j-community-standalone:5.26.30", _BROWSER),
        main_class="org.neo4j.server.CommunityEntryPoint",
        java_majors=(17, 21, 25),  # 25 is not named by Neo4j for this line; our tests pass on it
    ),
)


def release(version: str) -> Release:
    """The release of this version. Raises EmbeddedError naming the known ones."""
    for known in RELEASES:
        if known.version == version:
            return known
    names = ", ".join(known.version for known in RELEASES)
    raise EmbeddedError(
        f"There is no embedded Neo4j {version}; the known ones are {names}.",
        hint="Set DEPGRAPH_NEO4J_VERSION to a known one, or DEPGRAPH_NEO4J_URI to your own server.",
    )
