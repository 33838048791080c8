"""The checkpoint of receipts: a file that is replaced as a whole, and read beside the database."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from depgraph.errors import DepgraphError
from depgraph.provenance import checkpoint
from depgraph.provenance.checkpoint import NAME

KEY = bytes(range(32))
AT = "2026-11-20T09:00:00.000000Z"


def head(number: int, completion: str | None = None) -> dict[str, object]:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return {"count": number, "head_hash": digest, "completion_head_hash": completion and digest}


def write(folder: Path, names: list[str], *, seal: bool = True) -> None:
    with checkpoint.replacing(folder, KEY, at=AT) as fresh:
        for number, name in enumerate(names, 1):
            fresh.add(name, head(number, "yes" if number % 2 else None))
        if seal:
            fresh.seal()


def test_where_none_was_written_there_is_none(tmp_path: Path) -> None:
    with checkpoint.kept(tmp_path, KEY) as found:
        assert found is None


def test_heads_are_handed_out_once_in_the_order_of_the_segments(tmp_path: Path) -> None:
    names = ["a", "b\n", "c\u2028", "\uffee", "\U0001f600"]
    write(tmp_path, names)
    with checkpoint.kept(tmp_path, KEY) as found:
        assert found is not None
        assert found.at == AT
        assert found.up_to("Z") == {}
        assert found.up_to("b\n") == {"a": head(1, "yes"), "b\n": head(2)}
        assert list(found.up_to("\U0001f600")) == names[2:]
        assert found.up_to(None) == {}


def test_a_checkpoint_that_was_not_sealed_leaves_the_last_one(tmp_path: Path) -> None:
    write(tmp_path, ["a"])
    before = (tmp_path / NAME).read_bytes()
    write(tmp_path, ["b"], seal=False)
    with pytest.raises(TypeError), checkpoint.replacing(tmp_path, KEY, at=AT) as fresh:
        fresh.add("c", {"count": 1, "head_hash": 1})
    assert (tmp_path / NAME).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_any_changed_byte_and_any_other_key_is_refused(tmp_path: Path) -> None:
    write(tmp_path, ["a", "b"])
    good = (tmp_path / NAME).read_bytes()
    for at in range(len(good)):
        changed = bytearray(good)
        changed[at] ^= 1
        (tmp_path / NAME).write_bytes(changed)
        with pytest.raises(ValueError), checkpoint.kept(tmp_path, KEY):  # noqa: PT011 -- json's own too
            pass
    (tmp_path / NAME).write_bytes(good)
    with pytest.raises(ValueError, match="seal"), checkpoint.kept(tmp_path, bytes(32)):
        pass


def test_a_million_chains_take_about_140_bytes_each(tmp_path: Path) -> None:
    names = [f"0192f3c4b5a67d8e9f00112233{number:06}" for number in range(1000)]
    write(tmp_path, names)
    assert (tmp_path / NAME).stat().st_size < 145 * len(names)


@pytest.mark.skipif(os.name != "posix", reason="LOOK: rights of files are checked on POSIX systems only")
def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    write(tmp_path, ["a"])
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(DepgraphError, match="gone"), checkpoint.replacing(tmp_path / "gone", KEY, at=AT):
        pass
    (tmp_path / NAME).mkdir()
    with pytest.raises(DepgraphError, match="cannot be read"), checkpoint.kept(tmp_path, KEY):
        pass
