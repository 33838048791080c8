"""Pictures of AUTOMATIC1111, InvokeAI, Fooocus and NovelAI: small texts of our own in their forms."""

from __future__ import annotations

import gzip
import io
import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from depgraph.ingest.findings import Template, finding_of, graph_of
from depgraph.ingest.generation import Generation
from depgraph.ingest.making import generation_in
from depgraph.ingest.programs import made_by_another
from depgraph.ingest.reading import MadeElsewhere, Reading, Skipped
from depgraph.ingest.walk import Found
from tests.ingest.drawn import FIXTURE_PROMPT, FIXTURE_WORKFLOW, chunk, picture, png, text_chunk
from tests.ingest.drawn_graphs import loras, others
from tests.ingest.read import read_bytes

A1111 = """a cat, <lora:fashionGirl_v51:0.5> in the sun
second line <lora:other:1:0.25> <lora:third:te=1:unet=0.75> <lora:plain> <hypernet:paint:0.3>
Negative prompt: blurry, easynegative
two lines
Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: 18446744073709551615, \
Size: 512x768, Model hash: c0d1994c73, Model: realisticVision_v20, VAE hash: 735e4c3a44, \
VAE: ae.safetensors, Denoising strength: 0.4, Clip skip: 2, Hires upscale: 2, Hires upscaler: 4x-UltraSharp, \
Refiner: sd_xl_refiner [7440042bbd], Lora hashes: "fashionGirl_v51: aaaa11112222, third: bbbb11112222", \
TI hashes: "easynegative: cccc11112222", Template: "a, \\"quoted\\" cat", Version: v1.9.4"""


def read(*pairs: tuple[str, Any]) -> Generation:
    found = told(png(*(text_chunk(key, value) for key, value in pairs)))
    assert found is not None
    return found


def told(data: bytes) -> Generation | None:
    """What a picture without a graph says of how it was made."""
    found = read_bytes(data)
    return found.made.generation if isinstance(found, MadeElsewhere) else None


def test_everything_that_automatic1111_writes_is_read() -> None:
    found = read(("parameters", A1111))
    assert found.model is not None
    assert (found.model.name, found.model.hash) == ("realisticVision_v20", "c0d1994c73")
    assert (found.model.reference.role, found.model.reference.folder) == ("primary_model", "checkpoints")
    assert (found.seed, found.steps, found.cfg, found.sampler) == (2**64 - 1, 20, 6.5, "DPM++ 2M")
    assert (found.width, found.height) == (512, 768)
    assert found.prompt_text == "\n".join(A1111.split("\n")[:2])
    assert found.negative_prompt == "blurry, easynegative\ntwo lines"
    assert loras(found) == [("fashionGirl_v51", 0.5), ("other", 0.25), ("third", 0.75), ("plain", 1.0)]
    assert [one.hash for one in found.loras] == ["aaaa11112222", None, "bbbb11112222", None]
    assert [(one.role, one.name, one.weight, one.hash) for one in found.others] == [
        ("vae", "ae.safetensors", None, "735e4c3a44"),
        ("hypernetwork", "paint", 0.3, None),
        ("upscaler", "4x-UltraSharp", None, None),
        ("further_model", "sd_xl_refiner", None, "7440042bbd"),
        ("embedding", "easynegative", None, "cccc11112222"),
    ]
    assert found.additional == {
        "scheduler": "Karras",
        "denoise": 0.4,
        "clip_skip": 2,
        "hires_upscale": 2,
        "template": 'a, "quoted" cat',
    }


@pytest.mark.parametrize(
    ("text", "prompt", "negative"),
    [
        ("Steps: 1, Sampler: Euler, Seed: 3", "", None),
        ("a\nSteps: 9 to heaven\nSteps: 1, Seed: 3", "a\nSteps: 9 to heaven", None),
        ("a\nSteps: 2, Seed: 9\nb\nSteps: 1, Seed: 3", "a\nSteps: 2, Seed: 9\nb", None),
        ("Negative prompt: b\nSteps: 1, Seed: 3", "", "b"),
        ("a\nNegative prompt:\nSteps: 1, Seed: 3", "a", ""),
        ("a\r\nNegative prompt: b\r\nSteps: 1, Seed: 3\r\n", "a", "b"),
        ("a\nSteps: 1, Seed: 3\nTemplate: __x__\nNegative Template: y", "a", None),
    ],
)
def test_prompts_and_settings_are_told_apart(text: str, prompt: str, negative: str | None) -> None:
    found = read(("parameters", text))
    assert (found.prompt_text, found.negative_prompt, found.steps, found.seed) == (prompt, negative, 1, 3)


