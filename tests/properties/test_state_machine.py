"""Whatever clients do in whatever order, the service answers as the plain model does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from depgraph.embedded import Server
from tests.conftest import PROVE
from tests.properties.drawn import CONTENTS, FILE_NAMES
from tests.properties.service import Service, service
from tests.properties.studio_machine import StudioMachine

EXAMPLES, STEPS = (100, 30) if PROVE else (5, 15)


@pytest.fixture(scope="module")
def running(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("studio")
    for number, content in enumerate(CONTENTS):
        _write(folder / str(number), content)
    with service(server, folder) as started:
        yield started


def _write(folder: Path, content: bytes) -> None:
    folder.mkdir()
    for name in FILE_NAMES:
        (folder / name).write_bytes(content)


def test_any_order_of_requests_is_answered_as_by_the_plain_model(running: Service) -> None:
    run_state_machine_as_test(
        lambda: StudioMachine(running),  # pyright: ignore[reportArgumentType] -- any factory does
        settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS),
    )
