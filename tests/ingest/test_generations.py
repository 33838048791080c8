"""How an output was made, read back from what saves it: models, LoRAs, files, save nodes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ingest.drawn import prompt
from tests.ingest.drawn_graphs import drawn, ksampler, loras, made, node, others


def test_a_plain_picture_names_everything() -> None:
    found = made(drawn())
    assert found.model is not None
    assert (found.model.name, found.model.reference.folder) == ("sd\\base_v1.safetensors", "checkpoints")
    assert (found.seed, found.steps, found.cfg, found.sampler) == (7, 20, 7.5, "euler")
    assert (found.width, found.height) == (512, 768)
    assert (found.prompt_text, found.negative_prompt) == ("a cat", "a dog")
    assert (found.loras, found.others) == ((), ())
    assert found.additional == {"scheduler": "karras", "denoise": 1.0, "batch_size": 2}


def test_the_drawn_picture_has_its_lora() -> None:
    found = made(prompt(lora="fashionGirl_v51.safetensors", strength=0.5))
    assert loras(found) == [("fashionGirl_v51.safetensors", 0.5)]
    assert found.loras[0].reference.folder == "loras"


@pytest.mark.parametrize("seed", [0, 2**53 + 1, 2**64 - 1])
def test_a_seed_is_exact(seed: int) -> None:
    assert made(drawn(n4=ksampler(seed=seed))).seed == seed


@pytest.mark.parametrize("seed", [-1, 2**64, 0.5, True, None, "x", "9" * 30, [1], {"a": 1}])
def test_what_is_no_seed_is_none(seed: object) -> None:
    assert made(drawn(n4=ksampler(seed=seed))).seed is None


@pytest.mark.parametrize(
    "source",
    [
        node("PrimitiveInt", value=2**63 + 1),
        node("Seed (rgthree)", seed=2**63 + 1),
        node("Seed Everywhere", noise_seed=2**63 + 1),
        node("Reroute", **{"": ["9", 0]}),
    ],
    ids=lambda source: source["class_type"],
)
def test_a_seed_comes_over_a_link(source: dict[str, Any]) -> None:
    nodes = drawn(n4=ksampler(seed=["8", 0]), n8=source, n9=node("PrimitiveInt", value=2**63 + 1))
    assert made(nodes).seed == 2**63 + 1


def test_a_zero_over_a_link_is_a_zero() -> None:
    assert made(drawn(n4=ksampler(seed=["8", 0]), n8=node("PrimitiveInt", value=0))).seed == 0


def test_a_calculated_value_is_not_guessed() -> None:
    nodes = drawn(n4=ksampler(steps=["8", 0]), n8=node("MathExpression", expression="a*2", a=10, b=["7", 0]))
    assert made(nodes).steps is None


def test_loras_are_in_the_order_of_their_application() -> None:
    found = made(
        drawn(
            n30=node("LoraLoader", model=["9", 0], clip=["9", 1], lora_name="b.pt", strength_model=0.2),
            n9=node("LoraLoader", model=["20", 0], clip=["20", 1], lora_name="a.pt", strength_model=0.1),
            n20=node("LoraLoader", model=["1", 0], clip=["1", 1], lora_name="c.pt", strength_model=0.3),
            n2=node("CLIPTextEncode", clip=["30", 1], text="a cat"),
            n4=ksampler(model=["30", 0]),
        )
    )
    assert loras(found) == [("c.pt", 0.3), ("a.pt", 0.1), ("b.pt", 0.2)]


def test_a_lora_applied_twice_counts_twice() -> None:
    found = made(
        drawn(
            n8=node("LoraLoaderModelOnly", model=["1", 0], lora_name="a.pt", strength_model=0.5),
            n9=node("LoraLoaderModelOnly", model=["8", 0], lora_name="a.pt", strength_model=0.5),
            n4=ksampler(model=["9", 0]),
        )
    )
    assert loras(found) == [("a.pt", 0.5), ("a.pt", 0.5)]


def test_nodes_that_do_not_lead_to_the_output_do_not_count() -> None:
    found = made(
        drawn(
            n8=node("VAELoader", vae_name="unused.pt"),
            n9=node("LoraLoader", model=["1", 0], clip=["1", 1], lora_name="unused.pt", strength_model=1),
        )
    )
    assert (found.loras, found.others) == ((), ())


def test_several_save_nodes_link_all_inputs_and_the_lowest_gives_the_values() -> None:
    second = {
        "20": node("CheckpointLoaderSimple", ckpt_name="other.safetensors"),
        "21": ksampler(model=["20", 0], seed=21),
        "22": node("VAEDecode", samples=["21", 0], vae=["23", 0]),
        "23": node("VAELoader", vae_name="other.pt"),
    }
    found = made(drawn() | second | {"30": node("SaveImage", images=["22", 0])})
    assert found.model is not None
    assert (found.model.name, found.seed) == ("sd\\base_v1.safetensors", 7)
    assert others(found) == [
        ("further_model", "other.safetensors", None),
        ("vae", "other.pt", None),
    ]
    lower = made(drawn() | second | {"2:1": node("SaveImage", images=["22", 0])})
    assert lower.model is not None
    assert (lower.model.name, lower.seed) == ("other.safetensors", 21)


def test_a_preview_counts_only_where_nothing_is_saved() -> None:
    preview = {"0": node("PreviewImage", images=["8", 0]), "8": node("LoadImage", image="in.png")}
    assert others(made(drawn() | preview)) == []
    only = drawn(n6=node("PreviewImage", images=["5", 0]))
    assert made(only).seed == 7


def test_a_graph_that_nothing_saves_is_read_from_its_end() -> None:
    nodes = drawn()
    del nodes["6"]
    assert made(nodes).seed == 7
    del nodes["5"]
    assert made(nodes).seed == 7


def test_an_unknown_saver_is_known_by_its_name() -> None:
    shown = node("PreviewImage", images=["5", 0])
    saver = node("My Picture Saver Deluxe", image=["9", 0])
    nodes = drawn(n6=shown, n8=saver, n9=node("VAEDecode", samples=["10", 0]), n10=ksampler(seed=10))
    assert made(nodes).seed == 10


def test_a_merge_names_its_first_model_first() -> None:
    found = made(
        drawn(
            n0=node("CheckpointLoaderSimple", ckpt_name="second.safetensors"),
            n8=node("ModelMergeSimple", model1=["1", 0], model2=["0", 0], ratio=0.5),
            n4=ksampler(model=["8", 0]),
        )
    )
    assert found.model is not None
    assert found.model.name == "sd\\base_v1.safetensors"
    assert others(found) == [("further_model", "second.safetensors", None)]


@pytest.mark.parametrize(
    ("loader", "expected"),
    [
        (node("LoadImage", image="a.png"), ("image", "a.png", None)),
        (node("LoadImageMask", image="a.png", channel="alpha"), ("image", "a.png", None)),
        (node("VHS_LoadVideo", video="a.mp4", force_rate=0), ("video", "a.mp4", None)),
        (node("LoadAudio", audio="a.flac"), ("audio", "a.flac", None)),
    ],
    ids=lambda value: value.get("class_type") if isinstance(value, dict) else "",
)
def test_loaded_files_are_inputs(loader: dict[str, Any], expected: tuple[str, str, None]) -> None:
    found = made(
        drawn(n7=node("VAEEncode", pixels=["8", 0], vae=["1", 2]), n8=loader, n4=ksampler(denoise=0.6))
    )
    assert others(found) == [expected]
    assert (found.width, found.additional["denoise"]) == (None, 0.6)


def test_a_stack_of_loras_leaves_out_what_is_switched_off() -> None:
    found = made(
        drawn(
            n8=node(
                "Power Lora Loader (rgthree)",
                model=["1", 0],
                lora_1={"on": True, "lora": "on.pt", "strength": 0.6},
                lora_2={"on": False, "lora": "off.pt", "strength": 1},
            ),
            n9=node(
                "CR LoRA Stack",
                **{"switch_1": "On", "lora_name_1": "one.pt", "model_weight_1": 0.1},
                **{"switch_2": "Off", "lora_name_2": "two.pt", "model_weight_2": 0.2},
            ),
            n10=node("LoRA Stacker", lora_count=1, lora_name_1="x.pt", lora_wt_1=0.4, lora_name_2="y.pt"),
            n11=node("CR Apply LoRA Stack", model=["8", 0], lora_stack=["9", 0]),
            n12=node("CR Apply LoRA Stack", model=["11", 0], lora_stack=["10", 0]),
            n4=ksampler(model=["12", 0]),
        )
    )
    assert loras(found) == [("on.pt", 0.6), ("one.pt", 0.1), ("x.pt", 0.4)]


def test_a_save_node_without_a_sampler_gives_way() -> None:
    found = made(
        drawn(n0=node("SaveImage", images=["8", 0]), n8=node("LoadImage", image="in.png", upload="image"))
    )
    assert (found.seed, others(found)) == (7, [("image", "in.png", None)])
