"""Inputs and usages: what receipts recorded, each once, and once for each project that uses it."""

from __future__ import annotations

from typing import NamedTuple

from depgraph.bulk.registry import Registry, Version
from depgraph.bulk.tables import Tables

NO_MODEL = "model:"
"""The input of segments whose model is not recorded (ARCHITECTURE.md)."""


class Input(NamedTuple):
    """What one key means: an asset or none, a hash or none; pictures record nothing."""

    asset: Version | None
    hash: str | None
    is_picture: bool


class Inputs:
    """Collects inputs and usages, and writes them once."""

    def __init__(self, registry: Registry, tables: Tables) -> None:
        self._registry = registry
        self._tables = tables
        self._inputs: dict[str, Input] = {}
        self._usages: dict[str, tuple[str | None, str]] = {}
        self._new_contents: set[str] = set()

    def of_asset(self, key: str, asset: Version, sha: str | None) -> None:
        """An input that means an asset; bytes that it never had are a content of their own."""
        if key not in self._inputs:
            self._inputs[key] = Input(asset, sha, is_picture=False)
            self._know(sha)

    def of_bytes(self, key: str, sha: str) -> None:
        """An input of bytes that no asset has."""
        if key not in self._inputs:
            self._inputs[key] = Input(None, sha, is_picture=False)
        self._know(sha)

    def of_picture(self, key: str, sha: str) -> None:
        """An input of an image or workflow, which nobody has registered yet."""
        self._inputs.setdefault(key, Input(None, sha, is_picture=True))

    def of_nothing(self) -> str:
        """The input of an unrecorded model."""
        self._inputs.setdefault(NO_MODEL, Input(None, None, is_picture=False))
        return NO_MODEL

    def usage(self, project_id: str | None, input_key: str) -> str:
        """The key of an input's usage in a project, or in none."""
        key = f"{project_id or ''}|{input_key}"
        self._usages.setdefault(key, (project_id, input_key))
        return key

    def write(self) -> None:
        """All of them, with their labels."""
        tables = self._tables
        contents = tables.node("Content", ["hash:ID(content)"])
        for sha in self._new_contents:
            contents.add(sha)
        labelled = tables.node("Input", ["key:ID(input)", "hash", ":LABEL"])
        to_asset, to_content = (tables.edge("RECORDS", "input", space) for space in ("asset", "content"))
        for key, one in self._inputs.items():
            labelled.add(key, one.hash, self._label(one))
            if one.asset is not None:
                to_asset.add(key, one.asset.id)
            if one.hash is not None and not one.is_picture:
                to_content.add(key, one.hash)
        self._write_usages()

    def _write_usages(self) -> None:
        usages = self._tables.node("Usage", ["key:ID(usage)", "project_id", "input_key"])
        of_input = self._tables.edge("OF_INPUT", "usage", "input")
        in_use = self._tables.edge("HAS_IN_USE", "entity", "input")
        for key, (project_id, input_key) in self._usages.items():
            usages.add(key, project_id or "", input_key)
            of_input.add(key, input_key)
            if project_id is not None:
                in_use.add(f"project:{project_id}", input_key)

    def _label(self, one: Input) -> str | None:
        if one.is_picture:
            return None
        verdict = self._registry.verdict(one.asset, one.hash)
        return {"new_version": "Changed", "content_changed": "Changed", "untracked": "Untracked"}.get(verdict)

    def _know(self, sha: str | None) -> None:
        if sha is not None and sha not in self._registry.by_hash:
            self._new_contents.add(sha)
