"""The label `Changed` against a plain reading of its rule, on random works."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depgraph.errors import BadInput
from depgraph.graph import Graph
from depgraph.models.works import NewVersion, VersionAnswer, VersionChoice, WorkKind, WorkVersion, input_kind
from depgraph.queries import invariants, work_registration, works
from depgraph.queries.outcome import Outcome
from depgraph.queries.work_registration import Content
from tests.conftest import PROVE
from tests.support.wipe import run, wipe

pytestmark = pytest.mark.anyio

WORKS: list[tuple[WorkKind, str]] = [
    ("source_image", "s"),
    ("source_image", "t"),
    ("derived_image", "u"),
    ("derived_image", "v"),
    ("derived_image", "w"),
    ("workflow", "f"),
]
CONTENTS = [letter * 64 for letter in "abc"]
"""Few, so that works share contents and come back to earlier ones."""
REGISTER = st.tuples(
    st.just("register"),
    st.sampled_from(WORKS),
    st.sampled_from(CONTENTS),
    st.lists(st.integers(0, 30), max_size=3),
)
ROLL = st.tuples(st.just("roll"), st.sampled_from(WORKS), st.integers(1, 5), st.just([]))
STEPS = st.lists(st.one_of(REGISTER, REGISTER, ROLL), max_size=25)


@dataclass
class PlainVersion:
    work: tuple[WorkKind, str]
    content: str
    version_id: str
    origins: list[PlainVersion] = field(default_factory=list)


@dataclass
class PlainWorks:
    """Every version in the order in which they came, and the current one of each work."""

    versions: list[PlainVersion] = field(default_factory=list)
    current: dict[tuple[WorkKind, str], PlainVersion] = field(default_factory=dict)

    def of(self, work: tuple[WorkKind, str]) -> list[PlainVersion]:
        return [version for version in self.versions if version.work == work]

    def outdated(self, version: PlainVersion) -> bool:
        """Derived, over any number of steps, from what its work no longer has."""
        return any(
            self.current[origin.work].content != origin.content or self.outdated(origin)
            for origin in version.origins
        )

    def changed(self) -> set[str]:
        right = {
            _key(version)
            for version in self.versions
            if self.current[version.work] is version and not self.outdated(version)
        }
        return {_key(version) for version in self.versions} - right


def _key(version: PlainVersion) -> str:
    return f"{input_kind(version.work[0])}:{version.content}"


@settings(max_examples=300 if PROVE else 25)
@given(steps=STEPS)
async def test_changed_is_where_a_plain_reading_finds_it(
    connected: Graph, steps: list[tuple[str, tuple[WorkKind, str], str | int, list[int]]]
) -> None:
    await wipe(connected)
    plain = PlainWorks()
    for step, work, value, origins in steps:
        if step == "register":
            await _register(connected, plain, work, str(value), origins)
        else:
            await _roll(connected, plain, work, int(value))
        rows = await run(connected, "MATCH (input:Input:Changed) RETURN input.key AS key")
        assert {row["key"] for row in rows} == plain.changed()
    assert await invariants.broken(connected) == []


async def _register(
    graph: Graph, plain: PlainWorks, work: tuple[WorkKind, str], content: str, chosen: list[int]
) -> None:
    images = [version for version in plain.versions if version.work[0] != "workflow"]
    origins = [images[number % len(images)] for number in chosen] if images else []
    origins = origins if work[0] == "derived_image" else []
    new = NewVersion(
        id=work[1],
        name="n",
        content_hash=content,
        derived_from=[origin.version_id for origin in origins] or None,
    )

    async def register(tx: object) -> Outcome[VersionAnswer]:
        return await work_registration.register(tx, kind=work[0], new=new, content=Content(content))  # type: ignore[arg-type]

    if any(origin.work == work for origin in origins):
        with pytest.raises(BadInput):
            await graph.write(register, name="register")
        return
    outcome = await graph.write(register, name="register")
    known = plain.current.get(work)
    assert outcome.status == (200 if known and known.content == content else 201)
    if outcome.status == 201:
        answer = outcome.answer.root
        assert isinstance(answer, WorkVersion)
        plain.current[work] = PlainVersion(work, content, answer.version_id, origins)
        plain.versions.append(plain.current[work])


async def _roll(graph: Graph, plain: PlainWorks, work: tuple[WorkKind, str], number: int) -> None:
    versions = plain.of(work)
    if number > len(versions):
        return
    await graph.write(
        lambda tx: works.make_current(
            tx, kind=work[0], work_id=work[1], choice=VersionChoice(version_number=number)
        ),
        name="roll",
    )
    plain.current[work] = versions[number - 1]