@pytest.mark.parametrize("text", ["a duck", "Steps: many", "", "{}", "Negative prompt: x", "Steps:"])
def test_a_text_of_another_form_says_nothing(text: str) -> None:
    assert told(png(text_chunk("parameters", text))) is None


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
@pytest.mark.parametrize("code", ["utf-16-be", "utf-16-le"])
def test_exif_holds_it_in_either_order_of_bytes(kind: str, code: str) -> None:
    """The block that is written here has its numbers in one order, the text in the other or the same."""
    image, stream, exif = Image.new("RGB", (8, 8)), io.BytesIO(), Image.Exif()
    exif[0x8769] = {0x9286: b"UNICODE\0" + A1111.encode(code)}
    image.save(stream, kind, exif=exif)
    found = read_bytes(stream.getvalue(), f"x.{kind.lower()}")
    assert isinstance(found, MadeElsewhere)
    assert found.made.generation == read(("parameters", A1111))
    assert found.reason == "it holds no ComfyUI metadata, but that of AUTOMATIC1111"


def test_settings_of_extensions_do_not_disturb() -> None:
    unit = 'ControlNet 0: "Module: canny, Model: control_canny [d14c016b], Weight: 0.8, Mode: Balanced"'
    hashes = 'Hashes: {"vae": "cccc", "model": "aaaa", "lora:x": "bbbb"}'
    found = read(("parameters", f"a\nSteps: 1, Model: m, Model hash: dddd, {unit}, {hashes}, Seed: 3"))
    assert found.model is not None
    assert (found.model.name, found.model.hash, found.seed) == ("m", "dddd", 3)
    assert [(one.role, one.name, one.weight, one.hash) for one in found.others] == [
        ("controlnet", "control_canny", 0.8, "d14c016b")
    ]


