"""Requests made from the OpenAPI document: no answer that the document does not foresee, and none of 5xx."""

from __future__ import annotations

import random
import re
import zlib
from collections import Counter
from typing import Any

import pytest
import schemathesis
from hypothesis import Phase, given, settings
from hypothesis.strategies import one_of
from schemathesis import GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from depgraph.app import create_app
from depgraph.settings import Settings
from tests.conftest import PROVE
from tests.contract.known import put_in

DOCUMENT = create_app(Settings(neo4j_uri="bolt://127.0.0.1:1")).openapi()
WANTED = 2000 if PROVE else 150
"""Requests, all operations together."""

sent: Counter[int] = Counter()
"""Answers so far by the class of their status."""

schema = openapi.from_dict(DOCUMENT)
OPERATIONS = [found.ok() for found in schema.get_all_operations()]
EACH = WANTED * 5 // (4 * len(OPERATIONS)) + 1
"""More than its share: of some operations there are only a few different requests."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]


@schema.hook
def map_case(_context: schemathesis.HookContext, case: schemathesis.Case) -> schemathesis.Case:
    """Put ids of things that are there into most requests, always the same into the same request."""
    written = repr((case.path_parameters, case.query, case.body)).encode("utf-8", "surrogatepass")
    chance = random.Random(zlib.crc32(written))
    case.path_parameters = put_in(case.path_parameters, chance)
    case.query = put_in(case.query, chance)
    if isinstance(case.body, dict):
        case.body = put_in(case.body, chance)
    return case


# Not `@schema.parametrize()`: its tests share one node id, of which a run on several workers keeps one.
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_no_answer_is_outside_the_document(operation: Any, service: str) -> None:
    fitting = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    unfitting = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @settings(max_examples=EACH, phases=[Phase.generate], database=None)
    @given(case=one_of(fitting, fitting, unfitting))
    def ask(case: Any) -> None:
        answer = case.call_and_validate(base_url=service, checks=CHECKS, timeout=60)
        sent[answer.status_code // 100] += 1

    ask()


def test_as_many_requests_were_sent_as_are_promised() -> None:
    if not sent:
        pytest.skip("ONLY THIS TEST WAS CHOSEN: the requests are counted when they are sent")
    assert sum(sent.values()) >= WANTED, f"by class of status: {dict(sent)}"
    assert sent[2] * 10 >= sum(sent.values()), f"hardly a request gets past its first check: {dict(sent)}"


def test_the_document_names_every_request_of_the_contract() -> None:
    named = {f"{method.upper()} {path}" for path, methods in DOCUMENT["paths"].items() for method in methods}
    wanted = """
        GET /api/asset-types|POST /api/asset-types|GET /api/asset-statuses|POST /api/assets|GET /api/assets
        GET /api/assets/{asset_id}|PUT /api/assets/{asset_id}|DELETE /api/assets/{asset_id}
        POST /api/assets/{asset_id}/make-current|GET /api/assets/{asset_id}/versions
        POST /api/assets/{asset_id}/verify|POST /api/assets/{asset_id}/accept-content
        GET /api/assets/{asset_id}/deletion-check|GET /api/tasks|GET /api/tasks/{task_id}
        POST /api/assets/{asset_id}/dependencies|GET /api/assets/{asset_id}/dependencies
        DELETE /api/assets/{asset_id}/dependencies/{dependency_id}
        GET /api/entities/{entity_type}/{entity_id}/assets|GET /api/assets/{asset_id}/impact
        POST /api/assets/{asset_id}/impact/run-regression-tests|POST /api/assets/{asset_id}/impact/dismiss
        POST /api/assets/{asset_id}/notes|GET /api/assets/{asset_id}/notes|GET /api/notes
        PATCH /api/notes/{note_id}|DELETE /api/notes/{note_id}|GET /api/notes/{note_id}/history
        POST /api/compatibility/check|PUT /api/assets/{asset_id}/rating|GET /api/assets/{asset_id}/ratings
        GET /api/assets/{asset_id}/recommendations|GET /api/assets/{asset_id}/graph|GET /api/graph
        GET /api/export|POST /api/import/comfyui|POST /api/import/comfyui/file
        GET /healthz|GET /readyz|GET /api/version|GET /metrics|GET /api/features|PUT /api/features/{name}
    """
    missing = {
        line.strip() for part in wanted.split("\n") for line in part.split("|") if line.strip()
    } - named
    for kind in ("projects", "characters", "scene-types", "scenes", "segments", "templates", "jobs"):
        one = next(
            (path for path in DOCUMENT["paths"] if re.fullmatch(rf"/api/{kind}/{{\w+}}", path)),
            f"/api/{kind}/{{}}",
        )
        missing |= {f"GET /api/{kind}", *(f"{method} {one}" for method in ("GET", "PUT", "DELETE"))} - named
    for kind in ("source-images", "derived-images", "workflows"):
        one = f"/api/{kind}/{{{kind.replace('-', '_').removesuffix('s')}_id}}"
        wanted_of_kind = {
            f"POST /api/{kind}",
            f"GET {one}",
            f"GET {one}/versions",
            f"POST {one}/make-current",
        }
        missing |= wanted_of_kind - named
    assert not missing, f"the contract asks for {sorted(missing)}"
