"""Names without a model extension, as programs other than ComfyUI and embeddings in texts are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from depgraph.ingest.model_files import ModelFiles
from depgraph.ingest.references import ModelReference
from depgraph.naming import MODEL_EXTENSIONS, base_name, model_extension, split_file_name, stem


class Stems:
    """The lines that a name without extension may mean: those that are there, those that this import
    names with an extension, and the model files. Only lines without a version have one in their name.

    A line that is there by the very name is the one: a second import means what the first one meant.
    """

    def __init__(
        self, types: Mapping[str, str], references: Iterable[ModelReference], files: ModelFiles
    ) -> None:
        self._files = files
        self._types = types
        self._lines: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for name, asset_type in types.items():
            self._add(name, asset_type)
        for one in references:
            self._add(one.file_name_as_written, one.asset_type)

    def full_name(self, reference: ModelReference) -> str:
        """The reference's name with the extension that it lacks; as written where that cannot be told."""
        return next(iter(self.lines(reference)), reference.file_name_as_written)

    def lines(self, reference: ModelReference) -> list[str]:
        """The lines that may be meant, the likeliest first; none for a name that is whole."""
        written = reference.file_name_as_written
        if model_extension(written) or split_file_name(written).version:
            return []
        if self._types.get(base_name(written)) == reference.asset_type:
            return []
        files = self._files.of_stem(written, reference.folder)
        names = {base_name(file.relative) for file in files}
        names |= self._lines.get((stem(written), reference.asset_type), set())
        return sorted(names, key=_likeliest)

    def _add(self, written: str, asset_type: str) -> None:
        if model_extension(written) and split_file_name(written).version is None:
            self._lines[stem(written), asset_type].add(base_name(written))


def _likeliest(name: str) -> tuple[int, str]:
    return MODEL_EXTENSIONS.index(model_extension(name).lower()), name