def hidden(text: bytes, mark: bytes, *, length: int | None = None, mode: str = "RGBA") -> bytes:
    """A picture with a text in the lowest bits of its alpha, column by column."""
    head = mark + (8 * len(text) if length is None else length).to_bytes(4, "big")
    bits = "".join(f"{byte:08b}" for byte in head + text)
    high = 37
    image = Image.new(mode, (len(bits) // high + 1, high), 0xFFFFFFFF if mode == "RGBA" else 0)
    for at, bit in enumerate(bits if mode == "RGBA" else ""):
        image.putpixel((at // high, at % high), (9, 9, 9, 254 | int(bit)))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_a_hidden_text_is_found(packed: bool) -> None:
    data = gzip.compress(A1111.encode(), mtime=0) if packed else A1111.encode()
    found = told(hidden(data, b"stealth_pngcomp" if packed else b"stealth_pnginfo"))
    assert found == read(("parameters", A1111))


def test_novelai_hides_its_texts_too() -> None:
    texts = {"Software": "NovelAI", "Description": "a cat", "Comment": json.dumps({"steps": 28, "seed": 5})}
    found = told(hidden(gzip.compress(json.dumps(texts).encode()), b"stealth_pngcomp"))
    assert found is not None
    assert (found.prompt_text, found.steps, found.seed) == ("a cat", 28, 5)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (hidden(b"x", b"stealth_nothing"), "it holds no ComfyUI metadata"),
        (hidden(b"x", b"stealth_pnginfo", length=2**31), "its hidden text is longer than the picture"),
        (hidden(b"no gzip", b"stealth_pngcomp"), "its hidden text cannot be unpacked"),
        (hidden(gzip.compress(b"\0" * (16 * 1024**2 + 1)), b"stealth_pngcomp"),
         "its hidden text unpacks to more than 16 MB"),
        (hidden(b"a duck", b"stealth_pnginfo"),
         "it holds no ComfyUI metadata, but that of AUTOMATIC1111 or one of its kind"),
        (hidden(b"", b"", mode="RGB"), "it holds no ComfyUI metadata"),
    ],
    ids=["none", "too long", "no gzip", "bomb", "no settings", "no alpha"],
)  # fmt: skip
def test_a_picture_that_hides_nothing_says_why(data: bytes, expected: str) -> None:
    found = read_bytes(data, "x.png")
    assert getattr(found, "reason", None) == expected


def test_a_vast_picture_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depgraph.ingest.containers.hidden.MAX_HIDDEN_PIXELS", 100)
    assert told(hidden(A1111.encode(), b"stealth_pnginfo")) is None


def with_another_head(data: bytes, width: int, height: int) -> bytes:
    """The picture with a small head before its own one, which becomes that of width and height."""
    pixels = data[33:]
    heads = [struct.pack(">IIBBBBB", w, h, 8, 6, 0, 0, 0) for w, h in ((1, 1), (width, height))]
    return data[:8] + b"".join(chunk(b"IHDR", head) for head in heads) + pixels


@pytest.mark.parametrize("width", [2000, 10_000, 30_000])
def test_a_second_head_does_not_make_a_picture_vast(width: int) -> None:
    """The second one counts: more than is unpacked, more than is warned of, more than is opened at all."""
    data = with_another_head(hidden(b"x", b"stealth_pnginfo"), width, 10_000)
    found = read_bytes(data, "x.png")
    assert isinstance(found, Skipped)
    assert re.match("its pixels (are more than its head says|cannot be unpacked)", found.reason)


def test_a_second_head_that_is_too_large_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("depgraph.ingest.containers.hidden.MAX_HIDDEN_PIXELS", 100)
    data = hidden(A1111.encode(), b"stealth_pnginfo")
    width, height = struct.unpack_from(">II", data, 16)
    found = read_bytes(with_another_head(data, width, height), "x.png")
    assert isinstance(found, Skipped)
    assert found.reason == "its pixels are more than its head says"


def test_a_broken_profile_behind_the_pixels_is_a_reason() -> None:
    data = hidden(b"x", b"stealth_pnginfo")
    found = read_bytes(data[:-12] + chunk(b"iCCP", b"") + data[-12:], "x.png")
    assert isinstance(found, Skipped)
    assert found.reason.startswith("its pixels cannot be unpacked")


def test_a_picture_beside_far_more_bytes_than_its_pixels_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = hidden(A1111.encode(), b"stealth_pnginfo")
    monkeypatch.setattr("depgraph.ingest.containers.hidden.MAX_HIDDEN_BYTES", len(data) - 1)
    assert told(data) is None


def test_invokeai_names_its_models() -> None:
    found = read(
        (
            "invokeai_metadata",
            {
                "positive_prompt": "a cat", "negative_prompt": "a dog", "seed": 5, "steps": 30,
                "cfg_scale": 7, "scheduler": "euler", "width": 832, "height": 1216, "clip_skip": 1,
                "strength": 0.6,
                "model": {"key": "k", "hash": "blake3:abc", "name": "juggernaut_v9", "base": "sdxl"},
                "loras": [
                    {"model": {"name": "detail_v2", "hash": "blake3:def"}, "weight": 0.75},
                    {"lora": {"model_name": "older"}, "weight": 0.5},
                ],
                "vae": {"model_name": "VAEFix"},
                "refiner_model": {"name": "refiner"},
                "controlnets": [
                    {"control_model": {"name": "canny"}, "control_weight": 0.8,
                     "image": {"image_name": "c.png"}}
                ],
            },
        ),
        ("invokeai_workflow", {"nodes": [{"id": "1", "type": "invocation"}], "edges": []}),
    )  # fmt: skip
    assert found.model is not None
    assert (found.model.name, found.model.hash) == ("juggernaut_v9", "blake3:abc")
    assert [(one.name, one.weight, one.hash) for one in found.loras] == [
        ("detail_v2", 0.75, "blake3:def"),
        ("older", 0.5, None),
    ]
    assert others(found) == [
        ("vae", "VAEFix", None),
        ("further_model", "refiner", None),
        ("controlnet", "canny", 0.8),
        ("image", "c.png", None),
    ]
    assert found.additional == {"clip_skip": 1, "denoise": 0.6}


def test_invokeai_of_the_second_version_has_the_negative_prompt_in_brackets() -> None:
    image = {"prompt": "a cat [a dog] in the sun", "steps": 5, "seed": 6, "sampler": "k_lms"}
    found = read(("sd-metadata", {"model_weights": "m_v08", "model_hash": "abc", "image": image}))
    assert (found.prompt_text, found.negative_prompt, found.sampler) == (
        "a cat  in the sun",
        "a dog",
        "k_lms",
    )


def test_a_dream_is_a_command() -> None:
    found = read(("Dream", '"a cat [a dog]" -s 50 -S 298 -W 512 -H 768 -C 5.5 -A k_lms -U 4 0.95'))
    assert (found.prompt_text, found.negative_prompt) == ("a cat", "a dog")
    assert (found.steps, found.seed, found.cfg, found.sampler) == (50, 298, 5.5, "k_lms")
    assert (found.model, found.width, found.height) == (None, 512, 768)


def test_fooocus_names_its_loras() -> None:
    given = {
        "base_model": "jugger_v8", "base_model_hash": "aeb7e9e689", "guidance_scale": 4,
        "seed": "6952411511246973023", "steps": 30, "sampler": "dpmpp_2m", "scheduler": "karras",
        "resolution": "(768, 1280)",
        "prompt": "a cat", "negative_prompt": "", "refiner_model": "None", "refiner_switch": 0.5,
        "vae": "Default (model)",
        "loras": [["offset_v1.safetensors", 0.1, "4852686128"]], "styles": "['Sharp']",
    }  # fmt: skip
    found = read(("parameters", given), ("fooocus_scheme", "fooocus"))
    assert found.model is not None
    assert (found.model.name, found.model.hash, found.seed) == (
        "jugger_v8",
        "aeb7e9e689",
        6952411511246973023,
    )
    assert [(one.name, one.weight, one.hash) for one in found.loras] == [
        ("offset_v1.safetensors", 0.1, "4852686128")
    ]
    assert (found.others, found.negative_prompt, found.width, found.height) == ((), "", 768, 1280)
    assert found.additional == {"scheduler": "karras", "refiner_switch": 0.5, "styles": "['Sharp']"}


def test_novelai_is_its_own_model() -> None:
    comment = {"prompt": "a cat, all of it", "steps": 28, "seed": 5, "scale": 5.5, "sampler": "k_euler",
               "width": 832, "height": 1216, "uc": "a dog", "sm": False, "cfg_rescale": 0}  # fmt: skip
    found = read(
        ("Software", "NovelAI"), ("Source", "NovelAI Diffusion V4 4BDE2A90"),
        ("Description", "a cat"), ("Comment", comment),
    )  # fmt: skip
    assert found.model is not None
    assert (found.model.name, found.model.hash) == ("NovelAI Diffusion V4", "4BDE2A90")
    assert (found.prompt_text, found.negative_prompt, found.width) == ("a cat, all of it", "a dog", 832)
    assert found.additional == {"smea": False, "cfg_rescale": 0}


def test_comfyuis_prompt_counts_before_what_others_say() -> None:
    found = read_bytes(png(text_chunk("prompt", FIXTURE_PROMPT), text_chunk("parameters", A1111)), "x.png")
    assert isinstance(found, Reading)
    assert loras(generation_in(graph_of(found))) == [("fashionGirl_v51.safetensors", 0.5)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.png", png(text_chunk("workflow", FIXTURE_WORKFLOW), text_chunk("parameters", A1111))),
        ("x.png", picture(None, FIXTURE_WORKFLOW)),
        ("x.json", json.dumps(FIXTURE_PROMPT).encode()),
    ],
    ids=["beside another program's text", "alone", "a JSON file"],
)
def test_a_workflow_made_nothing(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert isinstance(finding_of(Found(tmp_path / name, name)), Template)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)
FIELDS = st.sampled_from(
    [
        *(
            "model",
            "name",
            "hash",
            "loras",
            "seed",
            "steps",
            "image",
            "prompt",
            "v4_prompt",
            "caption",
            "vae",
        ),
        *("base_model", "guidance_scale", "resolution", "lora_combined_1", "controlnets", "Comment", "uc"),
        *("model_weights", "positive_prompt", "refiner_model", "styles"),
    ]
)
OBJECTS = st.recursive(
    st.dictionaries(FIELDS, VALUES, max_size=6),
    lambda inner: st.dictionaries(FIELDS, inner | st.lists(inner, max_size=2) | VALUES, max_size=6),
    max_leaves=4,
).map(json.dumps)
PIECES = st.sampled_from(
    [
        "\n",
        "Steps: 20",
        ", ",
        "Seed: 9",
        '"',
        "\\",
        "<lora:",
        "a:1>",
        "[",
        "]",
        "Negative prompt:",
        " -s ",
        ":",
    ]
)
LINES = st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join)
KEYS = st.sampled_from(
    ["parameters", "invokeai_metadata", "sd-metadata", "Dream", "Comment", "Software", "Source"]
)


@given(pairs=st.lists(st.tuples(KEYS, OBJECTS | LINES | st.just("NovelAI")), max_size=4))
def test_texts_of_any_form_never_raise(pairs: list[tuple[str, str]]) -> None:
    found = made_by_another(pairs)
    assert found is None or found.generation.seed is None or 0 <= found.generation.seed < 2**64


@given(data=st.data())
def test_hidden_texts_cut_off_or_altered_never_raise(data: st.DataObject) -> None:
    whole = bytearray(hidden(gzip.compress(A1111.encode(), mtime=0), b"stealth_pngcomp"))
    for _ in range(data.draw(st.integers(0, 6), "changes")):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    read_bytes(bytes(whole[: data.draw(st.integers(0, len(whole)), "cut")]), "x.png")
