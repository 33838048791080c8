"""The prompt of a regeneration: that of the output which it goes back to, with the current file names put in.

The graph holds no prompts: they lie in the outputs, which may be gone or others by now. Then there is none,
and why is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, cast

import anyio.to_thread
from pydantic import TypeAdapter

from depgraph.graph import Graph, Row
from depgraph.ingest.fingerprint import Print
from depgraph.ingest.ids import digest
from depgraph.ingest.loaders import FOLDER_ALIASES, FOLDER_OF_TYPE
from depgraph.ingest.reading import MadeElsewhere, Reading, Skipped, read_with_print
from depgraph.models.receipts import InputAsWritten, NewReceipt, Receipt
from depgraph.models.regeneration import JobToRun, RegenerationInputs
from depgraph.naming import posix_path
from depgraph.provenance.links import InputLink, links
from depgraph.queries import regeneration_jobs

Prompt: TypeAlias = dict[str, Any]
Place: TypeAlias = tuple[str, int]
InputsAsWritten = TypeAdapter(list[InputAsWritten])
_FOLDERS = frozenset(FOLDER_OF_TYPE.values()) | FOLDER_ALIASES.keys()
_TOLD = ("prompt_text", "negative_prompt", "cfg_scale", "seed", "steps", "sampler", "additional_params")


class NoPrompt(Exception):
    """There is no prompt; the text says why."""


async def job_to_run(graph: Graph, *, job_id: str) -> JobToRun:
    """One job with its prompt. Raises NotFound."""
    origin = await regeneration_jobs.to_run(graph, job_id=job_id)
    inputs = origin.job.inputs
    try:
        prompt = await anyio.to_thread.run_sync(_prompt, inputs, origin.source, origin.assets)
    except NoPrompt as problem:
        return JobToRun(**dict(origin.job), prompt=None, prompt_problem=str(problem))
    return JobToRun(**dict(origin.job), prompt=prompt, prompt_problem=None)


def _prompt(inputs: RegenerationInputs, source: Row | None, assets: Sequence[Row]) -> Prompt:
    if source is None:
        raise NoPrompt("What it replaces was not imported from an output.")
    receipt = Receipt.model_validate(source["receipt"])
    names = new_names(receipt, inputs, {asset["id"]: asset for asset in assets})
    return filled(_read(Path(source["file_path"]), receipt), names)


def _read(path: Path, receipt: Receipt) -> Prompt:
    """The prompt in the very file that the receipt was read out of. Raises NoPrompt."""
    found = read_with_print(path)
    if isinstance(found, Skipped):
        raise NoPrompt(f"{path.name}: {found.reason}.")
    reading, fingerprint = found
    if isinstance(reading, MadeElsewhere) or reading.prompt is None:
        raise NoPrompt(f"{path.name} holds no prompt of ComfyUI.")
    if receipt.request_key != _key(receipt, fingerprint):
        raise NoPrompt(f"{path.name} is another file than the one that was imported.")
    return _plain(reading)


def _key(receipt: Receipt, fingerprint: Print) -> str:
    return f"file:{digest([receipt.segment_id, fingerprint.digest])}"


def _plain(reading: Reading) -> Prompt:
    return dict(reading.prompt or {})


def new_names(receipt: Receipt, inputs: RegenerationInputs, assets: Mapping[str, Row]) -> dict[str, str]:
    """The file names that the prompt has to say instead of those that were written. Raises NoPrompt."""
    body = NewReceipt.model_validate(inputs.model_dump())
    if any(getattr(receipt, name) != getattr(body, name) for name in _TOLD):
        raise NoPrompt("Its texts or numbers are others than those of the imported output.")
    before = {(link["role"], link["position"]): link for link in links(receipt)}
    written = {(one.role, one.position): one for one in receipt.inputs_as_written or ()}
    found: dict[str, str] = {}
    for link in links(body):
        place = link["role"], link["position"]
        if not _is_same(before.get(place), link):
            old = written.get(place)
            if old is None:
                raise NoPrompt(f"The output does not name its {link['role']} {link['position']}.")
            _note(found, old, _name(old, assets.get(link["asset_id"] or "")))
    return found


def _is_same(before: InputLink | None, link: InputLink) -> bool:
    """Whether the name that was written still means it: another version has another name."""
    return before is not None and before["asset_id"] == link["asset_id"]


def _note(found: dict[str, str], old: InputAsWritten, new: str) -> None:
    if found.setdefault(old.file_name, new) != new:
        raise NoPrompt(f"{old.file_name} would have to become two different files.")


def _name(old: InputAsWritten, asset: Row | None) -> str:
    """What the prompt has to call an asset: its path below its model folder, or as another output does."""
    if asset is None:
        raise NoPrompt(f"What takes the place of {old.file_name} has no version of its own.")
    if asset["file_path"]:
        return _below_folder(asset["file_path"], old.file_name)
    if asset["written"]:
        place = asset["written"]["role"], asset["written"]["position"]
        for one in InputsAsWritten.validate_json(asset["written"]["inputs_as_written"]):
            if (one.role, one.position) == place:
                return one.file_name
    raise NoPrompt(f"No file name is known of {asset['name']} {asset['version']}.")


def _below_folder(path: str, written: str) -> str:
    """The path below ComfyUI's model folder, else in the same folder; with the separators as written."""
    parts = posix_path(path).split("/")
    at = max((at for at, part in enumerate(parts[:-1]) if part.lower() in _FOLDERS), default=None)
    below = [*posix_path(written).split("/")[:-1], parts[-1]] if at is None else parts[at + 1 :]
    return ("\\" if "\\" in written else "/").join(below)


def filled(prompt: Prompt, names: Mapping[str, str]) -> Prompt:
    """A prompt in ComfyUI's API form with other file names. Raises NoPrompt for a name that it lacks."""
    met: set[str] = set()
    nodes = {ident: _node(node, names, met) for ident, node in prompt.items()}
    missing = sorted(names.keys() - met)
    if missing:
        raise NoPrompt(f"The prompt has no input that is {missing[0]}.")
    return nodes


def _node(node: Any, names: Mapping[str, str], met: set[str]) -> Any:
    if not isinstance(node, dict):
        return node
    held = cast("dict[str, Any]", node)
    inputs = cast("dict[str, Any]", held.get("inputs"))
    if not isinstance(inputs, dict):  # pyright: ignore[reportUnnecessaryIsInstance] -- a file may hold anything
        return held
    met.update(value for value in inputs.values() if isinstance(value, str) and value in names)
    return {**held, "inputs": {key: _swapped(value, names) for key, value in inputs.items()}}


def _swapped(value: Any, names: Mapping[str, str]) -> Any:
    return names.get(value, value) if isinstance(value, str) else value
