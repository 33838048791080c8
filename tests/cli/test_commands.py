"""The command line: answers, --json, exit codes."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.importing.pictures import png, prompt, studio

pytestmark = pytest.mark.anyio


async def test_an_import_with_a_broken_file_ends_with_3_and_names_it(
    command: Command, tmp_path: Path
) -> None:
    ran = await command("import", "comfyui", str(studio(tmp_path / "rain")))
    assert ran.code == 3
    assert "3 outputs, 1 workflows" in ran.out
    assert "torn.png" in ran.out


async def test_an_import_as_json_is_the_summary_alone(command: Command, tmp_path: Path) -> None:
    png(tmp_path / "rain" / "1.png", prompt=prompt())
    ran = await command("import", "comfyui", str(tmp_path / "rain"), "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["created"]["segments"] == 1


async def test_imported_receipts_are_found_to_be_what_was_recorded(command: Command, tmp_path: Path) -> None:
    await command("import", "comfyui", str(studio(tmp_path / "rain")))
    line = {"lora_configs": [], "prompt_text": "", "generation_started_at": "2026-11-20T09:00:00Z"}
    exported = json.loads((await command("export", "--format", "json")).out)
    keys = [node["id"] for node in exported["nodes"] if node["kind"] == "segment"]
    ids = [key.partition(":")[2] for key in keys]
    (tmp_path / "r.ndjson").write_text("".join(f"{json.dumps(line | {'segment_id': one})}\n" for one in ids))
    assert (await command("import", "receipts", str(tmp_path / "r.ndjson"))).code == 0
    checked = await command("verify", "--receipts", "--json")
    assert (checked.code, json.loads(checked.out)["receipts"]) == (0, 6), checked.out


async def test_an_import_of_nothing_is_a_usage_error(command: Command, tmp_path: Path) -> None:
    ran = await command("import", "comfyui", str(tmp_path / "gone"))
    assert ran.code == 2
    assert "gone" in ran.err


async def test_where_used_names_the_scene_types_and_scenes(command: Command, tmp_path: Path) -> None:
    await command("import", "comfyui", str(studio(tmp_path / "rain")))
    ran = await command("where-used", "dreamscape@v1")
    assert ran.code == 0
    assert "2 scenes, 2 scene types, 3 segments, 1 template" in ran.out
    told = json.loads((await command("where-used", "dreamscape@v1", "--json")).out)
    assert told["by_type"] == {"scene": 2, "scene_type": 2, "segment": 3, "template": 1}


async def test_a_bare_name_means_the_current_version_and_others_in_use_are_told(
    command: Command, tmp_path: Path
) -> None:
    for number, version in enumerate(("v1", "v2")):
        model = f"dreamscape_{version}.safetensors"
        png(tmp_path / "rain" / f"{number}.png", prompt=prompt(model=model, seed=number))
    await command("import", "comfyui", str(tmp_path / "rain"))
    for words in (("where-used", "dreamscape"), ("impact", "dreamscape")):
        ran = await command(*words)
        current, other = ("v2", "v1") if "dreamscape@v2" in ran.out else ("v1", "v2")
        assert f"dreamscape@{current}" in ran.out
        assert f"Other versions of it are used too: {other} (" in ran.out
    assert "Other versions" not in (await command("where-used", "dreamscape", "--all-versions")).out


async def test_where_used_of_an_unknown_asset_fails_and_says_how_to_name_one(command: Command) -> None:
    ran = await command("where-used", "nobody")
    assert ran.code == 1
    assert "name@version" in ran.err


async def test_impact_counts_what_an_update_touches(command: Command, tmp_path: Path) -> None:
    await command("import", "comfyui", str(studio(tmp_path / "rain")))
    ran = await command("impact", "dreamscape")
    assert ran.code == 0
    assert "touches 2 scene types, 2 active scenes, 1 templates and 0 jobs" in " ".join(ran.out.split())


async def test_verify_finds_a_file_that_was_changed(command: Command, tmp_path: Path) -> None:
    models = tmp_path / "models" / "loras" / "weather"
    models.mkdir(parents=True)
    (models / "mist_v2.safetensors").write_bytes(b"weights")
    png(tmp_path / "rain" / "1.png", prompt=prompt())
    await command("import", "comfyui", str(tmp_path / "rain"), "--models", str(tmp_path / "models"))
    assert (await command("verify", "mist")).code == 0
    (models / "mist_v2.safetensors").write_bytes(b"other weights")
    ran = await command("verify", "mist", "--json")
    assert ran.code == 3
    assert [one["is_valid"] for one in json.loads(ran.out)["invalid"]] == [False]


async def test_verify_tells_of_a_file_that_cannot_be_read_why(command: Command, tmp_path: Path) -> None:
    model = tmp_path / "models" / "loras" / "weather" / "mist_v2.safetensors"
    model.parent.mkdir(parents=True)
    model.write_bytes(b"weights")
    png(tmp_path / "rain" / "1.png", prompt=prompt())
    await command("import", "comfyui", str(tmp_path / "rain"), "--models", str(tmp_path / "models"))
    model.unlink()
    os.mkfifo(model)
    why = f"'{model}' cannot be read: it is not a regular file."
    ran = await command("verify", "--json")
    assert (ran.code, [one["reason"] for one in json.loads(ran.out)["invalid"]]) == (3, [why])
    ran = await command("verify")
    assert ran.code == 3
    assert why in ran.out


async def test_an_export_is_the_same_bytes_twice(command: Command, tmp_path: Path) -> None:
    await command("import", "comfyui", str(studio(tmp_path / "rain")))
    for name in ("one", "two"):
        ran = await command("export", "--format", "graphml", "-o", str(tmp_path / name))
        assert ran.code == 0, ran.err
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() != b""


async def test_an_export_that_fails_leaves_what_was_there(command: Command, tmp_path: Path) -> None:
    kept = tmp_path / "studio.graphml"
    kept.write_text("of yesterday")
    ran = await command("export", "--project", "nobody", "-o", str(kept))
    assert (ran.code, kept.read_text()) == (1, "of yesterday")
    ran = await command("export", "-o", str(tmp_path / "gone" / "studio.graphml"))
    assert ran.code == 2
    assert "gone" in ran.err
    assert not (tmp_path / "studio.graphml.part").exists()


async def test_an_unknown_format_is_a_usage_error_that_names_the_known(command: Command) -> None:
    ran = await command("export", "--format", "pdf")
    assert ran.code == 2
    assert "graphml" in ran.err


async def test_doctor_finds_all_well_on_a_fresh_graph(command: Command) -> None:
    ran = await command("doctor", "--json")
    assert ran.code == 0, ran.out
    assert [one["ok"] for one in json.loads(ran.out)] == [True] * 5


async def test_without_a_database_every_question_ends_with_4(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")
    for words in (("where-used", "x"), ("doctor",)):
        started = time.monotonic()
        ran = await command(*words)
        assert ran.code == 4, ran
        assert time.monotonic() - started < 60, "a person waits for the answer that nobody is there"


async def test_a_setting_that_does_not_fit_is_a_usage_error_without_its_value(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPGRAPH_PORT", "s3cret")
    ran = await command("where-used", "x")
    assert ran.code == 2
    assert "port" in ran.err
    assert "s3cret" not in ran.err
