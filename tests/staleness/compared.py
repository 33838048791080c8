"""Every answer about staleness beside the plain reading."""

from __future__ import annotations

from depgraph.errors import NotFound
from depgraph.graph import Graph
from depgraph.models.provenance import Staleness, StaleReason
from depgraph.models.staleness import StalenessReport, UsageFilter
from depgraph.paging import window
from depgraph.queries import assets, provenance, staleness, usages, works
from tests.staleness.plain_studio import PlainStudio
from tests.staleness.plain_things import PlainAsset, PlainInput, PlainVersion

ALL = window(limit=500, offset=0, cursor=None, scope={})


async def compare(graph: Graph, plain: PlainStudio) -> None:
    """Raises AssertionError where an answer is not what the contract says."""
    alone = {segment: await provenance.of_segment(graph, segment_id=segment) for segment in plain.scenes}
    for segment, found in alone.items():
        _compare_segment(plain, segment, found)
        await _compare_provenance(graph, plain, segment)
    for project in ("p", "q"):
        _compare_report(plain, project, await staleness.report_of_project(graph, project_id=project))
    _compare_report(plain, None, await staleness.report(graph))
    await _compare_lists(graph, plain, alone)
    await _compare_usage(graph, plain)


def _compare_segment(plain: PlainStudio, segment: str, found: Staleness) -> None:
    used = plain.latest(segment)
    assert found.status == plain.status(segment)
    assert found.receipt_id == (plain.good(segment)[0].id if used or plain.good(segment) else None)
    _compare_reasons(plain, plain.reasons(segment), found.stale_reason)
    accepted = [one for one in plain.changed(segment) if plain.is_accepted(segment, one)]
    _compare_reasons(plain, accepted, found.accepted)
    assert [(one.role, one.position, one.version, one.hash) for one in found.untracked] == [
        (one.role, one.position, one.version, one.content)
        for one in used
        if plain.verdict(one).word == "untracked"
    ]
    assert [(one.role, one.position, one.asset_id, one.current_hash) for one in found.metadata_only] == [
        (one.role, one.position, thing.id, current.content)
        for one in used
        for word, thing, current, _ in [plain.verdict(one)]
        if word == "metadata_only" and thing and current
    ]


def _compare_reasons(plain: PlainStudio, due: list[PlainInput], found: list[StaleReason]) -> None:
    assert [_without_kind(one) for one in found] == [_reason(plain, used) for used in due]
    for used, one in zip(due, found, strict=True):
        # an image may be outdated over several ways: any that is true may be told
        assert (one.kind, tuple(one.path)) in plain.verdict(used).told


def _without_kind(one: StaleReason) -> tuple[object, ...]:
    return (
        one.role, one.position, one.asset_type, one.asset_id, one.asset_name, one.receipt_version,
        one.current_version, one.current_asset_id, one.receipt_hash, one.current_hash,
    )  # fmt: skip


def _reason(plain: PlainStudio, used: PlainInput) -> tuple[object, ...]:
    _, thing, current, _ = plain.verdict(used)
    assert thing is not None
    assert current is not None
    kind, ident, version = _told(thing)
    return (
        used.role, used.position, kind, ident, thing.line if isinstance(thing, PlainAsset) else ident,
        used.version or version, _told(current)[2], current.id, used.content, current.content,
    )  # fmt: skip


async def _compare_provenance(graph: Graph, plain: PlainStudio, segment: str) -> None:
    if not plain.good(segment):
        try:
            await provenance.provenance(graph, segment_id=segment)
        except NotFound:
            return
        raise AssertionError(f"{segment} has no receipt, and provenance")
    found = await provenance.provenance(graph, segment_id=segment)
    assert found.id == plain.good(segment)[0].id
    assert [
        (one.role, one.hash, one.asset_id, one.current_version, one.is_current) for one in found.inputs
    ] == [
        (
            used.role,
            used.content,
            _told(thing)[1] if thing else None,
            _told(current)[2] if current else None,
            thing is current if thing and current else None,
        )
        for used in plain.latest(segment)
        for _, thing, current, _ in [plain.verdict(used)]
    ]


def _compare_report(plain: PlainStudio, project: str | None, found: StalenessReport) -> None:
    counted = plain.counted(project)
    statuses = [plain.status(segment) for segment in counted]
    stale = _stale(plain, project)
    assert found.project_id == project
    assert (found.total_segments, found.total_stale_segments) == (len(counted), len(stale))
    assert found.total_stale_scenes == len({plain.scenes[segment] for segment in stale})
    assert found.total_accepted_segments == statuses.count("accepted")
    assert found.total_unknown_segments == statuses.count("unknown")
    assert found.total_segments_without_receipt == statuses.count("no_receipt")
    sizes = [(-one.affected_segments, -one.affected_scenes) for one in found.by_asset]
    assert (found.total_assets, sizes) == (len(sizes), sorted(sizes))
    assert {
        (one.asset_type, one.asset_id, one.receipt_version): (
            one.current_version, one.current_asset_id, one.affected_segments, one.affected_scenes,
        )
        for one in found.by_asset
    } == {
        _told(thing): (
            _told(verdict.current)[2], verdict.current.id,
            len(segments), len({plain.scenes[segment] for segment in segments}),
        )
        for thing, (verdict, segments) in plain.groups(project).items()
        if verdict.current
    }  # fmt: skip
    assert len(found.by_asset) == len(plain.groups(project))


