"""inputs_hash: what it is over, and that nothing else has the same."""

from __future__ import annotations

import copy
import hashlib
import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from depgraph.errors import BadInput
from depgraph.models.receipts import BulkReceipt, LoraConfig, NewReceipt, OtherInput, Receipt
from depgraph.provenance.inputs_hash import inputs, inputs_hash, is_comparable
from tests.conftest import PROVE
from tests.provenance import drawn
from tests.provenance.drawn import STARTED, WHOLE, sha

PAIRS = 100_000 if PROVE else 2_000

OTHERWISE: dict[str, Any] = {
    "source_image_hash": "a" * 64,
    "variant_image_hash": "a" * 64,
    "workflow_hash": "a" * 64,
    "model_hash": "a" * 64,
    "lora_configs": WHOLE["lora_configs"][::-1],
    "other_inputs": WHOLE["other_inputs"][:1],
    "prompt_text": "A cafe\u0301 \u2013 \u201cnight\u201d",
    "negative_prompt": "Blurry",
    "cfg_scale": 7.000001,
    "seed": "18446744073709551614",
    "resolution_width": 512,
    "resolution_height": 768,
    "steps": 31,
    "sampler": "dpmpp_2m_sde",
    "additional_params": {"scheduler": "karras", "denoise": "0.65"},
}
"""Another value of each field that is part of the hash."""

ASIDE: dict[str, tuple[Any, str]] = {
    "workflow_version": ("4", "a name for the content, which workflow_hash is"),
    "model_asset_id": ("other", "a name for the content, which model_hash is"),
    "model_version": ("v9", "a name for the content, which model_hash is"),
    "generation_started_at": ("2026-11-21T09:00:00Z", "when it was made is no input"),
    "generation_completed_at": ("2026-11-21T09:00:00Z", "an outcome"),
    "generation_duration_ms": (1, "an outcome"),
    "succeeded": (False, "an outcome"),
}
"""Another value of each field that is no part of the hash, and why it is none."""

NESTED: dict[type[BaseModel], tuple[str, dict[str, Any], dict[str, tuple[Any, str]]]] = {
    LoraConfig: (
        "lora_configs",
        {"hash": "a" * 64, "weight": 0.80001},
        {"asset_id": ("other", "a name for the content"), "version": ("v9", "a name for the content")},
    ),
    OtherInput: (
        "other_inputs",
        {"role": "upscaler", "hash": "a" * 64, "weight": 0.1},
        {
            "asset_id": ("other", "a name for the content"),
            "name": ("other", "a name for the content"),
            "version": ("v9", "a name for the content"),
        },
    ),
}
"""The same for the objects within a receipt: where they stand, what is part, what is not."""


def hash_of(body: dict[str, Any]) -> str:
    return inputs_hash(NewReceipt.model_validate(body))


def with_params(value: Any) -> str:
    return hash_of({**WHOLE, "additional_params": {"x": value}})


def test_the_hash_of_a_whole_receipt_is_that_of_the_contracts_object_written_by_hand() -> None:
    by_hand = (
        '{"additional_params":{"denoise":0.65,"scheduler":"karras"},"cfg_scale":7,'
        f'"loras":[{{"hash":"{"6" * 64}","weight":0.8}},{{"hash":"{"5" * 64}","weight":1}}],'
        f'"model_hash":"{"4" * 64}","negative_prompt":"blurry",'
        f'"others":[{{"hash":"{"7" * 64}","role":"controlnet","weight":0.5}},'
        f'{{"hash":"{"8" * 64}","role":"vae","weight":null}}],'
        '"prompt_text":"A caf\u00e9 \u2013 \u201cnight\u201d","resolution_height":512,"resolution_width":768,'
        '"sampler":"dpmpp_2m","seed":"18446744073709551615",'
        f'"source_image_hash":"{"1" * 64}","steps":30,"v":1,'
        f'"variant_image_hash":"{"2" * 64}","workflow_hash":"{"3" * 64}"}}'
    )
    assert hash_of(WHOLE) == hashlib.sha256(by_hand.encode()).hexdigest()


def test_what_is_missing_stands_as_null_empty_text_or_empty_object() -> None:
    least = {"lora_configs": [], "prompt_text": "", "generation_started_at": STARTED}
    by_hand = (
        '{"additional_params":{},"cfg_scale":null,"loras":[],"model_hash":null,"negative_prompt":"",'
        '"prompt_text":"","resolution_height":null,"resolution_width":null,"sampler":null,"seed":null,'
        '"source_image_hash":null,"steps":null,"v":1,"variant_image_hash":null,"workflow_hash":null}'
    )
    assert hash_of(least) == hashlib.sha256(by_hand.encode()).hexdigest()
    given_as_nothing = {name: None for name in DRAWN if name not in drawn.ALWAYS}
    assert hash_of({**least, **given_as_nothing}) == hash_of(least)
    assert hash_of({**least, "negative_prompt": "", "additional_params": {}, "other_inputs": []}) == hash_of(
        least
    )


