"""Where the Neo4j Browser opens, and where it finds the guide.

The Browser 5.24 reads from its address: ``connectURL`` (with the user's name in it) and
``cmd=play&arg=URL``. (Also ``db``, which fails where it is asked before the databases are known: the
default database needs none.) It takes no password from an address, and none
belongs there: addresses stay in histories.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from depgraph.settings import Settings


def browser_url(http_uri: str, bolt_uri: str, user: str, guide_url: str = "") -> str:
    """The Browser's address on this server, with the connection filled in but for the password."""
    bolt = urlsplit(bolt_uri)
    wanted = {
        "connectURL": f"{bolt.scheme}://{quote(user, safe='')}@{bolt.netloc}",
        **({"cmd": "play", "arg": guide_url} if guide_url else {}),
    }
    return f"{http_uri.rstrip('/')}/browser/?{urlencode(wanted)}"


def guide_url(settings: Settings) -> str:
    """Where the service serves the guide.

    By the name ``localhost``: of all hosts on one's own machine, the Browser fetches guides only from
    this one unless the server's settings list more.
    """
    return f"http://localhost:{settings.port}/browser/guide.html"
