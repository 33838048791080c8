"""What is in a studio, as lists: no graph, nothing kept twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Work = tuple[str, str]
"""An image or workflow: its kind and its id."""
KINDS = {"source_image": "source_image", "variant_image": "derived_image", "workflow": "workflow"}
"""By the role in which a receipt records it, the kind of what has such a content."""


@dataclass(eq=False)
class PlainAsset:
    """One version of a line. ``content`` is None while nobody has shown its file; it had ``former`` ones."""

    id: str
    line: str
    version: str
    content: str | None
    former: list[str] = field(default_factory=list)
    removed: bool = False

    def has_had(self, content: str | None) -> bool:
        return content is not None and content in {self.content, *self.former}


@dataclass(eq=False)
class PlainVersion:
    """One version of an image or workflow, and the versions that it is derived from."""

    id: str
    work: Work
    number: int
    content: str
    origins: list[PlainVersion] = field(default_factory=list)

    def ways(self) -> Iterator[list[PlainVersion]]:
        """Every way from here to something that it is derived from, over any number of steps."""
        for origin in self.origins:
            yield [self, origin]
            yield from ([self, *way] for way in origin.ways())


What = tuple[PlainAsset | None, str | None, str]


@dataclass(eq=False)
class PlainInput:
    """One input of a receipt: the asset to which it was linked when it was recorded, if to any."""

    role: str
    position: int
    asset: PlainAsset | None
    content: str | None
    version: str | None = None
    weight: float | None = None
    was_current: bool = False

    @property
    def is_picture(self) -> bool:
        """An image or workflow, by its hash."""
        return self.role in KINDS and self.asset is None and self.content is not None

    @property
    def what(self) -> What:
        """Inputs that are alike in this are accepted together; unknown bytes as a model are told apart."""
        told_apart = self.is_picture or (self.asset is None and self.role == "model")
        return self.asset, self.content, self.role if told_apart else ""


@dataclass(eq=False)
class PlainReceipt:
    id: str
    at: str
    inputs: list[PlainInput]
    end: Literal["", "succeeded", "failed"] = ""


@dataclass(eq=False)
class PlainAcceptance:
    """The changed inputs, each with what was current then; for some segments, a scene, or the project."""

    id: str
    project: str
    segments: set[str] | None
    scene: str | None
    accepts: dict[What, frozenset[str]]
    until: int | None
