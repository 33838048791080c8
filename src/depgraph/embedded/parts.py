"""What the embedded server is made of, looked at without starting it: for `depgraph doctor`."""

from __future__ import annotations

from depgraph.embedded.jars import jars_complete
from depgraph.embedded.java import find_java
from depgraph.embedded.releases import release
from depgraph.errors import JarsUnavailable
from depgraph.settings import Settings


def parts(settings: Settings) -> str:
    """In words, which Java and which jars. Raises JavaUnavailable, JarsUnavailable, EmbeddedError."""
    chosen = release(settings.neo4j_version)
    java = find_java(chosen, java_home=settings.java_home)
    if not jars_complete(chosen):
        raise JarsUnavailable(
            f"The jars of Neo4j {chosen.version} have not been fetched yet.",
            hint="depgraph db start fetches them",
        )
    return f"Java {java.major}, every jar there"
