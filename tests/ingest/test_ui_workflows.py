"""The UI form: links, screen-only nodes, muted ones and subgraphs, as the front end would queue them."""

from __future__ import annotations

from typing import Any

import pytest

from depgraph.errors import BadInput
from depgraph.ingest.graph import Graph, Link, Node
from depgraph.ingest.references import model_references
from depgraph.ingest.workflow import graph_of_workflow
from tests.ingest.drawn import ui_node


def drawn(nodes: list[dict[str, Any]], links: list[list[Any]], *subgraphs: dict[str, Any]) -> Graph:
    return graph_of_workflow({"nodes": nodes, "links": links, "definitions": {"subgraphs": list(subgraphs)}})


def test_values_get_their_names_and_links_their_beginnings() -> None:
    """checkpoint -> LoRA"""
    graph = drawn(
        [
            ui_node(1, "CheckpointLoaderSimple", "a.ckpt"),
            ui_node(2, "LoraLoader", "b_v1.pt", 0.8, 0.7, model=7) | {"title": "my LoRA"},
        ],
        [[7, 1, 0, 2, 0, "MODEL"]],
    )
    assert graph.nodes["2"] == Node(
        id="2",
        class_type="LoraLoader",
        title="my LoRA",
        mode="active",
        inputs={"lora_name": "b_v1.pt", "strength_model": 0.8, "strength_clip": 0.7, "model": Link("1", 0)},
    )


def test_the_word_behind_a_seed_is_no_value_of_its_own() -> None:
    graph = drawn([ui_node(1, "KSampler", 5, "randomize", 20, 7.5, "euler", "normal", 1)], [])
    assert graph.nodes["1"].inputs == {
        "seed": 5, "steps": 20, "cfg": 7.5, "sampler_name": "euler", "scheduler": "normal", "denoise": 1,
    }  # fmt: skip


def test_an_unknown_node_is_named_by_its_inputs_when_they_list_every_value() -> None:
    inputs = [{"name": name, "widget": {"name": name}, "link": None} for name in ("seed", "model")]
    node = {"id": 1, "type": "Strange", "inputs": inputs, "widgets_values": [3, "fixed", "x.gguf"]}
    assert drawn([node], []).nodes["1"].inputs == {"seed": 3, "model": "x.gguf"}
    del inputs[0]
    assert drawn([node], []).nodes["1"].inputs == {"widget_0": 3, "widget_1": "fixed", "widget_2": "x.gguf"}


def test_values_by_name_keep_their_names() -> None:
    node = {"id": 1, "type": "VHS_VideoCombine", "inputs": [], "widgets_values": {"frame_rate": 8}}
    assert drawn([node], []).nodes["1"].inputs == {"frame_rate": 8}


def test_muted_and_bypassed_nodes_are_kept_and_name_their_models() -> None:
    nodes = [ui_node(1, "VAELoader", "a.pt") | {"mode": 2}, ui_node(2, "VAELoader", "b.pt") | {"mode": 4}]
    graph = drawn(nodes, [])
    assert [node.mode for node in graph.nodes.values()] == ["muted", "bypassed"]
    assert [one.file_name_as_written for one in model_references(graph)] == ["a.pt", "b.pt"]


def test_nodes_of_the_screen_vanish_and_what_they_carry_stays() -> None:
    """loader -> reroute -> set … get -> reroute -> decode; a primitive gives a name; notes say nothing"""
    graph = drawn(
        [
            ui_node(1, "VAELoader", "a.pt"),
            ui_node(2, "Reroute", vae=10),
            ui_node(3, "SetNode", "the vae", VAE=11),
            ui_node(4, "GetNode", "the vae"),
            ui_node(5, "Reroute (rgthree)", vae=12),
            ui_node(6, "VAEDecode", vae=13),
            ui_node(7, "PrimitiveNode", "primitive_v2.pt", "fixed"),
            ui_node(8, "LoraLoader", "own_v1.pt", 1, 1, lora_name=14),
            ui_node(9, "Note", "see note_v9.pt"),
        ],
        [
            [10, 1, 0, 2, 0, "VAE"],
            [11, 2, 0, 3, 0, "VAE"],
            [12, 4, 0, 5, 0, "VAE"],
            [13, 5, 0, 6, 0, "VAE"],
            [14, 7, 0, 8, 0, "COMBO"],
        ],
    )
    assert list(graph.nodes) == ["1", "6", "8"]
    assert graph.nodes["6"].inputs == {"vae": Link("1", 0)}
    assert graph.nodes["8"].inputs["lora_name"] == "primitive_v2.pt"


