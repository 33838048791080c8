"""File names of real models, split as the contract's section 9 says."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depgraph.naming import UNVERSIONED, base_name, natural_key, split_file_name, with_folder

WITH_A_VERSION = [
    ("fashionGirl_v51.safetensors", "fashionGirl", "v51"),
    ("_style__\\fashionGirl_v53.safetensors", "fashionGirl", "v53"),
    ("loras/style/fashionGirl-v51.ckpt", "fashionGirl", "v51"),
    ("_zTest__\\lofi_V2.safetensors", "lofi", "V2"),
    ("_zTest__\\lofi_V21.safetensors", "lofi", "V21"),
    ("animatrix_v20.safetensors", "animatrix", "v20"),
    ("Anything-V3.0.ckpt", "Anything", "V3.0"),
    ("chroma-unlocked-v29.5.safetensors", "chroma-unlocked", "v29.5"),
    ("ltx-video-2b-v0.9.5.safetensors", "ltx-video-2b", "v0.9.5"),
    ("futaallV7.safetensors", "futaall", "V7"),
    ("realMaxV34_v34.safetensors", "realMaxV34", "v34"),
    ("t2iadapter_depth_sd14v1.pth", "t2iadapter_depth_sd14", "v1"),
    ("anaMixModelVer2_v20.safetensors", "anaMixModelVer2", "v20"),
    ("yuqikunStyle_v1.ckpt", "yuqikunStyle", "v1"),
    ("mm_sd_v15_v2.CKPT", "mm_sd_v15", "v2"),
    ("fashionGirl v51.safetensors", "fashionGirl", "v51"),
    ("fashionGirl_v51", "fashionGirl", "v51"),
]
WITHOUT_ONE = [
    "sd_xl_base_1.0.safetensors",
    "flux1-dev.safetensors",
    "flux-dev2.safetensors",
    "v1-5-pruned-emaonly.ckpt",
    "v1-5-pruned-emaonly.safetensors",
    "v2-1_768-ema-pruned.ckpt",
    "wan2.1_i2v_480p_14B_fp16.safetensors",
    "wan2.1_fun_camera_v1.1_1.3B_bf16.safetensors",
    "anything-v4.5-pruned.safetensors",
    "peefusion_V2-fp32-no-ema.safetensors",
    "fantasticmixReal_v30Baked.safetensors",
    "cosmos_cv8x8x8_1.0.safetensors",
    "cetusMix_Version35.safetensors",
    "AOM3A1.safetensors",
    "blessed2.vae.pt",
    "lumina_2.safetensors",
    "v2.safetensors",
    "_v2.safetensors",
    "v2",
    ".safetensors",
]


@pytest.mark.parametrize(("file_name", "name", "version"), WITH_A_VERSION)
def test_a_version_suffix_is_cut_with_the_extension(file_name: str, name: str, version: str) -> None:
    assert split_file_name(file_name) == (name, version)


@pytest.mark.parametrize("file_name", WITHOUT_ONE)
def test_without_a_suffix_the_whole_file_name_is_the_name(file_name: str) -> None:
    assert split_file_name(f"folder\\{file_name}") == (file_name, None)


def test_composed_and_decomposed_letters_are_one_name() -> None:
    composed = "Größe_v1.pt"
    assert split_file_name(unicodedata.normalize("NFD", composed)) == split_file_name(composed)


def test_folders_of_both_spellings_do_not_count() -> None:
    assert {base_name(path) for path in ("a\\b/c.pt", "c.pt", "/a/c.pt", "C:\\a\\c.pt", "a/c.pt/")} == {
        "c.pt"
    }


def test_versions_stand_in_natural_order() -> None:
    versions = [UNVERSIONED, "v1", "v1.0", "v2", "V3.0", "v9", "v10", "v20", "V21", "v" + "9" * 5000]
    backwards = versions[::-1]
    assert sorted(backwards, key=natural_key) == versions


def test_a_prefixed_name_names_its_folder() -> None:
    assert with_folder("fashionGirl", "loras") == "loras/fashionGirl"


@given(st.text(min_size=1))
def test_a_name_is_only_empty_when_nothing_is_given(text: str) -> None:
    name, version = split_file_name(text)
    assert name or not base_name(text)
    assert version is None or base_name(text).find(version) > 0


@given(st.lists(st.text(max_size=8), max_size=8))
def test_the_natural_order_is_total(texts: list[str]) -> None:
    for first, second in pairwise(sorted(texts, key=natural_key)):
        assert natural_key(first) < natural_key(second) or first == second
