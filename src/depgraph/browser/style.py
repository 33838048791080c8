"""The GraSS style: the palette's colours by label, and captions worth reading.

The Neo4j Browser takes it by ``:style URL`` or as a dropped ``.grass`` file. Its parser splits at every
``;`` and ``:``, so no value holds one.
"""

from __future__ import annotations

from collections.abc import Mapping

from depgraph import palette

CAPTIONS: Mapping[str, tuple[str, str]] = {
    "Asset": ("asset", "{name} {version}"),
    "Line": ("line", "{name}"),
    "Project": ("project", "{name}"),
    "Character": ("character", "{name}"),
    "SceneType": ("scene_type", "{name}"),
    "Scene": ("scene", "{name}"),
    "Segment": ("segment", "{sequence_index}"),
    "Template": ("template", "{name}"),
    "Job": ("job", "{name}"),
    "Note": ("note", "{severity}"),
    "Rating": ("rating", "{rating}"),
    "Receipt": ("receipt", "{created_at}"),
    "Workflow": ("workflow", "{name}"),
    "SourceImage": ("source_image", "{name}"),
    "DerivedImage": ("derived_image", "{name}"),
}
"""Label: its kind in the palette, and the caption of its nodes."""

RELATIONSHIPS: Mapping[str, str] = {"USES": "{role}", "COMPATIBLE_WITH": "{severity}"}
"""Relationship type: its caption, where that says more than the type."""


def grass() -> str:
    """The whole style as GraSS."""
    rules = [
        _rule("node", {"diameter": "80px", **_paint(palette.colour("asset"))}),
        _rule("relationship", {"color": "#A5ABB6", "shaft-width": "1px", "caption": '"<type>"', **_LINE}),
        *(_node(label, kind, caption) for label, (kind, caption) in CAPTIONS.items()),
        *(_rule(f"relationship.{kind}", {"caption": f'"{text}"'}) for kind, text in RELATIONSHIPS.items()),
    ]
    return "\n".join(rules)


_LINE = {
    "font-size": "8px",
    "padding": "3px",
    "text-color-external": "#000000",
    "text-color-internal": "#FFFFFF",
}


def _node(label: str, kind: str, caption: str) -> str:
    return _rule(f"node.{label}", {**_paint(palette.colour(kind)), "caption": f'"{caption}"'})


def _paint(fill: str) -> dict[str, str]:
    return {
        "color": fill,
        "border-color": fill,
        "border-width": "2px",
        "text-color-internal": palette.text_on(fill),
        "font-size": "10px",
    }


def _rule(selector: str, values: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"
