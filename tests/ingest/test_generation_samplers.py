"""Which sampler counts, and where it is told its settings: one small graph for each situation."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ingest.drawn_graphs import drawn, ksampler, loras, made, node, others


def test_a_later_pass_is_kept_beside_the_first() -> None:
    """Hires fix: the picture begins in 4; 9 works on what it made."""
    found = made(
        drawn(
            n8=node("LatentUpscaleBy", samples=["4", 0], scale_by=1.5),
            n9=ksampler(latent_image=["8", 0], seed=2**60, steps=10, denoise=0.5, model=["10", 0]),
            n10=node("CheckpointLoaderSimple", ckpt_name="second.safetensors"),
            n5=node("VAEDecode", samples=["9", 0], vae=["1", 2]),
        )
    )
    assert found.model is not None
    assert (found.model.name, found.seed, found.steps) == ("sd\\base_v1.safetensors", 7, 20)
    assert (found.width, found.height) == (512, 768)
    assert others(found) == [("further_model", "second.safetensors", None)]
    assert found.additional["passes"] == [
        {
            "seed": str(2**60), "steps": 10, "cfg": 7.5, "sampler": "euler",
            "scheduler": "karras", "denoise": 0.5,
        }
    ]  # fmt: skip


def test_of_several_beginnings_the_lowest_node_counts() -> None:
    found = made(
        drawn(
            n12=ksampler(seed=12, latent_image=["7", 0]),
            n11=node("LatentComposite", samples_to=["12", 0], samples_from=["4", 0], x=0, y=0),
            n10=ksampler(seed=10, latent_image=["11", 0], denoise=0.5),
            n5=node("VAEDecode", samples=["10", 0], vae=["1", 2]),
        )
    )
    assert found.seed == 7
    assert [one["seed"] for one in found.additional["passes"]] == ["12", "10"]


def test_a_start_image_made_in_the_same_graph_is_an_earlier_pass() -> None:
    """Text to picture (4) to film (9): the film's sampler counts."""
    found = made(
        drawn(
            n8=node("WanImageToVideo", width=832, height=480, length=33, start_image=["5", 0], vae=["1", 2],
                    positive=["2", 0], negative=["3", 0]),
            n9=ksampler(seed=9, model=["10", 0], positive=["8", 0], negative=["8", 1], latent_image=["8", 2]),
            n10=node("UNETLoader", unet_name="wan.safetensors"),
            n11=node("VAEDecode", samples=["9", 0], vae=["1", 2]),
            n6=node("VHS_VideoCombine", images=["11", 0], frame_rate=16),
        )
    )  # fmt: skip
    assert found.model is not None
    assert (found.model.name, found.seed, found.width, found.height) == ("wan.safetensors", 9, 832, 480)
    assert (found.additional["frames"], found.additional["frame_rate"]) == (33, 16)
    assert [one["seed"] for one in found.additional["passes"]] == ["7"]


