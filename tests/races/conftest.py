from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from tests.races.racing import Studio


@pytest.fixture
def rounds(prove: bool) -> range:
    """Ten to see that it works, three hundred to show that it holds."""
    return range(300 if prove else 10)


@pytest.fixture
def studio(client: httpx2.AsyncClient, tmp_path: Path) -> Studio:
    return Studio(client, tmp_path)
