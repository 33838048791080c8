"""Circles, depth, graphs made to take long, random ones: reading ends, and gives only what is there."""

from __future__ import annotations

import math
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depgraph.ingest.generation import as_count, as_extra, as_name, as_seed, as_strength
from depgraph.ingest.strings import MAX_PROMPT
from tests.ingest.drawn_graphs import Prompt, drawn, ksampler, made, node


def test_a_circle_ends() -> None:
    nodes = drawn(
        n4=ksampler(latent_image=["8", 0], seed=["9", 0], positive=["10", 0]),
        n8=node("LatentUpscale", samples=["4", 0]),
        n9=node("Reroute", value=["9", 0]),
        n10=node("ConditioningCombine", conditioning_1=["11", 0], conditioning_2=["10", 0]),
        n11=node("CLIPTextEncode", clip=["1", 1], text=["12", 0]),
        n12=node("Text Concatenate", text_a="again ", text_b=["12", 0]),
    )
    found = made(nodes)
    assert (found.seed, found.steps, found.prompt_text) == (None, 20, "again ")


def test_a_graph_of_nothing_but_a_circle_is_still_read() -> None:
    nodes = drawn(n6=node("Weird", images=["5", 0]), n7=node("Odd", pixels=["6", 0]))
    assert made(nodes).seed == 7


def test_a_deep_graph_needs_no_stack() -> None:
    chain = {
        str(100 + n): node(
            "LoraLoaderModelOnly", model=[str(101 + n), 0], lora_name=f"{n}.pt", strength_model=1
        )
        for n in range(15_000)
    }
    chain["15100"] = node("UNETLoader", unet_name="deep.pt")
    texts = {
        str(20_000 + n): node("ConditioningSetArea", conditioning=[str(20_001 + n), 0]) for n in range(4_000)
    }
    found = made(drawn(n4=ksampler(model=["100", 0], positive=["20000", 0])) | chain | texts)
    assert found.model is not None
    assert (found.model.name, len(found.loras), found.loras[0].name) == ("deep.pt", 15_000, "14999.pt")


def test_a_text_doubled_fifty_times_is_cut() -> None:
    nodes = {
        str(100 + n): node("Text Concatenate", text_a=[str(101 + n), 0], text_b=[str(101 + n), 0])
        for n in range(50)
    }
    nodes["150"] = node("String", string="x" * 100_000)
    encode = node("CLIPTextEncode", clip=["1", 1], text=["100", 0])
    assert len(made(drawn(n2=encode) | nodes).prompt_text) == MAX_PROMPT


def test_a_graph_made_to_take_long_does_not() -> None:
    """Thousands of save nodes, samplers and texts, each behind all others."""
    start = time.perf_counter()
    nodes: Prompt = {}
    for n in range(4_000):
        behind = [str(n - 1), 0]
        nodes[str(n)] = ksampler(latent_image=behind, positive=behind, negative=behind, model=behind)
        nodes[f"s{n}"] = node("SaveImage", images=[str(n), 0])
        nodes[f"t{n}"] = node("Text Concatenate", text_a=[f"t{n - 1}", 0], text_b=[f"t{n - 1}", 0])
        nodes[f"c{n}"] = node(
            "CLIPTextEncode", text=[f"t{n}", 0], clip=["0", 0], conditioning=[f"c{n - 1}", 0]
        )
    nodes["3999"]["inputs"]["positive"] = ["c3999", 0]
    made(nodes)
    assert time.perf_counter() - start < 30  # 1.6 s on two cores of 2026


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)
IDS = st.sampled_from(["1", "2", "3", "4", "5", "missing"])
NAMES = st.sampled_from(
    [
        *("model", "positive", "negative", "latent_image", "samples", "images", "image", "text", "text_a"),
        *("conditioning", "seed", "noise_seed", "steps", "cfg", "width", "height", "pipe", "base_ctx"),
        *("guider", "sampler", "sigmas", "noise", "lora_name", "ckpt_name", "strength_model", "select"),
        *("on_true", "on_false", "input1", "lora_1", "clip", "image_output", "delimiter", "x"),
    ]
)
CLASSES = st.sampled_from(
    [
        *(
            "KSampler",
            "SaveImage",
            "CLIPTextEncode",
            "Text Concatenate",
            "CheckpointLoaderSimple",
            "LoraLoader",
        ),
        *(
            "ImpactSwitch",
            "Any Switch (rgthree)",
            "Context (rgthree)",
            "SamplerCustomAdvanced",
            "PreviewImage",
        ),
        *("LoadImage", "ConditioningZeroOut", "StableCascade_StageB_Conditioning", "X", ""),
    ]
)
LINKS = st.tuples(IDS, st.integers(0, 3)).map(list)
INPUTS = st.dictionaries(NAMES, LINKS | LINKS | VALUES | st.just("a_v1.safetensors"), max_size=8)
NODES = st.fixed_dictionaries({"class_type": CLASSES, "inputs": INPUTS | VALUES})


@settings(deadline=None)
@given(nodes=st.dictionaries(IDS, NODES | VALUES, max_size=6))
def test_a_random_graph_never_raises_and_never_hangs(nodes: Prompt) -> None:
    found = made(nodes)
    assert found == made(nodes)
    assert found.seed is None or 0 <= found.seed < 2**64
    for one in (*found.loras, *found.others):
        assert one.weight is None or math.isfinite(one.weight)


@pytest.mark.parametrize(
    ("read", "given", "expected"),
    [
        (as_seed, "18446744073709551615", 2**64 - 1),
        (as_seed, 5.0, 5),
        (as_seed, 1e300, None),
        (as_count, 2**31, None),
        (as_count, -1, None),
        (as_strength, "7.5", 7.5),
        (as_strength, "nan", None),
        (as_strength, math.nan, None),
        (as_strength, math.inf, None),
        (as_strength, 10**400, None),
        (as_name, "  ", None),
        (as_name, "x" * 1001, None),
        (as_extra, 2**60, str(2**60)),
        (as_extra, 10**30, None),
        (as_extra, math.nan, None),
        (as_extra, {"a": 1}, None),
        (as_extra, False, False),
    ],
    ids=lambda value: getattr(value, "__name__", repr(value)[:20]),
)
def test_values_are_taken_only_as_what_they_are(read: Any, given: object, expected: object) -> None:
    assert read(given) == expected
