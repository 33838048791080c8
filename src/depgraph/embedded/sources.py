"""Where jars come from: the Maven repositories that jgo is set up with, by way of its HTTP client.

Proxies, certificates and further repositories are those of the environment and
of the user's jgo settings; depgraph itself names no repository.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, cast

from jgo.config import GlobalSettings
from jgo.maven import Artifact, MavenContext
from jgo.util import http

TIMEOUT = 30
"""Seconds without a byte after which a download counts as broken."""


class Response(Protocol):
    """What is used of an HTTP answer."""

    status_code: int

    def iter_content(self, chunk_size: int) -> Iterator[bytes]: ...
    def close(self) -> None: ...


Source = Callable[[str], Sequence[str]]
"""Gives, for a Maven coordinate, the addresses to try in this order."""


def maven_context() -> MavenContext:
    """jgo's context with the user's repositories (those named in the settings come first)."""
    settings = GlobalSettings.load()
    central = MavenContext().remote_repos
    return MavenContext(
        repo_cache=settings.repo_cache, remote_repos={**settings.repositories, **central}, timeout=TIMEOUT
    )


def artifact(context: MavenContext, coordinate: str) -> Artifact:
    """The jar that ``group:artifact:version[:classifier]`` names."""
    group, name, version, *classifier = coordinate.split(":")
    return context.project(group, name).at_version(version).artifact("".join(classifier), "jar")


def maven_source(context: MavenContext | None = None) -> Source:
    """The addresses of a jar in every repository of this context."""
    known = context or maven_context()

    def addresses(coordinate: str) -> Sequence[str]:
        jar = artifact(known, coordinate)
        path = (Path(jar.component.path_prefix) / jar.filename).as_posix()
        return [f"{repository.rstrip('/')}/{path}" for repository in known.remote_repos.values()]

    return addresses


class Client:
    """Reads addresses by jgo's HTTP client, which takes proxies and certificates from the environment.

    Where its own list of authorities refuses a certificate, the system's list
    is asked, as pip and the browser do: behind a proxy that opens TLS only the
    system knows the proxy. What comes is checked against the lock either way.
    """

    def __init__(self) -> None:
        self._authorities: bool | str = True

    def open(self, address: str, *, offset: int = 0) -> Response:
        """Begin to read, from a byte offset when the server allows it (status 206)."""
        try:
            return self._get(address, offset)
        except OSError as error:
            system = _system_authorities()
            if "CERTIFICATE_VERIFY_FAILED" not in str(error) or not system:
                raise
            self._authorities = system
            return self._get(address, offset)

    def _get(self, address: str, offset: int) -> Response:
        headers = {"Accept-Encoding": "identity"}  # the bytes as they are, so that offsets mean what they say
        if offset:
            headers["Range"] = f"bytes={offset}-"
        answer = http.get(address, stream=True, timeout=TIMEOUT, headers=headers, verify=self._authorities)
        return cast(Response, answer)


def _system_authorities() -> str | None:
    """File or folder of the certificate authorities that this machine trusts."""
    paths = ssl.get_default_verify_paths()
    return paths.cafile or paths.capath