def test_reroutes_in_a_circle_lead_nowhere() -> None:
    nodes = [ui_node(1, "Reroute", a=1), ui_node(2, "Reroute", a=2), ui_node(3, "VAEDecode", vae=3)]
    links: list[list[Any]] = [[1, 2, 0, 1, 0, "*"], [2, 1, 0, 2, 0, "*"], [3, 2, 0, 3, 0, "*"]]
    assert drawn(nodes, links).nodes["3"].inputs == {}


LORA_SUBGRAPH = {
    "id": "aaaa-bbbb",
    "name": "two inputs, one output",
    "inputs": [{"name": "model"}, {"name": "lora_name"}],
    "outputs": [{"name": "MODEL"}],
    "nodes": [ui_node(5, "LoraLoaderModelOnly", "inner_v1.pt", 0.5, model=1, lora_name=2)],
    "links": [
        {"id": 1, "origin_id": -10, "origin_slot": 0, "target_id": 5, "target_slot": 0},
        {"id": 2, "origin_id": -10, "origin_slot": 1, "target_id": 5, "target_slot": 1},
        {"id": 3, "origin_id": 5, "origin_slot": 0, "target_id": -20, "target_slot": 0},
    ],
}


def test_a_subgraph_is_unfolded_with_its_way_in_and_out() -> None:
    """checkpoint -> [LoRA] -> [LoRA] -> sampler"""
    graph = drawn(
        [
            ui_node(1, "CheckpointLoaderSimple", "a.ckpt"),
            ui_node(2, "aaaa-bbbb", model=21),
            ui_node(3, "aaaa-bbbb", model=22) | {"mode": 4},
            ui_node(4, "KSampler", model=23),
        ],
        [[21, 1, 0, 2, 0, "MODEL"], [22, 2, 0, 3, 0, "MODEL"], [23, 3, 0, 4, 0, "MODEL"]],
        LORA_SUBGRAPH,
    )
    assert list(graph.nodes) == ["1", "4", "2:5", "3:5"]
    assert graph.nodes["2:5"].inputs["model"] == Link("1", 0)
    assert graph.nodes["3:5"].inputs["model"] == Link("2:5", 0)
    assert graph.nodes["4"].inputs["model"] == Link("3:5", 0)
    assert [graph.nodes[key].mode for key in ("2:5", "3:5")] == ["active", "bypassed"]


@pytest.mark.parametrize(
    "instance",
    [
        {"properties": {"proxyWidgets": [["-1", "lora_name"]]}, "widgets_values": ["outer_v2.pt"]},
        {"properties": {"proxyWidgets": [["5", "lora_name"]]}, "widgets_values": ["outer_v2.pt"]},
        {
            "inputs": [{"name": "lora_name", "link": None, "widget": {"name": "lora_name"}}],
            "widgets_values": ["outer_v2.pt"],
        },
    ],
    ids=["of the subgraph's input", "of the inner node", "listed as an input"],
)
def test_a_value_on_a_subgraphs_outside_wins_over_the_inner_one(instance: dict[str, Any]) -> None:
    graph = drawn([ui_node(2, "aaaa-bbbb") | instance], [], LORA_SUBGRAPH)
    assert graph.nodes["2:5"].inputs["lora_name"] == "outer_v2.pt"


def test_a_subgraph_in_a_subgraph_is_unfolded_too() -> None:
    outer = {"id": "outer", "nodes": [ui_node(9, "aaaa-bbbb")], "links": []}
    graph = drawn([ui_node(2, "outer") | {"mode": 2}], [], outer, LORA_SUBGRAPH)
    assert [(node.id, node.mode) for node in graph.nodes.values()] == [("2:9:5", "muted")]


def test_a_subgraph_that_contains_itself_is_refused() -> None:
    itself = {"id": "x", "nodes": [ui_node(1, "x"), ui_node(2, "x")], "links": []}
    with pytest.raises(BadInput, match="contain each other"):
        drawn([ui_node(1, "x")], [], itself)
