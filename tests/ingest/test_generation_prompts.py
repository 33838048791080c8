"""Both prompts, through what lies between the texts and the sampler."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ingest.drawn_graphs import drawn, ksampler, made, node, others


def test_a_guider_of_its_own_gives_scale_and_prompts() -> None:
    guider = node("CFGGuider", model=["1", 0], positive=["2", 0], negative=["3", 0], cfg=4)
    sampler = node(
        "SamplerCustomAdvanced", noise=["9", 0], guider=["8", 0], sampler=["10", 0], latent_image=["7", 0]
    )
    noise, choice = node("RandomNoise", noise_seed=5), node("SamplerEulerAncestral", eta=0.5)
    found = made(drawn(n4=sampler, n8=guider, n9=noise, n10=choice))
    assert (found.seed, found.cfg, found.sampler) == (5, 4, "SamplerEulerAncestral")
    assert (found.prompt_text, found.negative_prompt) == ("a cat", "a dog")
    assert found.additional["eta"] == 0.5


def test_a_context_is_looked_through() -> None:
    context = node("Context (rgthree)", model=["1", 0], positive=["2", 0], negative=["3", 0], seed=77)
    later = node("Context (rgthree)", base_ctx=["8", 0])
    sampler = ksampler(model=["9", 1], positive=["9", 4], negative=["9", 5], seed=["9", 8])
    found = made(drawn(n8=context, n9=later, n4=sampler))
    assert found.model is not None
    assert (found.seed, found.prompt_text, found.negative_prompt) == (77, "a cat", "a dog")


def test_prompts_come_through_what_lies_between() -> None:
    found = made(
        drawn(
            n8=node("ConditioningCombine", conditioning_1=["2", 0], conditioning_2=["9", 0]),
            n9=node("ConditioningSetArea", conditioning=["10", 0], width=64, height=64),
            n10=node("CLIPTextEncode", clip=["1", 1], text="in a park"),
            n11=node("ControlNetApplyAdvanced", positive=["8", 0], negative=["3", 0], control_net=["12", 0],
                     image=["13", 0], strength=0.8),
            n12=node("ControlNetLoader", control_net_name="pose.pth"),
            n13=node("LoadImage", image="pose.png"),
            n4=ksampler(positive=["11", 0], negative=["11", 1]),
        )
    )  # fmt: skip
    assert (found.prompt_text, found.negative_prompt) == ("a cat\nin a park", "a dog")
    assert others(found) == [("controlnet", "pose.pth", 0.8), ("image", "pose.png", None)]


def test_a_conditioning_that_was_emptied_has_no_text() -> None:
    found = made(drawn(n8=node("ConditioningZeroOut", conditioning=["2", 0]), n4=ksampler(negative=["8", 0])))
    assert (found.prompt_text, found.negative_prompt) == ("a cat", None)


def test_an_empty_negative_prompt_is_there() -> None:
    assert made(drawn(n3=node("CLIPTextEncode", clip=["1", 1], text=""))).negative_prompt == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (node("Text Multiline", text="a\nb"), "a\nb"),
        (node("PrimitiveString", value="a"), "a"),
        (node("ShowText|pysssss", text=["9", 0], text_0="old"), "nine"),
        (node("Text to Console", label="x", text=["9", 0]), "nine"),
        (node("Text Concatenate", text_b=["9", 0], text_a="a", linebreak_addition="true"), "a\nnine"),
        (node("Text Concatenate", text_a="a", text_b=["9", 0], linebreak_addition="false"), "anine"),
        (node("StringConcatenate", string_a="a", string_b=["9", 0], delimiter=", "), "a, nine"),
        (node("CR Text Concatenate", text1="a", text2=["9", 0], separator="\\n"), "a\nnine"),
        (node("ImpactWildcardProcessor", wildcard_text="{a|b}", populated_text="b", seed=1), "b"),
        (node("SDXLPromptStyler", text_positive=["9", 0], text_negative="bad", style="base"), "nine"),
        (node("ComfySwitchNode", switch=True, on_true=["9", 0], on_false=["10", 0]), "nine"),
        (node("Load Text File", file_path="x.txt"), ""),
    ],
    ids=lambda value: value["class_type"] if isinstance(value, dict) else "",
)
def test_a_text_comes_over_links(text: dict[str, Any], expected: str) -> None:
    encode = node("CLIPTextEncode", clip=["1", 1], text=["8", 0])
    nine, ten = node("String", string="nine"), node("String", string="ten")
    assert made(drawn(n2=encode, n8=text, n9=nine, n10=ten)).prompt_text == expected


def test_a_text_of_both_prompts_gives_the_one_asked_for() -> None:
    styler = node("SDXLPromptStyler", text_positive="nice", text_negative="bad")
    encodes = {
        key: node("CLIPTextEncode", clip=["1", 1], text=["8", slot]) for slot, key in enumerate(("n2", "n3"))
    }
    found = made(drawn(n8=styler, **encodes))
    assert (found.prompt_text, found.negative_prompt) == ("nice", "bad")


@pytest.mark.parametrize(
    ("second", "expected"), [("a cat", "a cat"), ("fine", "a cat\nfine"), (["9", 0], "a cat\nnine")]
)
def test_an_encoder_for_two_texts_names_both_once(second: object, expected: str) -> None:
    encode = node("CLIPTextEncodeSDXL", clip=["1", 1], text_g="a cat", text_l=second, width=1, height=1)
    assert made(drawn(n2=encode, n9=node("String", string="nine"))).prompt_text == expected


def test_an_embedding_in_a_text_is_an_input() -> None:
    found = made(drawn(n3=node("CLIPTextEncode", clip=["1", 1], text="bad, embedding:easynegative")))
    assert others(found) == [("embedding", "easynegative", None)]
