"""Which models a prompt names, what they are used as, and how strongly."""

from __future__ import annotations

from typing import Any

import pytest

from depgraph.ingest.findings import describe_file
from depgraph.ingest.graph import graph_of_prompt
from depgraph.ingest.reading import Reading
from depgraph.ingest.references import ModelReference, model_references, text_references


def references(class_type: str, **inputs: Any) -> list[tuple[str, str, str, float | None]]:
    graph = graph_of_prompt({"1": {"class_type": class_type, "inputs": inputs}})
    found = model_references(graph)
    return [(one.role, one.asset_type, one.file_name_as_written, one.weight) for one in found]


CORE = [
    ("CheckpointLoaderSimple", "ckpt_name", "primary_model", "model"),
    ("CheckpointLoader", "ckpt_name", "primary_model", "model"),
    ("unCLIPCheckpointLoader", "ckpt_name", "primary_model", "model"),
    ("ImageOnlyCheckpointLoader", "ckpt_name", "primary_model", "model"),
    ("UNETLoader", "unet_name", "primary_model", "model"),
    ("LoraLoader", "lora_name", "lora", "lora"),
    ("LoraLoaderModelOnly", "lora_name", "lora", "lora"),
    ("VAELoader", "vae_name", "vae", "vae"),
    ("CLIPLoader", "clip_name", "text_encoder", "text_encoder"),
    ("DualCLIPLoader", "clip_name2", "text_encoder", "text_encoder"),
    ("TripleCLIPLoader", "clip_name3", "text_encoder", "text_encoder"),
    ("QuadrupleCLIPLoader", "clip_name4", "text_encoder", "text_encoder"),
    ("ControlNetLoader", "control_net_name", "controlnet", "controlnet"),
    ("DiffControlNetLoader", "control_net_name", "controlnet", "controlnet"),
    ("UpscaleModelLoader", "model_name", "upscaler", "upscaler"),
    ("CLIPVisionLoader", "clip_name", "clip_vision", "clip_vision"),
    ("StyleModelLoader", "style_model_name", "style_model", "style_model"),
    ("GLIGENLoader", "gligen_name", "gligen", "gligen"),
    ("HypernetworkLoader", "hypernetwork_name", "hypernetwork", "hypernetwork"),
    ("IPAdapterModelLoader", "ipadapter_file", "ip_adapter", "ip_adapter"),
    ("ADE_LoadAnimateDiffModel", "model_name", "motion_module", "motion_module"),
    ("ADE_AnimateDiffLoRALoader", "name", "lora", "lora"),
    ("WanVideoModelLoader", "model", "primary_model", "model"),
]


@pytest.mark.parametrize(("class_type", "name", "role", "asset_type"), CORE)
def test_a_loader_says_what_its_model_is(class_type: str, name: str, role: str, asset_type: str) -> None:
    assert references(class_type, **{name: "x\\y.safetensors"}) == [
        (role, asset_type, "x\\y.safetensors", None)
    ]


def test_an_efficient_loader_names_three_kinds() -> None:
    assert references(
        "Efficient Loader",
        ckpt_name="a.ckpt", vae_name="Baked VAE", lora_name="b.pt", lora_model_strength=0.4, clip_skip=-1,
    ) == [("primary_model", "model", "a.ckpt", None), ("lora", "lora", "b.pt", 0.4)]  # fmt: skip


def test_a_stack_gives_each_lora_its_own_weight() -> None:
    assert references(
        "CR LoRA Stack",
        lora_name_1="a.pt", model_weight_1=0.1, clip_weight_1=1, lora_name_2="None", model_weight_2=0.2,
        lora_name_3="c.pt", model_weight_3=0.3,
    ) == [("lora", "lora", "a.pt", 0.1), ("lora", "lora", "c.pt", 0.3)]  # fmt: skip


def test_a_node_that_holds_objects_is_looked_into() -> None:
    assert references(
        "Power Lora Loader (rgthree)",
        lora_1={"on": True, "lora": "a_v1.safetensors", "strength": 0.6},
        lora_2={"on": False, "lora": "b_v1.safetensors", "strength": 1},
    ) == [("lora", "lora", "a_v1.safetensors", 0.6), ("lora", "lora", "b_v1.safetensors", 1)]


@pytest.mark.parametrize(
    ("class_type", "name", "expected"),
    [
        ("NunchakuFluxLoraThing", "thing", ("lora", "lora")),
        ("SomeNode", "vae_file", ("vae", "vae")),
        ("SomeNode", "path", ("auxiliary_model", "model")),
    ],
)
def test_an_unknown_node_is_guessed_by_its_words(
    class_type: str, name: str, expected: tuple[str, str]
) -> None:
    graph = graph_of_prompt({"1": {"class_type": class_type, "inputs": {name: "m.GGUF"}}})
    (found,) = model_references(graph)
    assert (found.role, found.asset_type, found.guessed) == (*expected, True)


@pytest.mark.parametrize(
    "text",
    ["a cat", "None", "", "v1-inference.yaml", "line one\nline two.pt", "a cat embedding:x.pt", ".pt"],
)
def test_a_text_that_is_no_file_name_names_no_model(text: str) -> None:
    assert references("Anything", value=text) == []


def test_a_weight_is_followed_to_its_primitive_and_no_further() -> None:
    graph = graph_of_prompt(
        {
            "1": {"class_type": "PrimitiveFloat", "inputs": {"value": 0.25}},
            "2": {"class_type": "LoraLoader", "inputs": {"lora_name": "a.pt", "strength_model": ["1", 0]}},
            "3": {"class_type": "LoraLoader", "inputs": {"lora_name": "b.pt", "strength_model": ["9", 0]}},
            "4": {"class_type": "LoraLoader", "inputs": {"lora_name": "c.pt", "strength_model": True}},
        }
    )
    assert [one.weight for one in model_references(graph)] == [0.25, None, None]


def test_nodes_are_met_in_natural_order() -> None:
    nodes = {
        key: {"class_type": "VAELoader", "inputs": {"vae_name": f"{key}.pt"}} for key in ("10", "9", "2:1")
    }
    found = model_references(graph_of_prompt(nodes))
    assert [one.node_id for one in found] == ["2:1", "9", "10"]


def test_embeddings_in_texts_are_found_apart() -> None:
    prompt = {
        "1": {
            "class_type": "CLIPTextEncode",
            "inputs": {"text": "a cat, (embedding:easynegative:1.2), embedding:SDA768.pt."},
        }
    }
    graph = graph_of_prompt(prompt)
    assert model_references(graph) == ()
    assert [one.file_name_as_written for one in text_references(graph)] == ["easynegative", "SDA768.pt"]
    described = describe_file(Reading("x.png", "png", prompt, None))
    assert described[0] == ModelReference(
        "embedding", "embedding", "easynegative", "embeddings", None, "1", "CLIPTextEncode", "text"
    )
