"""What all these programs' parsers share: uses of models by name, and JSON that may be anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from depgraph.errors import BadInput
from depgraph.ingest.generation import LoraUse, ModelUse, OtherUse, as_extra, as_name, as_strength
from depgraph.ingest.json_text import as_list, as_object, clean_text, parse_json
from depgraph.ingest.loaders import ModelKind
from depgraph.ingest.references import ModelReference

_NONE = ("", "none", "automatic", "default (model)")
"""How programs say that nothing was chosen."""


def json_object(text: str | None) -> dict[str, Any] | None:
    """The JSON object that a text is, or None."""
    if text is None or not text.lstrip().startswith("{"):
        return None
    try:
        return as_object(parse_json(text))
    except BadInput:
        return None


def prompt_text(value: object) -> str | None:
    """A prompt as it stands; several, as a list, on lines of their own. None when it is no text."""
    if isinstance(value, str):
        return clean_text(value)
    texts = [one for one in as_list(value) or () if isinstance(one, str)]
    return clean_text("\n".join(texts)) if texts else None


def reference(
    kind: ModelKind, name: object, program: str, weight: float | None = None, hash_: object = None
) -> ModelReference | None:
    """A model named outside of any graph; the program stands for the node. None when nothing is named."""
    written = as_name(name)
    if written is None or written.lower() in _NONE:
        return None
    told = (kind.role, kind.asset_type, written, kind.folder, weight)
    return ModelReference(*told, "", program, "", hash=as_name(hash_))


def model_use(kind: ModelKind, name: object, program: str, hash_: object = None) -> ModelUse | None:
    """The model, when one is named."""
    found = reference(kind, name, program, hash_=hash_)
    return None if found is None else ModelUse(found)


def lora_use(
    kind: ModelKind, name: object, weight: object, program: str, hash_: object = None
) -> list[LoraUse]:
    """One LoRA, or none."""
    strength = as_strength(weight)
    found = reference(kind, name, program, strength, hash_)
    return [] if found is None else [LoraUse(found, strength)]


def other_use(
    kind: ModelKind, name: object, program: str, *, weight: object = None, hash_: object = None
) -> list[OtherUse]:
    """One other model, or none. A further main model has a role of its own."""
    strength = as_strength(weight)
    found = reference(kind, name, program, strength, hash_)
    if found is None:
        return []
    role = "further_model" if found.role == "primary_model" else found.role
    return [OtherUse(role, found.file_name_as_written, strength, found)]


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that ``additional`` can hold: plain ones, and lists of such."""
    found = {name: _plain(value) for name, value in values.items()}
    return {name: value for name, value in found.items() if value is not None}


def _plain(value: Any) -> Any:
    several = as_list(value)
    if several is None:
        return as_extra(value)
    plain = [as_extra(one) for one in several[:100]]
    return plain if plain and None not in plain else None
