"""Which file a reference means: by its path as written, then by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from depgraph.errors import BadInput, FileUnreadable
from depgraph.ingest.model_files import ModelFiles, find_models, no_models


def folder(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
    return root


def matched(files: ModelFiles, name: str, kind: str) -> tuple[str, list[str]]:
    match = files.match(name, kind)
    return match.status, sorted(f"{file.folder}/{file.relative}" for file in match.files)


@pytest.mark.parametrize(
    ("written", "kind", "status", "found"),
    [
        ("_style__\\girl_v51.safetensors", "loras", "exact", ["loras/_style__/girl_v51.safetensors"]),
        ("_STYLE__/Girl_v51.safetensors", "loras", "exact", ["loras/_style__/girl_v51.safetensors"]),
        ("girl_v51.safetensors", "loras", "by_name", ["loras/_style__/girl_v51.safetensors"]),
        ("other\\girl_v51.safetensors", "loras", "by_name", ["loras/_style__/girl_v51.safetensors"]),
        ("twice.pt", "loras", "ambiguous", ["loras/a/twice.pt", "loras/b/twice.pt"]),
        ("a/twice.pt", "loras", "exact", ["loras/a/twice.pt"]),
        ("same.pt", "vae", "exact", ["vae/same.pt"]),
        ("same.pt", "", "ambiguous", ["checkpoints/same.pt", "vae/same.pt"]),
        ("flux.gguf", "diffusion_models", "exact", ["diffusion_models/flux.gguf"]),
        ("gone.pt", "loras", "missing", []),
        ("notes.txt", "loras", "missing", []),
    ],
)
def test_a_reference_is_matched(
    tmp_path: Path, written: str, kind: str, status: str, found: list[str]
) -> None:
    models = folder(
        tmp_path,
        "loras/_style__/girl_v51.safetensors", "loras/a/twice.pt", "loras/b/twice.pt", "loras/notes.txt",
        "vae/same.pt", "checkpoints/same.pt", "unet/flux.gguf",
    )  # fmt: skip
    assert matched(find_models(models), written, kind) == (status, found)


def test_without_models_everything_is_missing() -> None:
    assert no_models().match("a.pt", "loras").status == "missing"


def test_a_comfyui_folder_is_walked_below_its_models(tmp_path: Path) -> None:
    folder(tmp_path, "custom_nodes/x/y.pt", "models/vae/a.pt")
    assert [file.relative for file in find_models(tmp_path).files] == ["a.pt"]


EXTRA = """
comfyui:
    base_path: disk/
    is_default: true
    checkpoints: ckpt/
    clip: |
        one
        two
other:
    loras: {absolute}
    missing: nowhere