async def _compare_lists(graph: Graph, plain: PlainStudio, alone: dict[str, Staleness]) -> None:
    listed = await staleness.segments(graph, asset_id=None, asset_type=None, window=ALL)
    assert [item.segment_id for item in listed.items] == _stale(plain, None)
    assert listed.total == len(listed.items)
    for item in listed.items:
        segment = alone[item.segment_id]
        assert (item.stale_reason, item.receipt_id) == (segment.stale_reason, segment.receipt_id)
        assert item.scene_id == plain.scenes[item.segment_id]
    for project in ("p", "q"):
        of_project = await staleness.segments_of_project(
            graph, project_id=project, asset_id=None, asset_type=None, window=ALL
        )
        assert [item.segment_id for item in of_project.items] == _stale(plain, project)
        for (kind, ident), segments in _by_thing(plain, project).items():
            of_both = await staleness.segments_of_project(
                graph, project_id=project, asset_id=ident, asset_type=kind, window=ALL
            )
            assert [item.segment_id for item in of_both.items] == sorted(segments)
    groups = _by_thing(plain, None)
    for (kind, ident), segments in groups.items():
        of_thing = await staleness.segments(graph, asset_id=ident, asset_type=kind, window=ALL)
        assert [item.segment_id for item in of_thing.items] == sorted(segments)
    for asset in plain.assets:
        of_asset = await staleness.segments_of_asset(graph, asset_id=asset.id, window=ALL)
        assert [item.segment_id for item in of_asset.items] == sorted(groups.get(("model", asset.id), ()))


def _stale(plain: PlainStudio, project: str | None) -> list[str]:
    return sorted(segment for segment in plain.counted(project) if plain.reasons(segment))


def _by_thing(plain: PlainStudio, project: str | None) -> dict[tuple[str, str], set[str]]:
    """The segments by type and id, whatever the version: an image or workflow has one id for all."""
    found: dict[tuple[str, str], set[str]] = {}
    for thing, (_, segments) in plain.groups(project).items():
        found.setdefault(_told(thing)[:2], set()).update(segments)
    return found


def _told(thing: PlainAsset | PlainVersion) -> tuple[str, str, str]:
    """How answers name it: type, id, version."""
    if isinstance(thing, PlainAsset):
        return "model", thing.id, thing.version
    return *thing.work, str(thing.number)


async def _compare_usage(graph: Graph, plain: PlainStudio) -> None:
    for asset in plain.assets:
        await _compare_usage_of(graph, plain, asset, UsageFilter(), [asset])
    for line in {asset.line for asset in plain.assets}:
        members = [asset for asset in plain.assets if asset.line == line]
        await _compare_usage_of(graph, plain, members[0], UsageFilter("all"), members)
        by_name = UsageFilter("this", members[-1].version)
        await _compare_usage_of(graph, plain, members[0], by_name, members[-1:])
        counts = await assets.versions(graph, asset_id=members[0].id, window=ALL)
        assert {one.id: (one.is_current, one.usage_count) for one in counts.items} == {
            one.id: (plain.is_current(one), len(list(plain.usage([one])))) for one in members
        }
    for work in plain.current_version:
        found = await works.versions(graph, kind=work[0], work_id=work[1], window=ALL)  # type: ignore[arg-type]
        assert {one.version_id: (one.is_current, one.usage_count) for one in found.items} == {
            one.id: (plain.is_current(one), plain.usage_of_content(one))
            for one in plain.versions
            if one.work == work
        }


async def _compare_usage_of(
    graph: Graph, plain: PlainStudio, asset: PlainAsset, which: UsageFilter, meant: list[PlainAsset]
) -> None:
    found = await usages.of_asset(graph, asset_id=asset.id, which=which, window=ALL)
    due = [
        (segment, plain.scenes[segment], of.version, used.role, used.weight, receipt.id, receipt.at)
        for segment, receipt, used in plain.usage(meant)
        if (of := plain.asset_of(used)) is not None
    ]
    due.sort(key=lambda row: row[0])
    due.sort(key=lambda row: row[-1], reverse=True)
    assert [
        (one.segment_id, one.scene_id, one.version, one.role, one.weight, one.receipt_id, one.created_at)
        for one in found.items
    ] == due
    assert found.total == len(due)
