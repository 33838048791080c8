"""What a receipt was made from, as edges."""

from __future__ import annotations

from random import Random
from typing import Any

from depgraph.models.receipts import NewReceipt, RecordedInputs
from depgraph.provenance.links import count_given, links
from tests.provenance.drawn import STARTED, receipt

LEAST: dict[str, Any] = {"lora_configs": [], "prompt_text": "", "generation_started_at": STARTED}
NOTHING = {"asset_id": None, "name": None, "version": None, "hash": None, "weight": None}


def links_of(**given: Any) -> list[dict[str, Any]]:
    return [dict(link) for link in links(NewReceipt.model_validate({**LEAST, **given}))]


def test_a_receipt_without_inputs_has_no_links() -> None:
    assert links_of() == []


def test_every_input_is_a_link_in_a_fixed_order() -> None:
    found = links_of(
        workflow_hash="3" * 64,
        workflow_version="w3",
        variant_image_hash="2" * 64,
        source_image_hash="1" * 64,
        other_inputs=[
            {"role": "vae", "asset_id": "v", "name": "vae-ft", "version": "1", "hash": "8" * 64},
            {"role": "image", "name": "a.png", "version": None, "hash": "9" * 64, "weight": 0.5},
            {"role": "image", "name": "b.png", "version": None, "hash": None},
        ],
        lora_configs=[
            {"asset_id": 7, "version": "v2", "hash": None, "weight": 0.8},
            {"version": "v1", "hash": "5" * 64, "weight": 1},
        ],
        model_asset_id="m",
        model_version="v1",
        model_hash="4" * 64,
    )
    assert found == [
        NOTHING | {"role": "model", "position": 0, "asset_id": "m", "version": "v1", "hash": "4" * 64},
        NOTHING | {"role": "lora", "position": 0, "asset_id": "7", "version": "v2", "weight": 0.8},
        NOTHING | {"role": "lora", "position": 1, "version": "v1", "hash": "5" * 64, "weight": 1.0},
        NOTHING
        | {"role": "vae", "position": 0, "asset_id": "v", "name": "vae-ft", "version": "1", "hash": "8" * 64},
        NOTHING | {"role": "image", "position": 0, "name": "a.png", "hash": "9" * 64, "weight": 0.5},
        NOTHING | {"role": "image", "position": 1, "name": "b.png"},
        NOTHING | {"role": "source_image", "position": 0, "hash": "1" * 64},
        NOTHING | {"role": "variant_image", "position": 0, "hash": "2" * 64},
        NOTHING | {"role": "workflow", "position": 0, "version": "w3", "hash": "3" * 64},
    ]


def test_a_model_is_an_input_by_any_of_its_names() -> None:
    for given in ({"model_asset_id": "m"}, {"model_version": "v1"}, {"model_hash": "4" * 64}):
        assert [link["role"] for link in links_of(**given)] == ["model"]
    assert [link["role"] for link in links_of(workflow_version="1")] == ["workflow"]


def test_role_and_position_name_one_input_also_where_another_bears_a_reserved_role() -> None:
    other = [
        {"role": role, "name": "x", "version": None, "hash": None} for role in ("model", "lora", "workflow")
    ]
    lora = [{"version": "v1", "hash": None, "weight": 1}]
    found = links_of(model_version="v1", lora_configs=lora, other_inputs=other, workflow_version="1")
    assert [(link["role"], link["position"]) for link in found] == [
        ("model", 0),
        ("lora", 0),
        ("model", 1),
        ("lora", 1),
        ("workflow", 0),
        ("workflow", 1),
    ]


def test_what_is_stored_tells_how_many_links_there_are() -> None:
    random, counts = Random(1), set[int]()
    for _ in range(300):
        new = NewReceipt.model_validate(receipt(random))
        stored = dict.fromkeys(RecordedInputs.model_fields) | new.stored()
        assert count_given(stored) == len(links(new))
        counts.add(count_given(stored))
    assert len(counts) > 4
