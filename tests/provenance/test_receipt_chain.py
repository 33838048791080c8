"""Whatever is done to receipts behind the service's back is found, and named; nothing else is."""

from __future__ import annotations

import hashlib
from random import Random
from typing import Any

import pytest

from depgraph.models.receipts import Receipt
from depgraph.provenance.canonical import canonical_json
from depgraph.provenance.chain import COMPLETION, LINKS, completion_hash, receipt_hash, sealed
from depgraph.provenance.verifying import verify
from tests.conftest import PROVE
from tests.provenance import chained
from tests.provenance.chained import KEY, WAYS, Segment, Tamper, segment, take_back

TRIES = 1_000 if PROVE else 100


def kind(found: Segment, **asked: Any) -> tuple[str, int | None] | None:
    finding = found.look(**asked)
    return (finding.kind, finding.number) if finding else None


def test_the_hash_is_over_every_property_and_the_hash_before() -> None:
    row = {"id": "r1", "number": 2, "steps": 20, "cfg_scale": 7.5, "ok": True, "sampler": None, "tags": ["a"]}
    by_hand = (
        b'{"of":"receipt","previous_hash":"before","properties":{"cfg_scale":"float:7.5","id":"str:r1",'
        b'"number":"int:2","ok":"bool:True","steps":"int:20","tags":["str:a"]},"v":"1"}'
    )
    assert receipt_hash(row, "before") == hashlib.sha256(by_hand).hexdigest()
    ended = {**row, "hash": "own", "succeeded": True, "generation_duration_ms": 5}
    document = {
        "v": "1",
        "of": "completion",
        "receipt_hash": "own",
        "previous_hash": None,
        "properties": {"succeeded": "bool:True", "generation_duration_ms": "int:5"},
    }
    assert completion_hash(ended, None) == hashlib.sha256(canonical_json(document)).hexdigest()
    assert receipt_hash(ended, "before") == receipt_hash(row, "before")


def test_what_is_hashed_is_canonical_json_whatever_the_texts_hold() -> None:
    odd = "".join(map(chr, range(0x300))) + '\u2028\u2029\ufeff\uffff\U0001f600\\"/'
    document = {"v": "1", "of": "receipt", "previous_hash": None, "properties": {"prompt_text": f"str:{odd}"}}
    assert receipt_hash({"prompt_text": odd}, None) == hashlib.sha256(canonical_json(document)).hexdigest()


