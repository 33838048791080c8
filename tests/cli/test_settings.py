"""What is said of a setting that does not fit, and what one is taken for; none of it asks a database."""

from __future__ import annotations

from pathlib import Path

import pytest

from depgraph.cli import main
from depgraph.settings import Settings


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEPGRAPH_DATA_DIR", str(tmp_path / "data"))


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """What a command says before it leaves with the code of a usage error."""
    with pytest.raises(SystemExit) as left:
        main(["db", "status"])
    assert left.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("localhost:7687", "localhost:7687"),
        ("127.0.0.1", "127.0.0.1"),
        ("http://127.0.0.1:7474", "http://127.0.0.1:7474"),
        ("bolt:localhost:7687", "bolt:localhost:7687"),
        ("bolt://", "bolt://"),
        ("neo4j+s://localhost:none", "neo4j+s://localhost:none"),
        ("bolt://mika:s3cret@localhost:7687", "bolt://localhost:7687"),
        ("bolt://mika:1/s3cret@localhost:7687", "bolt://localhost:7687"),
        ("mika:s3cret@localhost:7687", "localhost:7687"),
        ("bolt://h?policy=s3cret", "bolt://h"),
        ("neo4j://h?s3cret", "neo4j://h"),
        ("neo4j://h?address=s3cret", "neo4j://h"),
        ("http://mika:s3cret@?#:/@localhost?password=s3cret", "http://localhost"),
    ],
)
def test_an_address_that_no_neo4j_can_have_is_shown_without_its_secrets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str, shown: str
) -> None:
    monkeypatch.setenv("DEPGRAPH_NEO4J_URI", given)
    said = refused(capsys)
    assert f"DEPGRAPH_NEO4J_URI cannot be {shown!r}. Write bolt://HOST:7687" in said
    assert "s3cret" not in said
    assert "mika" not in said
    assert "assets_root" not in said


@pytest.mark.parametrize("scheme", ["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc", "BOLT"])
def test_each_scheme_of_the_driver_is_taken(scheme: str) -> None:
    for place in ("localhost", "localhost:7687", "[::1]:7687"):
        assert not Settings(neo4j_uri=f"{scheme}://{place}").embedded


def test_a_routing_policy_is_taken() -> None:
    assert not Settings(neo4j_uri="neo4j+s://localhost:7687?policy=eu").embedded


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('port = 8000\nneo4j_password = "s3cret\n', "line 2, column 25"),
        ("s3cret\n", "line 1, column 7"),
        ("a = [", "end of document"),
        ('# s3cret\nhost = "\xff"', "line 2, column 9"),
    ],
)
def test_a_settings_file_that_is_no_toml_is_named_with_the_place_and_without_its_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, place: str
) -> None:
    (tmp_path / "depgraph.toml").write_bytes(text.encode("latin-1"))
    said = refused(capsys)
    assert f"{tmp_path / 'depgraph.toml'} is not TOML, {place}." in said
    assert "s3cret" not in said


def test_a_data_folder_that_is_no_path_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DEPGRAPH_DATA_DIR")
    (tmp_path / "depgraph.toml").write_text("data_dir = 5\n")
    assert "data_dir: " in refused(capsys)


def test_the_folder_of_files_may_be_the_one_that_one_is_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert Settings().assets_root == tmp_path / "data" / "assets"
    monkeypatch.setenv("DEPGRAPH_ASSETS_ROOT", ".")
    assert Settings().assets_root == Path()
