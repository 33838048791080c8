"""What a receipt may hold, what is refused, and what of it is stored and answered."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from depgraph.models.receipts import BulkReceipts, Completion, NewReceipt, Receipt
from tests.provenance.drawn import STARTED, WHOLE

LEAST: dict[str, Any] = {"lora_configs": [], "prompt_text": "", "generation_started_at": STARTED}


def sent(**given: Any) -> NewReceipt:
    return NewReceipt.model_validate({**LEAST, **given})


def refused(**given: Any) -> list[tuple[Any, ...]]:
    """Where the errors are."""
    with pytest.raises(ValidationError) as raised:
        sent(**given)
    return [error["loc"] for error in raised.value.errors()]


def test_only_loras_prompt_and_start_have_to_be_given() -> None:
    for name in LEAST:
        body = {key: value for key, value in LEAST.items() if key != name}
        with pytest.raises(ValidationError) as raised:
            NewReceipt.model_validate(body)
        assert [error["loc"] for error in raised.value.errors()] == [(name,)]
        assert refused(**{name: None})[0][0] == name
    rest = [name for name in NewReceipt.model_fields if name not in LEAST]
    assert sent(**dict.fromkeys(rest)).stored() == sent().stored()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (0, "0"),
        ("0", "0"),
        (2**53 + 1, "9007199254740993"),
        (2**64 - 1, "18446744073709551615"),
        ("18446744073709551615", "18446744073709551615"),
    ],
)
def test_a_seed_is_kept_exactly_as_text(given: object, kept: str) -> None:
    assert sent(seed=given).seed == kept
    assert sent(seed=given).stored()["seed"] == kept


@pytest.mark.parametrize(
    "seed",
    [-1, 2**64, "18446744073709551616", "-1", "007", "+7", "1e3", " 7", "7\n", "", "٧", 7.0, True, [7]],
)
def test_what_is_no_seed_is_refused(seed: object) -> None:
    assert refused(seed=seed) == [("seed",)]


@pytest.mark.parametrize("given", ["A" * 64, "a" * 63, "a" * 65, "g" * 64, "", "a" * 64 + "\n", 7])
def test_what_is_no_lower_case_sha256_is_refused(given: object) -> None:
    for name in ("model_hash", "workflow_hash", "source_image_hash", "variant_image_hash"):
        assert refused(**{name: given}) == [(name,)]
    lora = {"version": None, "hash": given, "weight": None}
    assert refused(lora_configs=[lora]) == [("lora_configs", 0, "hash")]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2026-11-20T09:00:00Z", "2026-11-20T09:00:00.000000Z"),
        ("2026-11-20t09:00:00.5z", "2026-11-20T09:00:00.500000Z"),
        ("2026-11-20T09:00:00.123456789+01:00", "2026-11-20T08:00:00.123456Z"),
        ("2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00.000000Z"),
    ],
)
def test_a_time_is_kept_in_utc(given: str, kept: str) -> None:
    assert sent(generation_started_at=given).generation_started_at == kept


@pytest.mark.parametrize(
    "given",
    [
        "2026-11-20",
        "2026-11-20T09:00:00",
        "2026-11-20 09:00:00Z",
        "20261120T090000Z",
        "2026-02-30T09:00:00Z",
        "2026-11-20T09:00:60Z",
        "9999-12-31T23:59:59-01:00",
        "0001-01-01T00:00:00+01:00",
        "1969-12-31T23:59:59Z",
        "2026-11-20T09:00:00Z\n",
        "٢026-11-20T09:00:00Z",
        1_700_000_000,
    ],
)
def test_what_is_no_time_is_refused(given: object) -> None:
    assert refused(generation_started_at=given) == [("generation_started_at",)]


def test_texts_stay_as_they_are() -> None:
    text = " e\u0301 \u00e9\t\n\u200d\U0001f600 "
    receipt = sent(prompt_text=text, negative_prompt=text, sampler=text, model_version=text)
    assert {receipt.prompt_text, receipt.negative_prompt, receipt.sampler, receipt.model_version} == {text}


def test_a_lone_surrogate_is_refused_wherever_it_is() -> None:
    for name in ("prompt_text", "negative_prompt", "sampler", "model_version"):
        assert refused(**{name: "a\ud800"}) == [(name,)]
    for params in ({"a": ["\udc00"]}, {"\ud800": 1}):
        assert refused(additional_params=params)[0][0] == "additional_params"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_are_finite_wherever_they_are(number: float) -> None:
    assert refused(cfg_scale=number) == [("cfg_scale",)]
    assert refused(additional_params={"a": [number]}) == [("additional_params",)]
    lora = {"version": None, "hash": None, "weight": number}
    assert refused(lora_configs=[lora]) == [("lora_configs", 0, "weight")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("steps", "20"),
        ("steps", 20.0),
        ("steps", -1),
        ("steps", 2**31),
        ("resolution_width", True),
        ("cfg_scale", "7"),
        ("cfg_scale", 1e7),
        ("prompt_text", 7),
        ("sampler", ""),
        ("sampler", " "),
        ("prompt_text", "x" * 1_000_001),
        ("additional_params", {"a": "x" * 1_000_000}),
        ("additional_params", []),
        ("lora_configs", [{"version": None, "hash": None, "weight": None}] * 101),
        ("other_inputs", [{"role": "vae", "name": None, "version": None, "hash": None}] * 201),
        ("inputs_hash", "a" * 64),
        ("segment_id", "s"),
        ("id", "r"),
    ],
)
def test_nothing_is_coerced_too_large_or_unknown(name: str, value: object) -> None:
    assert refused(**{name: value}) == [(name,)]


def test_what_is_nested_too_deep_is_refused() -> None:
    def nested(levels: int) -> dict[str, Any]:
        value: Any = {}
        for _ in range(levels - 1):
            value = {"a": value}
        return value

    assert sent(additional_params=nested(100)).additional_params == nested(100)
    assert refused(additional_params=nested(101)) == [("additional_params",)]
    assert refused(additional_params=nested(5_000)) == [("additional_params",)]


def test_a_lora_says_hash_version_and_weight_even_when_they_are_not_known() -> None:
    assert refused(lora_configs=[{}]) == [("lora_configs", 0, name) for name in ("version", "hash", "weight")]
    assert refused(other_inputs=[{}]) == [
        ("other_inputs", 0, name) for name in ("role", "name", "version", "hash")
    ]
    assert (
        sent(lora_configs=[{"version": None, "hash": None, "weight": None}]).lora_configs[0].asset_id is None
    )


def test_a_receipt_recorded_after_the_fact_brings_its_end_along() -> None:
    ended = sent(generation_completed_at=STARTED, generation_duration_ms=5)
    assert (ended.succeeded, ended.generation_completed_at) == (True, "2026-11-20T09:00:00.000000Z")
    assert sent(generation_completed_at=STARTED, succeeded=False).succeeded is False
    assert sent().succeeded is None
    assert refused(succeeded=True) == [("succeeded",)]
    assert refused(generation_duration_ms=5) == [("generation_duration_ms",)]
    assert refused(generation_completed_at="now", succeeded=True) == [("generation_completed_at",)]


def test_a_completion_says_when_how_long_and_whether_it_succeeded() -> None:
    completion = Completion.model_validate({"completed_at": "2026-11-20T10:00:00+01:00", "duration_ms": 5})
    assert completion.stored() == {
        "generation_completed_at": "2026-11-20T09:00:00.000000Z",
        "generation_duration_ms": 5,
        "succeeded": True,
    }
    for bad in ({"duration_ms": -1}, {"duration_ms": 5.0}, {"duration_ms": None}, {"succeeded": 1}, {"x": 1}):
        with pytest.raises(ValidationError):
            Completion.model_validate({"completed_at": STARTED, "duration_ms": 5, **bad})


def test_many_receipts_each_name_their_segment() -> None:
    one = {**LEAST, "segment_id": 42}
    assert BulkReceipts.model_validate({"receipts": [one]}).receipts[0].segment_id == "42"
    for receipts in ([], [LEAST], [one] * 1001):
        with pytest.raises(ValidationError):
            BulkReceipts.model_validate({"receipts": receipts})


def test_a_receipt_is_answered_as_it_was_sent() -> None:
    body = NewReceipt.model_validate(WHOLE)
    assert NewReceipt.model_fields.keys() <= Receipt.model_fields.keys()
    given = {"id": "r", "segment_id": "s", "number": 1, "inputs_hash": "0" * 64, "hash": "1" * 64}
    answer = Receipt.model_validate({**body.stored(), **given, "created_at": STARTED}).model_dump()
    assert {name: answer[name] for name in NewReceipt.model_fields} == body.model_dump()
    assert answer["seed"] == "18446744073709551615"


def test_what_is_stored_is_what_a_node_can_hold() -> None:
    stored = NewReceipt.model_validate({**WHOLE, "additional_params": {"a": None, "n": 2**60 + 1}}).stored()
    assert all(isinstance(value, str | int | float | bool) for value in stored.values())
    assert stored["additional_params"] == '{"a":null,"n":1152921504606846977}'
    assert sent().stored() == {
        "lora_configs": "[]",
        "prompt_text": "",
        "generation_started_at": "2026-11-20T09:00:00.000000Z",
    }