@pytest.mark.parametrize("receipts", [0, 1, 2, 3, 7])
def test_an_untouched_segment_has_nothing_wrong(receipts: int) -> None:
    for seed in range(TRIES // 20):
        found = segment(seed, receipts)
        assert found.look() is None
        assert found.look(checkpoint=segment(seed, receipts).head) is None
    assert Segment().look() is None


def test_receipts_recorded_and_completed_after_a_checkpoint_are_nothing_wrong() -> None:
    random = Random(3)
    found = segment(1, 2)
    kept = found.head
    found.record(random)
    found.complete(2, random)
    assert found.look(checkpoint=kept) is None


@pytest.mark.parametrize("name", [*Receipt.model_fields, "planted"])
def test_a_change_of_any_one_property_is_found(name: str) -> None:
    for index in range(3):
        for value in ("x", 1, None):
            found = segment(5, 3)
            if found.rows[index].get(name) == value:
                continue
            found.rows[index][name] = value
            assert found.look() is not None, (index, value)


def test_every_stored_field_is_in_one_of_the_two_hashes_or_is_a_link() -> None:
    links = {"previous_hash", "hash", "completion_previous_hash", "completion_hash"}
    assert links == LINKS, "a link is checked by following it; everything else has to be hashed"
    assert Receipt.model_fields.keys() >= COMPLETION | LINKS
    ended = {"generation_completed_at", "generation_duration_ms", "succeeded", "inputs_changed_during_run"}
    assert ended == COMPLETION, "only what comes with the completion is left to the second hash"


def test_the_same_number_in_another_form_is_an_edit() -> None:
    for was, becomes in ((20, 20.0), (0.0, -0.0), (1, True), (7.5, float("nan"))):
        found = segment(2, 1)
        found.rows[0]["steps"] = was
        found.rehash()
        assert found.look() is None
        found.rows[0]["steps"] = becomes
        assert kind(found) == ("edited", 1), (was, becomes)


def test_each_kind_of_tampering_bears_its_name() -> None:
    found = segment(7, 4)
    found.rows[1]["prompt_text"] += " "
    assert kind(found) == ("edited", 2)

    found = segment(7, 4)
    del found.rows[1]
    assert kind(found) == ("missing", 2)

    found = segment(7, 4)
    del found.rows[2:]
    assert kind(found) == ("tail_cut", None)

    found = segment(7, 4)
    chained.swap_numbers(Random(1), found)
    assert (kind(found) or ("",))[0] == "reordered"

    found = segment(7, 4)
    found.rows.append({**segment(7, 4, "segment-2").rows[1], "number": 2})
    assert kind(found) == ("inserted", 2)

    found = segment(7, 4)
    found.head = {**(found.head or {}), "count": 9}
    assert kind(found) == ("head_edited", None)

    found = segment(7, 4)
    found.head = None
    assert kind(found) == ("unsealed", 1)

    assert kind(segment(7, 4), key=bytes(32)) == ("head_edited", None)


def recorded(receipts: int) -> Segment:
    """A segment whose receipts nobody has completed."""
    found = Segment()
    for seed in range(receipts):
        found.record(Random(seed))
    return found


def with_its_own_hash(row: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A receipt as someone plants it who knows how one is hashed, and touches nothing else."""
    row = {**row, **changes}
    return {**row, "hash": receipt_hash(row, row.get("previous_hash"))}


def test_an_edited_receipt_with_a_hash_made_anew_is_found_by_what_follows_it() -> None:
    for number in (1, 2, 3):
        found = recorded(3)
        found.rows[number - 1] = with_its_own_hash(found.rows[number - 1], prompt_text="planted")
        assert kind(found) == ("edited", number)


def test_a_receipt_that_was_not_the_first_is_not_taken_for_it() -> None:
    found = recorded(1)
    found.rows[0] = with_its_own_hash(found.rows[0], previous_hash="0" * 64)
    assert kind(found) == ("edited", 1)


def test_a_well_made_receipt_behind_the_last_is_inserted() -> None:
    found = recorded(3)
    last = found.rows[-1]
    found.rows.append(with_its_own_hash(last, id="planted", number=4, previous_hash=last["hash"]))
    assert kind(found) == ("inserted", 4)


def test_rows_handed_over_in_another_order_are_reordered() -> None:
    found = segment(7, 3)
    finding = verify(found.id, [found.rows[0], found.rows[2], found.rows[1]], found.head, KEY)
    assert finding is not None
    assert (finding.kind, finding.number) == ("reordered", 2)


def test_a_finding_says_what_and_which() -> None:
    found = segment(7, 2)
    found.rows[1]["steps"] = 99
    finding = found.look()
    assert finding is not None
    assert finding.receipt_id == "segment-1-r2"
    assert finding.detail == "segment 'segment-1', receipt 2 (segment-1-r2): it is not what was recorded"


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_random_tampering_is_found(way: Tamper) -> None:
    random = Random(way.__name__)
    for seed in range(-(-TRIES // len(WAYS))):
        found = segment(seed, random.randint(2, 6))
        way(random, found)
        assert found.look() is not None, seed


def forge(found: Segment, random: Random) -> None:
    """Make every number, link and hash anew, as someone does who knows all of it but the key."""
    old = (found.head or {}).get("seal", "0" * 64)
    for number, row in enumerate(found.rows, 1):
        row |= {"number": number, "segment_id": found.id}
    found.completed = [index for index, row in enumerate(found.rows) if COMPLETION & row.keys()]
    found.rehash()
    head = found.head or {}
    guessed = random.randbytes(32)
    forged = sealed(guessed, found.id, head["count"], head["head_hash"], head["completion_head_hash"])
    found.head = random.choice([forged, {**head, "seal": old}])


@pytest.mark.parametrize("way", WAYS[:-2], ids=lambda way: way.__name__)
def test_who_makes_all_hashes_anew_without_the_key_is_found(way: Tamper) -> None:
    random = Random(way.__name__ + "forged")
    for seed in range(-(-TRIES // len(WAYS))):
        found = segment(seed, random.randint(2, 6))
        right = found.copy()
        way(random, found)
        forge(found, random)
        # making all anew can end where it began: a swap of numbers is put right by numbering anew
        assert found.look() is not None or (found.rows, found.head) == (right.rows, right.head), seed


def test_the_head_of_another_segment_with_its_receipts_is_found() -> None:
    found, other = segment(7, 2), segment(8, 2, "segment-2")
    found.rows, found.head = other.rows, other.head
    assert kind(found) == ("inserted", 1)
    forge(found, Random(1))
    found.head = other.head
    assert kind(found) == ("head_edited", None)


def test_a_completion_that_is_taken_back_is_found_whatever_its_place() -> None:
    for place in range(3):
        found = segment(0, 0)
        random = Random(place)
        for _ in range(3):
            found.record(random)
        for index in (2, 0, 1):
            found.complete(index, random)
        take_back(found.rows[(2, 0, 1)[place]])
        # the receipt that was completed next is named; after the last one there is none
        assert kind(found) == ("missing", (1, 2, None)[place])


def test_a_database_put_back_to_an_earlier_state_is_found_by_a_checkpoint() -> None:
    random = Random(3)
    found = segment(1, 2)
    earlier = found.copy()
    found.record(random)
    assert earlier.look() is None
    assert kind(earlier, checkpoint=found.head) == ("rolled_back", None)
    completed = earlier.copy()
    completed.record(random)
    completed.complete(2, random)
    without = completed.copy()
    take_back(without.rows[2])
    without.completed.remove(2)
    without.rehash()
    assert without.look() is None
    assert kind(without, checkpoint=completed.head) == ("rolled_back", None)


def test_properties_of_no_sensible_kind_are_findings_and_no_crash() -> None:
    for name in Receipt.model_fields:
        for value in ([1], ["a", "b"], 2**60, float("nan"), float("inf"), True, b"x", "\ud800", object()):
            found = segment(5, 2)
            found.rows[1][name] = value
            assert found.look() is not None, (name, value)
