"""Who measures asks the kernel to keep processors awake, and says so where that cannot be had."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import awake


@pytest.fixture
def driver(tmp_path: Path) -> Path:
    path = tmp_path / "driver"
    path.write_text("haltpoll\n", "ascii")
    return path


@pytest.fixture
def device(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A device, and a descriptor that reads what is written to it: nothing more once it has been closed."""
    path = tmp_path / "latency"
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    yield path, reading
    os.close(reading)


def test_for_as_long_as_is_measured_waking_may_take_no_time(device: tuple[Path, int], driver: Path) -> None:
    path, reading = device
    with awake.processors(may_sleep=False, device=path, driver=driver) as is_awake:
        assert is_awake
        assert os.read(reading, 8) == bytes(4)
        with pytest.raises(BlockingIOError):  # it is open still
            os.read(reading, 8)
    assert os.read(reading, 8) == b""


def test_without_the_device_a_loud_line_says_why(
    tmp_path: Path, driver: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with awake.processors(may_sleep=False, device=tmp_path / "none" / "none", driver=driver) as is_awake:
        assert not is_awake
    assert "!!! PROCESSORS MAY SLEEP: " in capsys.readouterr().err


@pytest.mark.parametrize("named", ["none\n", "\n"])
def test_without_a_driver_for_idle_processors_nothing_is_asked_for(
    device: tuple[Path, int], driver: Path, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    driver.write_text(named, "ascii")
    with awake.processors(may_sleep=False, device=device[0], driver=driver) as is_awake:
        assert not is_awake
        assert os.read(device[1], 8) == b""
    assert "names no driver" in capsys.readouterr().err


def test_the_machine_is_left_as_it_is_where_that_is_wanted(
    device: tuple[Path, int], driver: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with awake.processors(may_sleep=True, device=device[0], driver=driver) as is_awake:
        assert not is_awake
        assert os.read(device[1], 8) == b""
    assert capsys.readouterr().err == ""
