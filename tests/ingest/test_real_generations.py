"""The real outputs and the pictures of other programs, against what is known of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from depgraph.ingest.findings import Output, finding_of
from depgraph.ingest.generation import Generation
from depgraph.ingest.making import COMFYUI
from depgraph.ingest.walk import Found, walk
from depgraph.naming import base_name
from tests.ingest.drawn_graphs import loras, others
from tests.ingest.test_real_outputs import plain_prompt


@pytest.fixture(scope="module")
def real(shared_data: Path) -> dict[str, Generation]:
    """How each output with an executable prompt was made, by its key."""
    findings = (finding_of(found) for found in walk([shared_data / "comfyui"]).files)
    makings = (one.making for one in findings if isinstance(one, Output) and one.making)
    return {one.found.key: one.generation for one in makings if one.program == COMFYUI}


def test_model_seed_and_steps_are_known_of_nearly_all(
    real: dict[str, Generation], capsys: pytest.CaptureFixture[str]
) -> None:
    lacking = {
        key: (one.model, one.seed, one.steps)
        for key, one in real.items()
        if one.model is None or one.seed is None or one.steps is None
    }
    with capsys.disabled():
        print(f"\n{len(real) - len(lacking)} of {len(real)} outputs have model, seed and steps")
    assert len(real) == 351
    assert len(lacking) <= 0.05 * len(real), lacking


def test_the_settings_are_those_of_a_plain_scan(real: dict[str, Generation], shared_data: Path) -> None:
    """Of every graph a model and a seed that stand in it; of those with one sampler just what it was told."""
    alone = 0
    for key, found in real.items():
        nodes = [one["inputs"] for one in (plain_prompt(shared_data / key) or {}).values()]
        models = {one.get("ckpt_name", one.get("unet_name")) for one in nodes}
        told = [one for one in nodes if "sampler_name" in one and "steps" in one]
        assert found.model is not None
        assert found.model.name in models
        assert found.seed in {one.get("seed", one.get("noise_seed")) for one in nodes}
        if len(told) == 1:
            alone += 1
            assert (
                found.seed,
                found.steps,
                found.cfg,
                found.sampler,
                found.additional["scheduler"],
            ) == tuple(told[0][name] for name in ("seed", "steps", "cfg", "sampler_name", "scheduler"))
    assert alone > 60


@pytest.mark.parametrize(
    ("name", "count"), [("fashionGirl_v51.safetensors", 53), ("fashionGirl_v53.safetensors", 159)]
)
def test_where_fashion_girl_was_used(real: dict[str, Generation], name: str, count: int) -> None:
    used = Counter(one for made in real.values() for one in {base_name(lora.name) for lora in made.loras})
    assert used[name] == count


def test_a_cascade_is_read_from_its_first_stage(real: dict[str, Generation]) -> None:
    found = real["comfyui/comfyanonymous/stable_cascade/stable_cascade__canny_controlnet.png"]
    assert found.model is not None
    assert (found.model.name, found.seed, found.steps) == (
        "stable_cascade_stage_c.safetensors",
        784805947292946,
        20,
    )
    assert others(found) == [
        ("controlnet", "stable_cascade_canny.safetensors", 1.0),
        ("further_model", "stable_cascade_stage_b.safetensors", None),
        ("image", "example.png", None),
    ]
    assert [one["steps"] for one in found.additional["passes"]] == [10]


@pytest.fixture(scope="module")
def samples(shared_data: Path) -> Path:
    return shared_data / "originals" / "sd-parsers" / "tests" / "resources" / "parsers"


def sample(path: Path) -> Generation:
    finding = finding_of(Found(path, path.name))
    assert isinstance(finding, Output)
    assert finding.making is not None
    return finding.making.generation


@pytest.mark.parametrize(
    ("name", "model", "told", "size"),
    [
        (
            "AUTOMATIC1111/automatic1111_cropped.png",
            ("realistic_realisticVisionV20_v20", "c0d1994c73"),
            (235284042, 15, 5.0, "UniPC"),
            (512, 400),
        ),
        (
            "AUTOMATIC1111/automatic1111_cropped.jpg",
            ("realistic_realisticVisionV20_v20", "c0d1994c73"),
            (235284042, 15, 5.0, "UniPC"),
            (512, 400),
        ),
        (
            "AUTOMATIC1111/automatic1111_stealth.png",
            ("realisticVisionV51_v51VAE", "15012c538f"),
            (2015833630, 20, 7.0, "Euler"),
            (64, 64),
        ),
        ("InvokeAI/invokeai_dream1.png", None, (2980747362, 50, 5.0, "k_lms"), (512, 768)),
        (
            "InvokeAI/invokeai_sdmeta1.png",
            ("deliberateForInvoke_v08", "56d1442a0feefd64836a19ac8e3527ec71c884fc962e246ddf67b03e42921272"),
            (2980747362, 50, 5.0, "k_lms"),
            (512, 768),
        ),
        (
            "InvokeAI/invokeai_imeta1.png",
            ("juggernautXL", None),
            (3293022630, 35, 8.0, "euler"),
            (1024, 1024),
        ),
        (
            "Fooocus/fooocus1_cropped.png",
            ("juggernautXL_v8Rundiffusion", "aeb7e9e689"),
            (6952411511246973023, 30, 4.0, "dpmpp_2m_sde_gpu"),
            (768, 1280),
        ),
        (
            "NovelAI/novelai1_cropped.png",
            ("Stable Diffusion", "1D44365E"),
            (2253955223, 50, 10.0, "k_euler_ancestral"),
            (None, None),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_programs_pictures_are_read(
    samples: Path, name: str, model: object, told: object, size: object
) -> None:
    found = sample(samples / name)
    assert (found.model and (found.model.name, found.model.hash)) == model
    assert (found.seed, found.steps, found.cfg, found.sampler) == told
    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    ("name", "prompt", "negative"),
    [
        ("AUTOMATIC1111/automatic1111_stealth.png", "a circle", "a square"),
        ("AUTOMATIC1111/automatic1111_cropped.jpg", "photo of a duck", "monochrome"),
        ("InvokeAI/invokeai_dream1.png", "professional full body", "rendering, glowing eyes, skinny"),
        ("InvokeAI/invokeai_sdmeta1.png", "professional full body", "rendering, glowing eyes, skinny"),
        ("InvokeAI/invokeai_imeta1.png", "digital artwork, oil painting.", "grainy+, photo,"),
        ("Fooocus/fooocus1_cropped.png", "a smiling goldfish", ""),
        (
            "NovelAI/novelai1_cropped.png",
            "masterpiece, best quality,  cat, space, icon",
            "lowres, bad anatomy,",
        ),
    ],
)
def test_other_programs_prompts_are_told_apart(samples: Path, name: str, prompt: str, negative: str) -> None:
    found = sample(samples / name)
    assert found.prompt_text.startswith(prompt)
    assert (found.negative_prompt or "").startswith(negative)
    assert "[" not in found.prompt_text


def test_a_picture_of_many_passes_as_published(samples: Path) -> None:
    """night_evening_day_morning: four areas, one composition, a second pass with another model."""
    found = sample(samples / "ComfyUI" / "night_evening_day_morning_cropped.png")
    assert found.model is not None
    assert (found.model.name, found.seed, found.steps, found.cfg) == (
        "Anything-V3.0.ckpt",
        335608130539327,
        13,
        8.5,
    )
    assert (found.width, found.height, loras(found)) == (704, 1280, [])
    assert others(found) == [
        ("vae", "vae-ft-mse-840000-ema-pruned.safetensors", None),
        ("further_model", "AbyssOrangeMix2_hard.safetensors", None),
    ]
    assert [(one["seed"], one["steps"]) for one in found.additional["passes"]] == [("1122440447966177", 14)]