def test_a_custom_sampler_is_told_by_many() -> None:
    found = made(
        {
            "1": node("UNETLoader", unet_name="flux.safetensors"),
            "2": node("DualCLIPLoader", clip_name1="t5.safetensors", clip_name2="l.safetensors"),
            "3": node("CLIPTextEncode", clip=["2", 0], text="a cat"),
            "4": node("FluxGuidance", conditioning=["3", 0], guidance=3.5),
            "5": node("ModelSamplingFlux", model=["1", 0], max_shift=1.15, base_shift=0.5, width=9, height=9),
            "6": node("BasicGuider", model=["5", 0], conditioning=["4", 0]),
            "7": node("RandomNoise", noise_seed=2**64 - 1),
            "8": node("KSamplerSelect", sampler_name="euler"),
            "9": node("BasicScheduler", model=["5", 0], scheduler="simple", steps=24, denoise=1),
            "10": node("EmptySD3LatentImage", width=["11", 0], height=832, batch_size=1),
            "11": node("PrimitiveInt", value=1216),
            "12": node("SamplerCustomAdvanced", noise=["7", 0], guider=["6", 0], sampler=["8", 0],
                       sigmas=["9", 0], latent_image=["10", 0]),
            "13": node("VAEDecode", samples=["12", 0], vae=["14", 0]),
            "14": node("VAELoader", vae_name="ae.safetensors"),
            "15": node("SaveImage", images=["13", 0]),
        }
    )  # fmt: skip
    assert found.model is not None
    assert (found.model.name, found.model.reference.folder) == ("flux.safetensors", "diffusion_models")
    assert (found.seed, found.steps, found.cfg, found.sampler) == (2**64 - 1, 24, None, "euler")
    assert (found.width, found.height) == (1216, 832)
    assert (found.prompt_text, found.negative_prompt) == ("a cat", None)
    assert found.additional == {
        "scheduler": "simple", "denoise": 1, "guidance": 3.5,
        "max_shift": 1.15, "base_shift": 0.5, "batch_size": 1,
    }  # fmt: skip
    assert others(found) == [
        ("text_encoder", "t5.safetensors", None),
        ("text_encoder", "l.safetensors", None),
        ("vae", "ae.safetensors", None),
    ]


def test_an_advanced_sampler_keeps_its_range() -> None:
    told = {"noise_seed": 11, "steps": 30, "cfg": 8, "sampler_name": "ddim", "scheduler": "normal"}
    span = {"add_noise": "enable", "start_at_step": 0, "end_at_step": 20}
    links = {"model": ["1", 0], "positive": ["2", 0], "negative": ["3", 0], "latent_image": ["7", 0]}
    found = made(drawn(n4=node("KSamplerAdvanced", **told, **span, **links)))
    assert (found.seed, found.steps) == (11, 30)
    assert found.additional == span | {"scheduler": "normal", "batch_size": 2}


def test_efficient_nodes_hold_texts_and_sizes_themselves() -> None:
    loader = node(
        "Efficient Loader", ckpt_name="m.safetensors", vae_name="Baked VAE", clip_skip=-2,
        lora_name="None", positive="a fox", negative="blurry",
        empty_latent_width=640, empty_latent_height=960, batch_size=1,
    )  # fmt: skip
    links = {"model": ["1", 0], "positive": ["1", 1], "negative": ["1", 2], "latent_image": ["1", 3]}
    found = made(
        {
            "1": loader,
            "2": node("KSampler (Efficient)", seed=3, steps=9, cfg=2, sampler_name="lcm", **links),
            "3": node("SaveImage", images=["2", 5]),
        }
    )
    assert found.model is not None
    assert (found.model.name, found.seed, found.width, found.height) == ("m.safetensors", 3, 640, 960)
    assert (found.prompt_text, found.negative_prompt) == ("a fox", "blurry")
    assert found.additional == {"batch_size": 1, "clip_skip": 2}


def test_a_pipe_carries_everything() -> None:
    """Easy-Use: the sampler saves by itself, and is told by the nodes behind its pipe."""
    found = made(
        {
            "1": node("easy fullLoader", ckpt_name="m.safetensors", positive="a fox", negative="blurry",
                      empty_latent_width=640, empty_latent_height=960),
            "2": node("easy preSampling", pipe=["1", 0], seed=3, steps=9, cfg=2, sampler_name="lcm"),
            "3": node("easy kSampler", pipe=["2", 0], image_output="Save", save_prefix="x"),
        }
    )  # fmt: skip
    assert found.model is not None
    assert (found.model.name, found.seed, found.steps, found.width) == ("m.safetensors", 3, 9, 640)
    assert (found.prompt_text, found.negative_prompt) == ("a fox", "blurry")
    assert "passes" not in found.additional


