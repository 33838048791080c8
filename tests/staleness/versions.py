"""The steps that change what is current: of assets, of images and of workflows."""

from __future__ import annotations

from depgraph.files.reading import Reading
from depgraph.models.assets import AssetChange
from depgraph.models.works import NewVersion, VersionChoice
from depgraph.queries import asset_deletion, asset_registration, assets, imports, work_registration, works
from depgraph.queries.asset_registration import Measured
from depgraph.queries.work_registration import Content
from tests.staleness.base import Both
from tests.staleness.drawn import TENSORS
from tests.staleness.plain_things import PlainAsset, PlainVersion, Work


class VersionSteps(Both):
    async def register(self, line: str, content: str, make_current: bool) -> None:
        """A new version that brings its file."""
        version = self.new_name("v")
        asset_id = await self._show(line, version, content, make_current=make_current)
        asset = PlainAsset(asset_id, line, version, content)
        self.plain.assets.append(asset)
        if make_current or line not in self.plain.current:
            self.plain.current[line] = asset

    async def name(self, line: str) -> None:
        """A placeholder, as an import makes it for what it only reads of."""
        version = self.new_name("v")
        asset = PlainAsset(f"placeholder-{version}", line, version, None)
        named = {"id": asset.id, "version": version, "metadata": "{}"}
        row = {"name": line, "search_name": line, "asset_type": "model", "versions": [named]}
        assert await imports.part(self.graph, "assets", [row]) == 1
        self.plain.assets.append(asset)
        self.plain.current.setdefault(line, asset)

    async def show(self, number: int, content: str) -> None:
        """A placeholder gets its file, and stays where it is in its line."""
        waiting = [asset for asset in self.plain.assets if asset.content is None and not asset.removed]
        if waiting:
            asset = waiting[number % len(waiting)]
            assert await self._show(asset.line, asset.version, content, make_current=None) == asset.id
            asset.content = content

    async def _show(self, line: str, version: str, content: str, *, make_current: bool | None) -> str:
        new = Measured(
            name=line, version=version, version_from_content=False, asset_type="model",
            file_path="/f", file_size_bytes=1, checksum_sha256=content, tensor_sha256=TENSORS.get(content),
            metadata={}, tags=[], make_current=make_current,
        )  # fmt: skip
        made = await self.write(asset_registration.register, new=new)
        self._know(content)
        return made.id

    def _know(self, content: str) -> None:
        if content in TENSORS:
            self.plain.tensors[content] = TENSORS[content]

    async def current(self, number: int) -> None:
        asset = self.chosen(number)
        if asset is not None and not asset.removed:
            await self.write(assets.make_current, asset_id=asset.id)
            self.plain.current[asset.line] = asset

    async def accept(self, number: int, content: str) -> None:
        asset = self.chosen(number)
        if asset is None or asset.removed or asset.content is None:
            return
        reading = Reading(sha256=content, size_bytes=1, tensor_sha256=TENSORS.get(content), metadata={})
        await self.write(assets.accept_content, asset_id=asset.id, reading=reading)
        self._know(content)
        asset.former.append(asset.content)
        asset.content = content

    async def delete(self, number: int) -> None:
        asset = self.chosen(number)
        if asset is None or asset.removed:
            return
        gone = await self.write(asset_deletion.delete, asset_id=asset.id, confirm=None)
        asset.removed = self.plain.names(asset)
        assert gone.deleted == ("tombstoned" if asset.removed else "erased")
        if not asset.removed:
            self.plain.assets.remove(asset)
        if self.plain.current.get(asset.line) is asset:
            del self.plain.current[asset.line]
            left = [one for one in self.plain.assets if one.line == asset.line and not one.removed]
            if left:
                self.plain.current[asset.line] = left[-1]

    async def revive(self, number: int) -> None:
        """A tombstone is listed again; it is current where nothing else is."""
        gone = [asset for asset in self.plain.assets if asset.removed]
        if gone:
            asset = gone[number % len(gone)]
            change = AssetChange.model_validate({"status": "active"})
            await self.write(assets.update, asset_id=asset.id, change=change)
            asset.removed = False
            self.plain.current.setdefault(asset.line, asset)

    async def version(self, work: Work, content: str, chosen: list[int]) -> None:
        """A version of an image or workflow: its first, or the next; a derived image's may have origins."""
        kind, ident = work
        images = [v for v in self.plain.versions if v.work[0] != "workflow" and v.work != work]
        origins = [images[number % len(images)] for number in chosen] if images else []
        origins = list(dict.fromkeys(origins)) if kind == "derived_image" else []
        new = NewVersion(
            id=ident, name=ident, content_hash=content, derived_from=[v.id for v in origins] or None
        )
        answer = await self.write(work_registration.register, kind=kind, new=new, content=Content(content))
        known = self.plain.current_version.get(work)
        if known is not None and known.content == content:
            assert answer.root.version_id == known.id
            return
        number = sum(version.work == work for version in self.plain.versions) + 1
        made = PlainVersion(answer.root.version_id, work, number, content, origins)
        self.plain.versions.append(made)
        self.plain.current_version[work] = made

    async def roll(self, work: Work, number: int) -> None:
        """Back or forward to any version of an image or workflow."""
        there = [version for version in self.plain.versions if version.work == work]
        if there:
            version = there[number % len(there)]
            choice = VersionChoice(version_number=version.number)
            await self.write(works.make_current, kind=work[0], work_id=work[1], choice=choice)
            self.plain.current_version[work] = version
