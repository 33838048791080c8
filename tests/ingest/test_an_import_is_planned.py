"""From folders of outputs to a plan: what it makes, that it is the same every time, and what it skips."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from depgraph.errors import BadInput, FileUnreadable
from depgraph.ingest.plan import AssetKey, Counts, ImportPlan, ProjectPlan, UsePlan
from depgraph.ingest.planning import plan_import
from depgraph.ingest.reading import Skipped
from tests.ingest.drawn import picture, prompt, ui_node

ANIMATRIX = AssetKey("animatrix", "v20")
V51, V53 = AssetKey("fashionGirl", "v51"), AssetKey("fashionGirl", "v53")


def write(root: Path, **files: Any) -> Path:
    for name, content in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return root


def one_use(class_type: str, **inputs: Any) -> bytes:
    return picture({"1": {"class_type": class_type, "inputs": inputs}})


@pytest.fixture
def studio(tmp_path: Path) -> Path:
    """Two scenes in one folder, one in another; a template; a broken file; a text that is no output."""
    v53 = picture(prompt(lora="_style__\\fashionGirl_v53.safetensors"))
    return write(
        tmp_path / "Night Shift",
        a__out_10_dot_png=picture(prompt(seed=10)),
        a__out_9_dot_png=picture(prompt(seed=9, text="a dog")),
        a__new_dot_png=v53,
        b__out_9_dot_png=picture(prompt(seed=9, text="a dog")),
        b__flow_dot_json={"nodes": [ui_node(1, "LoraLoader", "fashionGirl_v47.pt", 0.3, 0.3)], "links": []},
        b__empty_dot_png=b"",
        b__readme_dot_txt=b"hello",
    )


def scenes_of(plan: ImportPlan) -> dict[str, list[str]]:
    """Each scene's folder and models, with its segments in order."""
    types = {one.id: sorted(use.asset.version for use in one.uses) for one in plan.scene_types}
    return {
        f"{scene.folder} {types[scene.scene_type_id]}": [
            one.path for one in plan.segments if one.scene_id == scene.id
        ]
        for scene in plan.scenes
    }


def test_everything_is_planned(studio: Path) -> None:
    plan = plan_import([studio])
    assert plan.project == ProjectPlan("night-shift", "Night Shift")
    assert scenes_of(plan) == {
        "Night Shift/a ['v20', 'v51']": ["Night Shift/a/out_9.png", "Night Shift/a/out_10.png"],
        "Night Shift/a ['v20', 'v53']": ["Night Shift/a/new.png"],
        "Night Shift/b ['v20', 'v51']": ["Night Shift/b/out_9.png"],
    }
    assert len(plan.scene_types) == 2
    assert [one.uses for one in plan.scene_types if any(use.asset == V51 for use in one.uses)] == [
        (UsePlan(ANIMATRIX, "primary_model", "model", None), UsePlan(V51, "lora", "lora", 0.5))
    ]
    assert [(one.path, one.uses) for one in plan.templates] == [
        ("Night Shift/b/flow.json", (UsePlan(AssetKey("fashionGirl", "v47"), "lora", "lora", 0.3),))
    ]
    assert plan.skipped == (Skipped(str(studio / "b" / "empty.png"), "the file is empty"),)
    assert plan.counts == Counts(
        files_seen=6, files_ignored=1, outputs=4, workflows=1, references=4, unresolved=4,
        output_references=3, output_file_names=3, output_file_name_pairs=8, receipts=4,
    )  # fmt: skip


def test_assets_come_in_the_order_in_which_the_last_becomes_current(studio: Path) -> None:
    plan = plan_import([studio])
    assert [one.key for one in plan.assets] == [ANIMATRIX, AssetKey("fashionGirl", "v47"), V51, V53]
    assert all(one.placeholder for one in plan.assets)