def test_a_wan_sampler_has_its_own_names() -> None:
    found = made(
        {
            "1": node("WanVideoModelLoader", model="wan\\wan2.1.safetensors", lora=["2", 0]),
            "2": node("WanVideoLoraSelect", lora="second.safetensors", strength=0.7, prev_lora=["3", 0]),
            "3": node("WanVideoLoraSelect", lora="first.safetensors", strength=0.4),
            "4": node("WanVideoTextEncode", positive_prompt="a cat", negative_prompt="a dog", t5=["5", 0]),
            "5": node("LoadWanVideoT5TextEncoder", model_name="t5.safetensors"),
            "6": node("WanVideoEmptyEmbeds", width=832, height=480, num_frames=81),
            "7": node("WanVideoSampler", model=["1", 0], text_embeds=["4", 0], image_embeds=["6", 0],
                      steps=30, cfg=6, shift=5, seed=1234, scheduler="unipc"),
            "8": node("WanVideoDecode", samples=["7", 0]),
            "9": node("VHS_VideoCombine", images=["8", 0], frame_rate=16),
        }
    )  # fmt: skip
    assert found.model is not None
    assert (found.model.name, found.seed, found.steps, found.cfg) == ("wan\\wan2.1.safetensors", 1234, 30, 6)
    assert (found.sampler, found.width, found.height) == ("unipc", 832, 480)
    assert loras(found) == [("first.safetensors", 0.4), ("second.safetensors", 0.7)]
    assert (found.prompt_text, found.negative_prompt) == ("a cat", "a dog")
    assert found.additional == {"scheduler": "unipc", "shift": 5, "frames": 81, "frame_rate": 16}


def test_a_node_that_asks_a_service_is_read_too() -> None:
    found = made(
        {
            "1": node("SomeServiceImageNode", prompt="a cat", seed=5, width=1024, height=768),
            "2": node("SaveImage", images=["1", 0]),
        }
    )
    assert (found.model, found.seed, found.prompt_text) == (None, 5, "a cat")
    assert (found.width, found.height) == (1024, 768)


@pytest.mark.parametrize(
    ("switch", "seed"),
    [
        (node("ImpactSwitch", select=1, input1=["4", 0], input2=["9", 0]), 7),
        (node("ImpactSwitch", select=2, input1=["4", 0], input2=["9", 0]), 9),
        (node("ImpactSwitch", select=["10", 0], input1=["4", 0], input2=["9", 0]), 9),
        (node("CR Latent Input Switch", Input=2, latent1=["4", 0], latent2=["9", 0]), 9),
        (node("ComfySwitchNode", switch=False, on_true=["4", 0], on_false=["9", 0]), 9),
        (node("easy ifElse", boolean=True, on_true=["9", 0], on_false=["4", 0]), 9),
        (node("easy anythingIndexSwitch", index=1, value0=["4", 0], value1=["9", 0]), 9),
        (node("Any Switch (rgthree)", any_02=["9", 0], any_03=["4", 0]), 9),
    ],
    ids=lambda value: value["class_type"] if isinstance(value, dict) else "",
)
def test_only_the_chosen_side_of_a_switch_counts(switch: dict[str, Any], seed: int) -> None:
    found = made(
        drawn(
            n5=node("VAEDecode", samples=["8", 0], vae=["1", 2]),
            n8=switch,
            n9=ksampler(seed=9),
            n10=node("PrimitiveInt", value=2),
        )
    )
    assert (found.seed, "passes" in found.additional) == (seed, False)


def test_an_unreadable_switch_counts_whole() -> None:
    switch = node("ImpactSwitch", select=["99", 0], input1=["4", 0], input2=["9", 0])
    found = made(drawn(n5=node("VAEDecode", samples=["8", 0]), n8=switch, n9=ksampler(seed=9)))
    assert (found.seed, len(found.additional["passes"])) == (7, 1)


def test_a_picture_scaled_before_it_is_worked_on_has_that_size() -> None:
    scaled = node("ImageScale", image=["9", 0], width=640, height=480, upscale_method="area", crop="center")
    nodes = drawn(n7=node("VAEEncode", pixels=["8", 0]), n8=scaled, n9=node("LoadImage", image="a.png"))
    assert (made(nodes).width, made(nodes).height) == (640, 480)