nothing:
"""


@pytest.mark.parametrize("beside", ["extra_model_paths.yaml", "models/extra_model_paths.yaml"])
def test_extra_model_paths_are_walked_too(tmp_path: Path, beside: str) -> None:
    base = (tmp_path / beside).parent
    base.mkdir(exist_ok=True)
    folder(tmp_path / "elsewhere", "l.pt")
    folder(base / "disk", "ckpt/sub/c.pt", "one/t1.pt", "two/t2.pt")
    folder(tmp_path, "models/vae/v.pt")
    (tmp_path / beside).write_text(EXTRA.format(absolute=tmp_path / "elsewhere"))
    found = find_models(tmp_path / "models")
    assert matched(found, "sub\\c.pt", "checkpoints") == ("exact", ["checkpoints/sub/c.pt"])
    assert matched(found, "t2.pt", "text_encoders") == ("exact", ["text_encoders/t2.pt"])
    assert matched(found, "l.pt", "loras") == ("exact", ["loras/l.pt"])
    assert matched(found, "v.pt", "vae") == ("exact", ["vae/v.pt"])


def test_the_list_of_folders_can_be_given_itself(tmp_path: Path) -> None:
    folder(tmp_path, "disk/ckpt/c.pt")
    (tmp_path / "my.yaml").write_text(EXTRA.format(absolute="x"))
    assert [file.relative for file in find_models(tmp_path / "my.yaml").files] == ["c.pt"]


@pytest.mark.parametrize("text", ["a: [", "!!python/object/apply:os.system ['true']", "\0", "a: 2001-99-99"])
def test_a_broken_list_of_folders_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "extra_model_paths.yaml").write_text(text)
    with pytest.raises(BadInput, match=r"extra_model_paths\.yaml"):
        find_models(tmp_path)


def test_odd_entries_in_a_list_of_folders_lead_nowhere(tmp_path: Path) -> None:
    text = 'a: {base_path: "~nobody-here", vae: "x\\0y", 3: z, loras: [1], clip: "\\ud800", unet: ""}\n'
    text += "b: text\nc: {base_path: [1], vae: .}\n"
    folder(tmp_path, "[1]/a.pt", "z/b.pt")
    (tmp_path / "list.yaml").write_text(text)
    assert find_models(tmp_path / "list.yaml").files == ()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="nowhere"):
        find_models(tmp_path / "nowhere")


def test_links_are_followed_as_far_as_allowed(tmp_path: Path) -> None:
    folder(tmp_path / "disk", "far_v1.pt")
    models = folder(tmp_path / "models", "loras/near_v1.pt")
    (models / "loras" / "far").symlink_to(tmp_path / "disk")
    (models / "loras" / "circle").symlink_to(models)
    names = [file.relative for file in find_models(models).files]
    assert sorted(names) == ["far/far_v1.pt", "near_v1.pt"]
    inside = find_models(models, lambda path: path.is_relative_to(models))
    assert [file.relative for file in inside.files] == ["near_v1.pt"]


@pytest.mark.parametrize("beside", ["extra_model_paths.yaml", "models/extra_model_paths.yaml"])
def test_a_list_that_may_not_be_read_is_not_opened(tmp_path: Path, beside: str) -> None:
    models = folder(tmp_path / "models", "vae/v.pt")
    (tmp_path / beside).symlink_to(folder(tmp_path / "private", "listed.pt") / "list.yaml")
    (tmp_path / "private" / "list.yaml").write_text("broken: [")  # to open it would be an error
    found = find_models(models, lambda path: path.is_relative_to(models))
    assert [file.relative for file in found.files] == ["v.pt"]
    assert find_models(tmp_path / beside, lambda path: path.is_relative_to(models)).files == ()


def test_of_a_broken_list_only_the_line_is_told(tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text("name: x\npassword: *hunter2\n")
    with pytest.raises(BadInput, match="line 2 is wrong") as told:
        find_models(tmp_path / "secrets.toml")
    assert "hunter2" not in told.value.detail


def test_sections_that_are_merged_over_and_over_are_given_up(tmp_path: Path) -> None:
    """Each is the one before twice: written out, the last line is a million entries."""
    lines = ["a0: &n0 {k: v}", *(f"a{n}: &n{n} {{<<: [*n{n - 1}, *n{n - 1}]}}" for n in range(1, 21))]
    (tmp_path / "list.yaml").write_text("\n".join(lines))
    with pytest.raises(BadInput, match=r"line 1\d is wrong"):
        find_models(tmp_path / "list.yaml")


def test_sections_that_are_merged_once_are_read(tmp_path: Path) -> None:
    folder(tmp_path, "disk/ckpt/c.pt", "disk/vae/v.pt")
    text = "a: &a {base_path: disk, checkpoints: ckpt}\nb: {<<: *a, vae: vae}\n"
    (tmp_path / "list.yaml").write_text(text)
    found = {(file.folder, file.relative) for file in find_models(tmp_path / "list.yaml").files}
    assert found == {("checkpoints", "c.pt"), ("vae", "v.pt")}


def test_one_long_text_under_many_names_is_no_list(tmp_path: Path) -> None:
    names = "".join(f"k{n}: *long, " for n in range(3000))
    (tmp_path / "list.yaml").write_text(f'a: {{k: &long "{"x" * 1000}", {names}}}')
    with pytest.raises(BadInput, match="too many folders"):
        find_models(tmp_path / "list.yaml")


def test_a_dead_link_with_too_long_a_target_is_passed_over(tmp_path: Path) -> None:
    models = folder(tmp_path, "loras/a.pt")
    (models / "loras" / "dead.pt").symlink_to("x" * 300)
    assert [file.relative for file in find_models(models).files] == ["a.pt"]


def test_a_folder_whose_name_is_too_long_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="There is no models folder"):
        find_models(tmp_path / ("x" * 300))