def test_sequence_indexes_follow_the_names(studio: Path) -> None:
    order = [(one.path, one.sequence_index) for one in plan_import([studio / "a"]).segments]
    assert set(order) == {("a/out_9.png", 0), ("a/out_10.png", 1), ("a/new.png", 0)}


def test_the_same_folder_gives_the_same_plan_from_everywhere(
    studio: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_import([studio])
    assert plan_import([studio]) == plan
    monkeypatch.chdir(studio / "a")
    assert plan_import([Path("..")]) == plan
    monkeypatch.chdir(studio.parent)
    assert plan_import([Path("Night Shift")]) == plan


def test_a_copy_elsewhere_gives_the_same_ids(studio: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(studio, tmp_path / "other disk" / "Night Shift")
    here, there = plan_import([studio]), plan_import([copy])
    assert [one.id for one in here.segments] == [one.id for one in there.segments]
    assert (here.scenes, here.scene_types, here.project) == (there.scenes, there.scene_types, there.project)


def test_two_folders_in_one_project_do_not_collide(tmp_path: Path) -> None:
    """The same file name three times: another folder, and another picture in a folder of the same name."""
    roots = [tmp_path / "anna" / "output", tmp_path / "ben" / "output", tmp_path / "clips"]
    for number, root in enumerate(roots):
        write(root, out_dot_png=picture(prompt(seed=number)))
    plans = [plan_import([root], project_id="film") for root in roots]
    assert len({one.id for plan in plans for one in plan.segments}) == 3
    assert {plan.project.id for plan in plans} == {"film"}
    together = plan_import(roots, project_id="film")
    assert {one.id for one in together.segments} == {one.id for plan in plans for one in plan.segments}


def test_a_path_given_twice_counts_once(studio: Path) -> None:
    assert (
        plan_import([studio, studio / "a", studio / "a" / "out_9.png"]).counts == plan_import([studio]).counts
    )


def test_a_single_file_can_be_imported(studio: Path) -> None:
    plan = plan_import([studio / "a" / "new.png"])
    assert (plan.project.id, [one.path for one in plan.segments]) == ("a", ["a/new.png"])


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="nowhere"):
        plan_import([tmp_path / "nowhere"])
    with pytest.raises(BadInput, match="no path"):
        plan_import([])


def test_links_are_not_followed_out_of_the_tree(studio: Path, tmp_path: Path) -> None:
    write(tmp_path / "private", x_dot_png=picture(prompt()))
    (studio / "out").symlink_to(tmp_path / "private")
    (studio / "x.png").symlink_to(tmp_path / "private" / "x.png")
    (studio / "again").symlink_to(studio / "a")
    (studio / "circle").symlink_to(studio)
    plan = plan_import([studio])
    assert plan.counts.outputs == 4
    reason = "it is a link out of the imported folder, not followed"
    assert {Skipped(str(studio / "out"), reason), Skipped(str(studio / "x.png"), reason)} < set(plan.skipped)


def test_hidden_files_and_own_sidecars_are_not_reported(studio: Path) -> None:
    before = plan_import([studio])
    write(studio, _dot_cache__x_dot_json=b"{}", a__x_dot_png_dot_asset_dot_json=b"{}")
    after = plan_import([studio])
    assert replace(after, counts=before.counts) == before
    assert after.counts.files_ignored == before.counts.files_ignored + 2


def test_progress_is_told_file_by_file(studio: Path) -> None:
    told: list[tuple[int, int]] = []
    plan_import([studio], on_progress=lambda done, total: told.append((done, total)))
    assert told == [(number, 6) for number in range(1, 7)]


def test_a_name_of_two_types_is_prefixed_with_its_folder(tmp_path: Path) -> None:
    root = write(
        tmp_path / "x",
        a_dot_png=one_use("LoraLoader", lora_name="same_v1.pt"),
        b_dot_png=one_use("VAELoader", vae_name="same_v2.pt"),
    )
    assert [(one.key, one.asset_type) for one in plan_import([root]).assets] == [
        (AssetKey("same", "v1"), "lora"),
        (AssetKey("vae/same", "v2"), "vae"),
    ]
    known = plan_import([root], known_types={"same": "vae", "loras/same": "lora"})
    assert [one.key for one in known.assets] == [AssetKey("loras/same", "v1"), AssetKey("same", "v2")]


def test_a_guessed_type_gives_way_to_a_known_one(tmp_path: Path) -> None:
    root = write(
        tmp_path / "x",
        a_dot_png=one_use("Strange", path="same_v1.pt"),
        b_dot_png=one_use("VAELoader", vae_name="same_v1.pt"),
    )
    plan = plan_import([root])
    assert [(one.key, one.asset_type) for one in plan.assets] == [(AssetKey("same", "v1"), "vae")]
    assert {(use.role, use.asset_type) for one in plan.scene_types for use in one.uses} == {
        ("auxiliary_model", "vae"),
        ("vae", "vae"),
    }


def test_model_files_make_placeholders_into_assets(studio: Path, tmp_path: Path) -> None:
    models = write(
        tmp_path / "models",
        checkpoints___Baked____animatrix_v20_dot_safetensors=b"x",
    )
    (models / "loras" / "a").mkdir(parents=True)
    (models / "loras" / "b").mkdir()
    for name in (
        "fashionGirl_v53.safetensors",
        "a/fashionGirl_v51.safetensors",
        "b/fashionGirl_v51.safetensors",
    ):
        (models / "loras" / name).touch()
    plan = plan_import([studio], models_dir=models)
    found = {one.key: (one.status, one.placeholder, len(one.candidates)) for one in plan.assets}
    assert found[V53] == ("by_name", False, 1)
    assert found[V51] == ("ambiguous", True, 2)
    assert found[AssetKey("fashionGirl", "v47")] == ("missing", True, 0)
    assert plan.counts.unresolved == sum(len(one.file_names) for one in plan.assets if one.placeholder)


def test_spellings_of_one_model_stay_with_the_asset(tmp_path: Path) -> None:
    names = ["_style__\\same_v1.pt", "other/same_v1.pt", "same_v1.ckpt"]
    files = {f"f{place}_dot_png": one_use("LoraLoader", lora_name=name) for place, name in enumerate(names)}
    plan = plan_import([write(tmp_path / "x", **files)])
    assert [one.file_names for one in plan.assets] == [tuple(sorted(names))]
    assert (plan.counts.references, plan.counts.output_file_names) == (3, 2)


def test_a_model_named_often_is_one_use_with_its_greatest_weight(tmp_path: Path) -> None:
    nodes = {
        str(number): {
            "class_type": "LoraLoader",
            "inputs": {"lora_name": "a_v1.pt", "strength_model": weight},
        }
        for number, weight in enumerate((0.2, 0.9, 0.4))
    }
    plan = plan_import([write(tmp_path / "x", a_dot_png=picture(nodes))])
    assert plan.scene_types[0].uses == (UsePlan(AssetKey("a", "v1"), "lora", "lora", 0.9),)


def test_names_of_other_writings_make_ids_too(tmp_path: Path) -> None:
    plan = plan_import([write(tmp_path / "猫", a_dot_png=picture(prompt()))])
    assert plan.project.name == "猫"
    assert plan.project.id.isascii()
    assert plan.project.id


def test_a_dead_link_with_too_long_a_target_is_told_and_the_rest_is_read(studio: Path) -> None:
    before = plan_import([studio])
    (studio / "a" / "dead.png").symlink_to("/" + "x" * 300)
    after = plan_import([studio])
    assert after.segments == before.segments
    assert [one.reason for one in after.skipped if one.path.endswith("dead.png")] == [
        "it is a link out of the imported folder, not followed"
    ]


def test_a_path_whose_name_is_too_long_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="nothing to import"):
        plan_import([tmp_path / ("x" * 300)])
