"""Shortened hashes and names without extension: which asset another program means."""

from __future__ import annotations

from pathlib import Path

import pytest

from depgraph.ingest.hashes import Registered, fits, meant_by_hash, usable, whole
from depgraph.ingest.loaders import CHECKPOINT, LORA
from depgraph.ingest.plan import AssetKey, Meant
from depgraph.ingest.planning import plan_import
from depgraph.ingest.programs.written import reference
from tests.ingest.drawn import picture, png, prompt, text_chunk

FILE, TENSORS = "a" * 64, "b" * 64


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("C0D1994C73", "c0d1994c73"),
        ("c0d1994c7312", "c0d1994c7312"),
        ("f" * 64, "f" * 64),
        ("1D44365E", None),  # the older hash of a part of the file
        ("blake3:" + "a" * 64, None),
        ("c0d1994c7", None),
        ("not a hash", None),
        ("", None),
        (None, None),
    ],
)
def test_a_hash_is_used_when_it_is_the_beginning_of_a_sha256(
    written: str | None, expected: str | None
) -> None:
    assert usable(written) == expected
    assert whole(written) == (expected if expected and len(expected) == 64 else None)


def test_only_twelve_digits_may_be_of_the_tensors() -> None:
    assert fits(FILE[:10], FILE, TENSORS)
    assert fits(FILE[:12], FILE, None)
    assert fits(TENSORS[:12], FILE, TENSORS)
    assert not fits(TENSORS[:10], FILE, TENSORS)
    assert not fits(TENSORS, FILE, TENSORS)


def test_of_several_assets_of_the_same_bytes_the_one_of_the_name_is_meant() -> None:
    known = {FILE[:10]: [Registered("first", "v1", "model"), Registered("Named.safetensors", "1", "model")]}
    for name, expected in (("named", "Named.safetensors"), ("other", "first")):
        one = reference(CHECKPOINT, name, "program", hash_=FILE[:10])
        assert one is not None
        found = meant_by_hash(one, known)
        assert found is not None
        assert found.name == expected


def test_hashes_are_asked_for_once_and_decide_what_is_used(tmp_path: Path) -> None:
    said = 'a <lora:ink:0.5>\nSteps: 2, Model hash: AAAAAAAAAA, Model: m, Lora hashes: "ink: bbbbbbbbbbbb"'
    for name in ("1.png", "2.png"):
        (tmp_path / name).write_bytes(png(text_chunk("parameters", said)))
    asked: list[list[str]] = []

    def find(hashes: object) -> dict[str, list[Registered]]:
        asked.append(list(hashes))  # type: ignore[call-overload]
        return {"bbbbbbbbbbbb": [Registered("brush", "v3", "lora")]}

    plan = plan_import([tmp_path], find_hashes=find)
    assert asked == [["aaaaaaaaaa", "bbbbbbbbbbbb"]]
    assert [one.key for one in plan.assets] == [AssetKey("brush", "v3"), AssetKey("m", "unversioned")]
    assert {use.asset for one in plan.scene_types for use in one.uses} == {one.key for one in plan.assets}
    assert sorted(plan.named.values()) == [
        Meant(AssetKey("brush", "v3"), "missing"), Meant(AssetKey("m", "unversioned"), "missing"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind", "expected", "status"),
    [
        ("animatrix_v20", "Model", AssetKey("animatrix", "v20"), "missing"),
        ("plain", "Model", AssetKey("plain.ckpt", "unversioned"), "missing"),
        ("PLAIN", "Model", AssetKey("PLAIN", "unversioned"), "missing"),
        ("twice", "Model", AssetKey("twice.safetensors", "unversioned"), "ambiguous"),
        ("there", "Model", AssetKey("there", "unversioned"), "missing"),
        ("plain", "VAE", AssetKey("vae/plain", "unversioned"), "missing"),
    ],
)
def test_a_name_without_extension_is_that_of_a_line_of_its_type(
    tmp_path: Path, name: str, kind: str, expected: AssetKey, status: str
) -> None:
    (tmp_path / "1.png").write_bytes(picture(prompt()))
    (tmp_path / "2.png").write_bytes(png(text_chunk("parameters", f"a\nSteps: 2, {kind}: {name}")))
    known = dict.fromkeys(
        ("plain.ckpt", "twice.ckpt", "twice.safetensors", "there", "there.safetensors"), "model"
    )
    known["plain"] = "lora"
    plan = plan_import([tmp_path], known_types=known)
    (meant,) = [one for spelling, one in plan.named.items() if spelling.file_name == name]
    assert meant == Meant(expected, status)


def test_an_embedding_in_a_text_is_an_asset_of_the_receipt_alone(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(picture(prompt(text="a cat, embedding:easy_v2")))
    plan = plan_import([tmp_path])
    assert AssetKey("easy", "v2") in {one.key for one in plan.assets}
    assert AssetKey("easy", "v2") not in {use.asset for one in plan.scene_types for use in one.uses}


def test_the_same_name_with_other_weights_or_hashes_is_another_scene_type(tmp_path: Path) -> None:
    for number, tag in enumerate(("<lora:a:1>", "<lora:a:1>", "<lora:a:0.5>", "<lora:b:1>")):
        (tmp_path / f"{number}.png").write_bytes(png(text_chunk("parameters", f"{number} {tag}\nSteps: 2")))
    assert len(plan_import([tmp_path]).scene_types) == 3
    assert reference(LORA, "None", "program") is None
