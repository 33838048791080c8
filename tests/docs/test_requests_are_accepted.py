"""Every body on docs/requests.md is one that its route takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest

from depgraph.models.base import Body
from tests.docs.test_docs_and_code_agree import text
from tests.static.routes import routes

_PARTS = re.compile(r"`((?:POST|PUT|PATCH) /api/[^`]+)`|```json\n(.*?)```", re.S)


def shown() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each route that is named, with the block that belongs to it: they follow in the same order."""
    named: list[str] = []
    for route, block in _PARTS.findall(text("requests.md")):
        if route:
            named.append(route)
        else:
            yield named.pop(0), json.loads(block)
    assert named == []


SHOWN = list(shown())


@pytest.mark.parametrize(("route", "body"), SHOWN, ids=[route for route, _ in SHOWN])
def test_a_body_of_the_page_is_what_its_route_takes(route: str, body: dict[str, Any]) -> None:
    handlers = {f"{method} {one.path}": one.endpoint for one in routes() for method in one.methods}
    models = [
        hint
        for hint in get_type_hints(handlers[route]).values()
        if isinstance(hint, type) and issubclass(hint, Body)
    ]
    assert len(models) == 1
    assert models[0].model_validate_json(json.dumps(body)).given() == sorted(body)
