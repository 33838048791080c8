"""What makes two outputs one scene type, and what does not."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depgraph.ingest.graph import graph_of_prompt
from depgraph.ingest.shape import Shape, shape_of
from tests.ingest.drawn import prompt


def shape(given_prompt: dict[str, Any]) -> Shape:
    return shape_of(graph_of_prompt(given_prompt))


def renumbered(given_prompt: dict[str, Any], names: dict[str, str], order: list[str]) -> dict[str, Any]:
    """The same graph with other ids, in another order."""
    return {
        names[key]: {
            **given_prompt[key],
            "inputs": {
                name: [names[value[0]], value[1]] if isinstance(value, list) else value
                for name, value in given_prompt[key]["inputs"].items()
            },
        }
        for key in order
    }


def test_seeds_texts_and_titles_make_no_difference() -> None:
    changed = prompt(seed=2**64 - 1, text="a dog")
    changed["4"] |= {"_meta": {"title": "another title"}}
    changed["4"]["inputs"]["steps"] = 35
    assert shape(changed) == shape(prompt())


def test_the_folder_a_model_lies_in_makes_no_difference() -> None:
    moved = prompt(lora="_style__\\fashionGirl_v51.safetensors")
    assert shape(moved).id == shape(prompt()).id


@pytest.mark.parametrize(
    "changed",
    [
        prompt(lora="fashionGirl_v53.safetensors"),
        prompt(strength=0.9),
        prompt() | {"7": {"class_type": "SaveImage", "inputs": {"images": ["5", 0]}}},
        prompt() | {"6": {"class_type": "PreviewImage", "inputs": {"images": ["5", 0]}}},
        prompt() | {"5": {"class_type": "VAEDecode", "inputs": {"samples": ["4", 0]}}},
        prompt() | {"5": {"class_type": "VAEDecode", "inputs": {"samples": ["4", 1], "vae": ["1", 2]}}},
    ],
    ids=["other version", "other weight", "more nodes", "other class", "fewer links", "other slot"],
)
def test_models_nodes_and_links_make_a_difference(changed: dict[str, Any]) -> None:
    assert shape(changed).id != shape(prompt()).id


def test_one_loader_shared_by_two_differs_from_two_loaders() -> None:
    """1 -> 3, 1 -> 4, 2 -> nothing; or 1 -> 3, 2 -> 4"""
    loader = {"class_type": "VAELoader", "inputs": {"vae_name": "a.pt"}}

    def users(first: str, second: str) -> dict[str, Any]:
        decode = [{"class_type": "VAEDecode", "inputs": {"vae": [key, 0]}} for key in (first, second)]
        return {"1": loader, "2": loader, "3": decode[0], "4": decode[1]}

    assert shape(users("1", "1")).id != shape(users("1", "2")).id


def test_the_id_stays_what_it_is_in_graphs_that_were_imported_already() -> None:
    assert shape(prompt()).id == "cc29a188d1429cb3"
    assert shape(prompt()).name == "animatrix v20 with fashionGirl v51 (image from text) · cc29"


def test_a_circle_still_gets_a_shape() -> None:
    circle = {
        "1": {"class_type": "A", "inputs": {"x": ["2", 0]}},
        "2": {"class_type": "B", "inputs": {"x": ["1", 0]}},
        "3": {"class_type": "C", "inputs": {"x": ["2", 0], "gone": ["99", 0]}},
    }
    other = renumbered(
        circle | {"3": {"class_type": "C", "inputs": {"x": ["2", 0]}}},
        {"1": "b", "2": "a", "3": "c"},
        ["3", "2", "1"],
    )
    assert shape(circle).id == shape(other).id


CLASSES = ("CheckpointLoaderSimple", "LoraLoader", "KSampler", "SaveImage")


@st.composite
def prompts(draw: st.DrawFn) -> dict[str, Any]:
    """Any graph of up to 12 nodes, circles now and then."""
    count = draw(st.integers(1, 12))
    nodes: dict[str, Any] = {}
    for number in range(count):
        inputs: dict[str, Any] = {
            f"in{place}": [str(draw(st.integers(0, count - 1))), draw(st.integers(0, 2))]
            for place in range(draw(st.integers(0, 3)))
        }
        inputs["ckpt_name"] = draw(st.sampled_from(["a.pt", "b_v1.pt", "text"]))
        nodes[str(number)] = {"class_type": draw(st.sampled_from(CLASSES)), "inputs": inputs}
    return nodes


@given(given_prompt=prompts(), seed=st.integers(0, 2**32))
def test_renumbered_and_reordered_graphs_keep_their_shape(given_prompt: dict[str, Any], seed: int) -> None:
    chance = random.Random(seed)
    ids = [str(chance.randrange(10**6, 10**7) * 20 + place) for place in range(len(given_prompt))]
    order = list(given_prompt)
    chance.shuffle(order)
    other = shape(renumbered(given_prompt, dict(zip(given_prompt, ids, strict=True)), order))
    assert (other.id, other.name) == (shape(given_prompt).id, shape(given_prompt).name)