DRAWN = list(drawn.DRAW)


def test_every_field_of_a_receipt_is_said_to_be_part_of_the_hash_or_not() -> None:
    assert OTHERWISE.keys() | ASIDE.keys() == NewReceipt.model_fields.keys() == WHOLE.keys(), (
        "a new field: put it into the hash (and OTHERWISE), or into ASIDE with the reason why it is no input"
    )
    assert not OTHERWISE.keys() & ASIDE.keys()
    assert BulkReceipt.model_fields.keys() - NewReceipt.model_fields.keys() == {"segment_id"}
    for model, (_, part, aside) in NESTED.items():
        assert part.keys() | aside.keys() == model.model_fields.keys(), model.__name__


def test_everything_that_can_be_drawn_is_everything_that_is_hashed() -> None:
    assert set(DRAWN) == OTHERWISE.keys() | {"workflow_version", "model_asset_id", "model_version"}


@pytest.mark.parametrize("name", OTHERWISE)
def test_each_field_alone_changes_the_hash(name: str) -> None:
    assert hash_of({**WHOLE, name: OTHERWISE[name]}) != hash_of(WHOLE)
    if name not in drawn.ALWAYS:
        assert hash_of({**WHOLE, name: None}) not in {
            hash_of(WHOLE),
            hash_of({**WHOLE, name: OTHERWISE[name]}),
        }


@pytest.mark.parametrize("name", ASIDE)
def test_names_versions_and_times_do_not_change_the_hash(name: str) -> None:
    assert hash_of({**WHOLE, name: ASIDE[name][0]}) == hash_of(WHOLE)


@pytest.mark.parametrize("model", NESTED)
def test_each_field_of_a_lora_or_other_input_is_part_or_not(model: type[BaseModel]) -> None:
    where, part, aside = NESTED[model]
    for name, value in part.items():
        assert hash_of(changed(where, name, value)) != hash_of(WHOLE), name
    for name, (value, why) in aside.items():
        assert hash_of(changed(where, name, value)) == hash_of(WHOLE), (name, why)


def changed(where: str, name: str, value: Any) -> dict[str, Any]:
    body = copy.deepcopy(WHOLE)
    body[where][0][name] = value
    return body


def test_the_order_of_loras_counts_and_that_of_others_does_not() -> None:
    assert hash_of({**WHOLE, "lora_configs": WHOLE["lora_configs"][::-1]}) != hash_of(WHOLE)
    assert hash_of({**WHOLE, "other_inputs": WHOLE["other_inputs"][::-1]}) == hash_of(WHOLE)
    assert hash_of({**WHOLE, "other_inputs": WHOLE["other_inputs"] * 2}) != hash_of(WHOLE)


def test_others_are_sorted_by_role_hash_and_weight_with_null_first() -> None:
    wanted = [
        ("a", None, None),
        ("a", None, -1.0),
        ("a", "0" * 64, None),
        ("a", "0" * 64, 0.0),
        ("a", "0" * 64, 2.0),
        ("a", "f" * 64, 1.0),
        ("b", None, None),
        ("\U0001f600", None, None),
        ("\ufb33", None, None),
    ]
    sent = [{"role": r, "hash": h, "weight": w, "name": None, "version": None} for r, h, w in wanted]
    Random(4).shuffle(sent)
    found = inputs(NewReceipt.model_validate({**WHOLE, "other_inputs": sent}))["others"]
    assert [(one["role"], one["hash"], one["weight"]) for one in found] == wanted


def test_one_number_has_one_hash_however_it_is_written() -> None:
    assert with_params(1) == with_params(1.0)
    assert with_params(0) == with_params(-0.0)
    assert with_params(2**68) == with_params(2.0**68)
    assert len({with_params(1), with_params("1"), with_params(True), with_params([1])}) == 4
    assert hash_of({**WHOLE, "seed": 7}) == hash_of({**WHOLE, "seed": "7"})
    assert hash_of({**WHOLE, "cfg_scale": 7}) == hash_of(WHOLE)


def test_whole_numbers_that_no_double_holds_are_kept_apart_from_everything() -> None:
    large: list[Any] = [2**53 + 1, 295147905179352830000, 2**64 - 1, 10**400, 10**400 + 1, -(10**400)]
    near = [2**53, 2**53 + 2, 2**68, 2**64, None, 1.7976931348623157e308]
    spelt = [str(number) for number in large]
    posing = [{"exact_integers": {"/x": text}} for text in spelt]
    everything = large + near + spelt + posing
    assert len({with_params(value) for value in everything}) == len(everything)


