"""The machine: what clients do to a studio, each step sent to the service and done to the plain model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import httpx2
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.properties import plain_answers as plain
from tests.properties import questions
from tests.properties.agreement import agrees, says, settled
from tests.properties.drawn import (
    CHANGES,
    CONTENTS,
    FILE_NAMES,
    FILES,
    IDS,
    NOBODY,
    PEOPLE,
    REGISTRATIONS,
    ROLES,
    SEVERITIES,
    TEXTS,
    USED_AS,
    VERSION_DIGITS,
    WEIGHTS,
)
from tests.properties.plain_model import File, Key, Model, Note
from tests.properties.service import Service

WHOLE_EVERY = 5
"""Steps after which all is asked about everything, rather than about what was touched."""


class StudioMachine(RuleBasedStateMachine):
    def __init__(self, service: Service) -> None:
        super().__init__()
        self.service = service
        self.model = Model()
        self.ever: list[str] = []
        self.tokens: dict[tuple[str, int], str] = {}
        """What the deletion check gave, by asset and by the moment of its dependents."""
        self.touched: list[str] = []
        """The assets that steps were about, the last one last."""
        self.steps = 0
        service.empty()

    # -- what a step is about

    def asset(self, data: st.DataObject) -> str:
        """An asset that is there; now and then one that was, or never was."""
        there = list(self.model.assets)
        gone = [ident for ident in self.ever if ident not in there]
        drawn = data.draw(st.sampled_from([*there * 5, *gone[-1:], NOBODY]), label="asset")
        self.touched.append(drawn)
        return drawn

    def entity(self, data: st.DataObject, *kinds: str) -> Key:
        """An entity that is there, or one that may not be."""
        there = [key for kind in kinds for key in self.model.entities if key[0] == kind]
        maybe = (kinds[0], IDS[kinds[0]][-1])
        return data.draw(st.sampled_from([*there * 3, maybe]), label="entity")

    def file(self, content: int, name: str) -> File:
        path = self.service.folder / str(content) / name
        sha256 = hashlib.sha256(CONTENTS[content]).hexdigest()
        return File(str(path), sha256, len(CONTENTS[content]), FILE_NAMES[name])

    # -- assets

    @initialize()
    def a_small_studio(self) -> None:
        for content, name in enumerate(("fox", "fox", "owl")):
            self.register({"name": name, "asset_type": "model"}, (content, "plain.ckpt"))
        old, new, other = self.ever
        for kind, used in (("scene_type", (old, other)), ("template", (new,)), ("job", (new,))):
            self.save_users(
                (kind, IDS[kind][0]), dict.fromkeys(zip(used, USED_AS, strict=False)), kind, "queued"
            )
        for ident, active in (("hall", True), ("cellar", False)):
            self.save(("scene", ident), {"name": ident, "scene_type_id": "portrait", "active": active})
        self.save(("segment", "s1"), {"name": None, "scene_id": "hall", "sequence_index": 0})
        self.add(new, ("scene", "cellar"), "lora", 0.5)
        self.say(old, other, "blurs", "warning", None)

    @rule(body=REGISTRATIONS, made=FILES)
    def register(self, body: Mapping[str, Any], made: tuple[int, str]) -> None:
        file = self.file(*made)
        answer = self.service.send("POST", "/api/assets", {**body, "file_path": file.path})
        got = answer.json()
        ident = self.model.id_of_new(file.sha256) or got.get("id", "")
        also = {"same_content_as": self.model.same_content(file.sha256) or None, "impact": None}
        line = self.model.lines.get(body["name"])
        former = line.current if line and body.get("make_current", True) else None
        if former:
            also["impact"] = plain.impact_summary(self.model, former)

        def change() -> int:
            self.model.register(ident, file=file, **registered(body, file))
            return 201

        if agrees(answer, change):
            self.ever.append(ident)
            self.touched.append(ident)
            assert answer.headers["location"] == f"/api/assets/{ident}"
            says(answer, plain.asset(self.model, self.model.assets[ident]) | also)

    @rule(data=st.data())
    def make_current(self, data: st.DataObject) -> None:
        ident = self.asset(data)
        answer = self.service.send("POST", f"/api/assets/{ident}/make-current")
        self.answers_asset(answer, ident, lambda: self.model.make_current(ident))

    @rule(data=st.data(), change=CHANGES)
    def update(self, data: st.DataObject, change: dict[str, Any]) -> None:
        ident = self.asset(data)
        answer = self.service.send("PUT", f"/api/assets/{ident}", change)
        self.answers_asset(answer, ident, lambda: self.model.update(ident, change))

    def answers_asset(self, answer: httpx2.Response, ident: str, change: Callable[[], None]) -> None:
        if agrees(answer, lambda: change() or 200):
            says(answer, plain.asset(self.model, self.model.assets[ident]))

    @rule(data=st.data(), confirm=st.sampled_from(["no", "last", "last", "any", "wrong"]))
    def delete(self, data: st.DataObject, confirm: str) -> None:
        ident = self.asset(data)
        moment, token = self.token(ident, confirm, data)
        params = {} if token is None else {"confirm": token}
        answer = self.service.send("DELETE", f"/api/assets/{ident}", **params)
        before = plain.deletion_check(self.model, ident) if ident in self.model.assets else {}
        gone: list[int] = []

        def change() -> int:
            gone.append(self.model.delete(ident, moment))
            return 200

        if agrees(answer, change):
            says(answer, {"asset_id": ident, "deleted": "erased", "removed_dependencies": gone[0]})
            assert self.service.send("GET", f"/api/assets/{ident}").status_code == 404
        elif answer.status_code == 409:
            body = settled(answer.json())
            assert {key: body[key] for key in before} == settled(before)

    def token(self, ident: str, confirm: str, data: st.DataObject) -> tuple[int | None, str | None]:
        """A token that the deletion check once gave for this asset, and when it was true."""
        known = [(moment, token) for (of, moment), token in self.tokens.items() if of == ident]
        if confirm == "wrong":
            return None, "0" * 32
        if confirm == "no" or not known:
            return None, None
        return known[-1] if confirm == "last" else data.draw(st.sampled_from(known), label="token")

    # -- dependencies

    @rule(data=st.data(), role=ROLES, weight=WEIGHTS)
    def depend(self, data: st.DataObject, role: str, weight: float | None) -> None:
        self.add(self.asset(data), self.entity(data, *questions.USERS), role, weight)

    def add(self, ident: str, key: Key, role: str, weight: float | None) -> None:
        body = {"entity_type": key[0], "entity_id": key[1], "role": role, "weight": weight}
        answer = self.service.send("POST", f"/api/assets/{ident}/dependencies", body)
        dependency_id = answer.json().get("dependency_id", "")

        def change() -> int:
            return 201 if self.model.depend(dependency_id, key, ident, role, weight) else 200

        if agrees(answer, change):
            use = self.model.found(key, ident, role)
            assert use is not None
            says(answer, plain.dependency(self.model, use))

    @precondition(lambda self: self.model.uses)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        use = data.draw(st.sampled_from([(use.asset, use.id) for use in self.model.uses]), label="use")
        of = data.draw(st.sampled_from([use[0], use[0], self.asset(data)]))
        self.touched.append(of)
        answer = self.service.send("DELETE", f"/api/assets/{of}/dependencies/{use[1]}")
        agrees(answer, lambda: self.model.undo(of, use[1]) or 204)

    @rule(
        data=st.data(),
        kind=st.sampled_from(["scene_type", "scene_type", "template", "job"]),
        name=st.sampled_from(["One", "Two"]),
        status=st.sampled_from(["queued", "done"]),
    )
    def save_user(self, data: st.DataObject, kind: str, name: str, status: str) -> None:
        key = (kind, data.draw(st.sampled_from(IDS[kind]), label="id"))
        wanted = {
            (self.asset(data), data.draw(ROLES)): data.draw(WEIGHTS)
            for _ in range(data.draw(st.integers(0, 3), label="uses"))
        }
        self.save_users(key, wanted, name, status)

    def save_users(
        self, key: Key, wanted: dict[tuple[str, str], float | None], name: str, status: str | None
    ) -> None:
        extra = {"scene_type": {"workflow_id": None}, "job": {"status": status}}.get(key[0], {})
        uses = [{"asset_id": ident, "role": role, "weight": w} for (ident, role), w in wanted.items()]
        answer = self.service.send("PUT", address(key), {"name": name, **extra, "assets": uses})
        ids = {
            (use["asset_id"], use["role"]): use["dependency_id"] for use in answer.json().get("assets", ())
        }

        def change() -> int:
            self.model.need(*[ident for ident, _ in wanted])
            created = self.model.save(key, {"name": name, **extra})
            self.model.save_uses(key, wanted, ids)
            return 201 if created else 200

        if agrees(answer, change):
            used = {use.asset for use in self.model.uses_by(key)}
            found = plain.compatibility(self.model, used)
            says(
                answer,
                plain.entity(self.model, key)
                | {"assets": plain.used_assets(self.model, key)}
                | {part: found[part] for part in ("warnings", "asset_notes")},
            )

    # -- scenes and segments

    @rule(data=st.data(), active=st.booleans(), name=st.sampled_from(["A", "B"]))
    def save_scene(self, data: st.DataObject, active: bool, name: str) -> None:
        ident = data.draw(st.sampled_from(IDS["scene"]), label="id")
        _, parent = self.entity(data, "scene_type")
        self.save(("scene", ident), {"name": name, "scene_type_id": parent, "active": active})

    @rule(data=st.data(), index=st.integers(0, 2))
    def save_segment(self, data: st.DataObject, index: int) -> None:
        ident = data.draw(st.sampled_from(IDS["segment"]), label="id")
        _, parent = self.entity(data, "scene")
        self.save(("segment", ident), {"name": None, "scene_id": parent, "sequence_index": index})

    def save(self, key: Key, fields: dict[str, Any]) -> None:
        answer = self.service.send("PUT", address(key), fields)
        if agrees(answer, lambda: 201 if self.model.save(key, fields) else 200):
            says(answer, plain.entity(self.model, key))

    @rule(data=st.data())
    def delete_entity(self, data: st.DataObject) -> None:
        key = self.entity(data, *reversed(IDS))
        answer = self.service.send("DELETE", address(key))
        agrees(answer, lambda: self.model.delete_entity(key) or 204)

    # -- notes, compatibility, ratings, dismissals

    @rule(data=st.data(), text=st.sampled_from(["blurs", "tears"]), severity=SEVERITIES, author=PEOPLE)
    def note(self, data: st.DataObject, text: str, severity: str, author: str | None) -> None:
        ident = self.asset(data)
        related = data.draw(st.sampled_from([None, self.asset(data), self.asset(data)]), label="related")
        self.say(ident, related, text, severity, author)

    def say(self, ident: str, related: str | None, text: str, severity: str, author: str | None) -> None:
        body = {"note_text": text, "severity": severity, "related_asset_id": related, "author_id": author}
        answer = self.service.send("POST", f"/api/assets/{ident}/notes", body)
        note_id = answer.json().get("id", "")

        def change() -> int:
            self.model.note(Note(note_id, ident, related, text, severity, author))
            return 201

        if agrees(answer, change):
            says(answer, plain.note(self.model.notes[note_id]))

    @precondition(lambda self: self.model.notes)
    @rule(
        data=st.data(),
        change=st.fixed_dictionaries(
            {}, optional={"note_text": st.sampled_from(["blurs", "burns"]), "severity": SEVERITIES}
        ),
    )
    def edit_note(self, data: st.DataObject, change: dict[str, str]) -> None:
        ident = data.draw(st.sampled_from(list(self.model.notes)), label="note")
        answer = self.service.send("PATCH", f"/api/notes/{ident}", change)
        if agrees(answer, lambda: self.model.edit_note(ident, change) or 200):
            says(answer, plain.note(self.model.notes[ident]))

    @precondition(lambda self: self.model.notes)
    @rule(data=st.data())
    def delete_note(self, data: st.DataObject) -> None:
        ident = data.draw(st.sampled_from([*self.model.notes, NOBODY]), label="note")
        answer = self.service.send("DELETE", f"/api/notes/{ident}")
        agrees(answer, lambda: self.model.delete_note(ident) or 204)

    @rule(data=st.data(), info=st.booleans(), versions=st.sampled_from(["exact", "line"]))
    def check(self, data: st.DataObject, info: bool, versions: str) -> None:
        asked = [self.asset(data) for _ in range(data.draw(st.integers(0, 4), label="assets"))]
        body = {"asset_ids": asked, "include_info": info, "versions": versions}
        answer = self.service.send("POST", "/api/compatibility/check", body)
        if agrees(answer, lambda: self.model.need(*asked) or 200):
            says(answer, plain.compatibility(self.model, set(asked), info=info, versions=versions))

    @rule(data=st.data(), stars=st.integers(1, 5), text=TEXTS, reviewer=PEOPLE)
    def rate(self, data: st.DataObject, stars: int, text: str | None, reviewer: str | None) -> None:
        ident = self.asset(data)
        body = {"rating": stars, "review_text": text, "reviewer_id": reviewer}
        answer = self.service.send("PUT", f"/api/assets/{ident}/rating", body)
        if agrees(answer, lambda: 201 if self.model.rate(ident, reviewer, stars, text) else 200):
            says(answer, {"asset_id": ident, **body})

    @rule(data=st.data(), reason=TEXTS, by=PEOPLE)
    def dismiss(self, data: st.DataObject, reason: str | None, by: str | None) -> None:
        ident = self.asset(data)
        answer = self.service.send(
            "POST", f"/api/assets/{ident}/impact/dismiss", {"reason": reason, "by": by}
        )
        if agrees(answer, lambda: self.model.dismiss(ident, reason, by) or 200):
            says(answer, {"asset_id": ident, "reason": reason, "by": by})

    # -- after every step

    @invariant()
    def the_service_answers_as_the_model(self) -> None:
        """Every list, and every question about the last two assets touched; now and then about each."""
        self.steps += 1
        lists = [*questions.of_everything(self.model), *questions.of_users(self.model)]
        there = list(self.model.assets)
        if self.steps % WHOLE_EVERY:
            self.answers(lists + self.questions({it for it in self.touched[-2:] if it in there}))
        else:
            self.answers(lists + self.questions(there) + [*questions.of_notes(self.model)])

    def questions(self, asset_ids: Iterable[str]) -> list[questions.Question]:
        return [question for ident in asset_ids for question in questions.of_asset(self.model, ident)]

    def answers(self, due: list[questions.Question]) -> None:
        for answer, (path, expected) in zip(self.service.ask([path for path, _ in due]), due, strict=True):
            assert answer.status_code == 200, (path, answer.text)
            says(answer, expected)
            self.remember_token(answer.json())

    def remember_token(self, body: dict[str, Any]) -> None:
        if "confirm" in body:
            ident = body["asset_id"]
            self.tokens[ident, self.model.assets[ident].dependents] = body["confirm"]

    @invariant()
    def the_graph_keeps_its_rules(self) -> None:
        broken = self.service.broken()
        assert broken == [], broken


def registered(body: Mapping[str, Any], file: File) -> dict[str, Any]:
    """What the model is told of a registration: with the version that the file gives when none is named."""
    said = {name: body.get(name) for name in ("description", "license", "registered_by")}
    return {
        "name": body["name"],
        "version": body.get("version") or file.version or file.sha256[:VERSION_DIGITS],
        "asset_type": body["asset_type"],
        "make_current": body.get("make_current", True),
        "said": said | {"tags": body.get("tags", []), "metadata": dict(body.get("metadata", {}))},
    }


def address(key: Key) -> str:
    return f"/api/{key[0].replace('_', '-')}s/{key[1]}"