def test_a_large_number_stays_at_its_own_place() -> None:
    large = 2**53 + 1
    places = [
        {"a": large, "b": None},
        {"a": None, "b": large},
        {"a/b": large, "a": {"b": None}},
        {"a/b": None, "a": {"b": large}},
        {"a~1b": large, "a/b": None},
        {"a~1b": None, "a/b": large},
        {"a": [large, None]},
        {"a": [None, large]},
        {"a": {"0": large, "1": None}},
        {"a": None, "exact_integers": {"/additional_params/a": str(large)}},
    ]
    hashes = {hash_of({**WHOLE, "additional_params": params}) for params in places}
    assert len(hashes) == len(places)


def test_texts_go_in_as_they_are() -> None:
    spelt = ["\u00e9", "e\u0301", " \u00e9", "\u00e9 ", "\u00e9\n", "\u00c9"]
    assert len({hash_of({**WHOLE, "prompt_text": text}) for text in spelt}) == len(spelt)
    assert len({hash_of({**WHOLE, "sampler": text}) for text in spelt}) == len(spelt)


def test_a_receipt_read_back_has_the_hash_that_it_was_recorded_with() -> None:
    random = Random(11)
    for _ in range(100):
        sent = NewReceipt.model_validate(drawn.receipt(random))
        row = sent.stored() | {"id": "r", "segment_id": "s", "number": 1, "inputs_hash": inputs_hash(sent)}
        read = Receipt.model_validate(row | {"created_at": STARTED, "hash": "0" * 64})
        assert inputs_hash(read) == read.inputs_hash


def test_what_is_no_number_is_refused_here_too() -> None:
    for value in (float("nan"), float("inf")):
        receipt = NewReceipt.model_construct(
            **{**WHOLE, "lora_configs": [], "other_inputs": [], "cfg_scale": value}
        )
        with pytest.raises(BadInput):
            inputs_hash(receipt)


def test_an_equal_hash_says_nothing_where_a_content_is_unknown() -> None:
    assert is_comparable(NewReceipt.model_validate(WHOLE))
    unknown = [{"version": "v1", "hash": None, "weight": 1.0}]
    for change in ({"model_hash": None}, {"lora_configs": unknown}, {"workflow_hash": None}):
        assert not is_comparable(NewReceipt.model_validate({**WHOLE, **change})), change


def test_pairs_of_random_receipts_share_a_hash_exactly_when_their_inputs_are_equal() -> None:
    random = Random(8785)
    differing = 0
    while differing < PAIRS:
        one = drawn.receipt(random)
        two = drawn.near(random, one) if random.random() < 0.9 else drawn.receipt(random)
        same = drawn.meaning(one) == drawn.meaning(two)
        differing += not same
        assert (hash_of(one) == hash_of(two)) == same, (one, two)


def test_no_two_of_many_random_receipts_share_a_hash() -> None:
    random = Random(4)
    seen: dict[str, Any] = {}
    for _ in range(PAIRS // 20):
        body = drawn.receipt(random)
        meant = drawn.meaning(body)
        assert seen.setdefault(hash_of(body), meant) == meant


texts = st.text(max_size=20)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(drawn.NUMBERS)
json_values = st.recursive(
    st.none() | st.booleans() | texts | numbers,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(texts, parts, max_size=3),
    max_leaves=8,
)
bodies = st.fixed_dictionaries(
    {
        "lora_configs": st.lists(
            st.fixed_dictionaries(
                {
                    "version": st.none(),
                    "hash": st.sampled_from([None, sha(1), sha(2)]),
                    "weight": st.none() | st.floats(-4, 4),
                }
            ),
            max_size=3,
        ),
        "prompt_text": texts,
        "negative_prompt": st.none() | texts,
        "seed": st.none() | st.integers(0, 2**64 - 1),
        "cfg_scale": st.none() | st.floats(-1e6, 1e6),
        "additional_params": st.none() | st.dictionaries(texts, json_values, max_size=4),
        "generation_started_at": st.just(STARTED),
    }
)


@settings(max_examples=2_000 if PROVE else 150)
@given(
    bodies, bodies, st.sampled_from(["prompt_text", "seed", "cfg_scale", "additional_params", "lora_configs"])
)
def test_receipts_of_any_kind_share_a_hash_exactly_when_their_inputs_are_equal(
    one: dict[str, Any], two: dict[str, Any], name: str
) -> None:
    for other in (two, {**one, name: two[name]}, json.loads(json.dumps(one))):
        assert (hash_of(one) == hash_of(other)) == (drawn.meaning(one) == drawn.meaning(other))
