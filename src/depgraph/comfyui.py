"""A ComfyUI server: prompts go in, and whether they are done comes out.

Its HTTP interface is that of ComfyUI's own ``server.py``: ``POST /prompt`` answers a ``prompt_id`` or why the
prompt is refused; ``GET /history/{prompt_id}`` is an empty object until the prompt is done; ``GET /queue``
lists what runs and what waits, each as ``[number, prompt_id, …]``.
"""

from __future__ import annotations

from typing import Any, NamedTuple, cast

import httpx2

from depgraph.errors import ComfyUnreachable

CLIENT_ID = "depgraph"
_SHOWN = 300
"""Characters of an answer that a reason repeats."""


class PromptRefused(Exception):
    """ComfyUI does not take this prompt; the text says why."""


class Finished(NamedTuple):
    """How a prompt ended; ``problem`` is null where it succeeded."""

    problem: str | None


class ComfyUI:
    """One server, by a client whose base URL is its address."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client

    async def submit(self, prompt: dict[str, Any]) -> str:
        """Put a prompt into its queue; answers the prompt's id. Raises PromptRefused, ComfyUnreachable."""
        answer = await self._ask("POST", "/prompt", json={"prompt": prompt, "client_id": CLIENT_ID})
        body = _object(answer)
        if answer.status_code != 200 or not isinstance(body.get("prompt_id"), str):
            raise PromptRefused(
                f"ComfyUI answered {answer.status_code}: {_why(body) or answer.text[:_SHOWN]}"
            )
        return body["prompt_id"]

    async def finished(self, prompt_id: str) -> Finished | None:
        """How a prompt ended, or None while it waits or runs. Raises ComfyUnreachable.

        One that was taken out of the queue, or that a server started anew has forgotten, ends as a problem.
        """
        ended = await self._ended(prompt_id)
        if ended is not None or await self._is_queued(prompt_id):
            return ended
        # it may have ended between the two: a prompt that left the queue is in the history at once
        return await self._ended(prompt_id) or Finished("it is not in its queue any more, and did not run")

    async def _ended(self, prompt_id: str) -> Finished | None:
        answer = await self._ask("GET", f"/history/{prompt_id}")
        status = _part(_part(_object(answer), prompt_id), "status")
        if status.get("status_str") == "error":
            return Finished(_failure(status.get("messages") or []))
        return Finished(None) if status.get("completed") else None

    async def _is_queued(self, prompt_id: str) -> bool:
        """Whether the server has it before it; also where the server does not say."""
        queue = _object(await self._ask("GET", "/queue"))
        known = [queue.get(name) for name in ("queue_running", "queue_pending")]
        return any(not isinstance(one, list) or _names(cast("list[Any]", one), prompt_id) for one in known)

    async def _ask(self, method: str, path: str, **given: Any) -> httpx2.Response:
        try:
            return await self._client.request(method, path, **given)
        except httpx2.HTTPError as error:
            raise ComfyUnreachable(f"{self._client.base_url} does not answer: {error}.") from error


def _object(answer: httpx2.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _part(whole: dict[str, Any], name: str) -> dict[str, Any]:
    """A member that is an object, or an empty one."""
    found = whole.get(name)
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _names(queued: list[Any], prompt_id: str) -> bool:
    """Whether one of the queue's entries is that prompt's."""
    entries = [cast("list[Any]", one) for one in queued if isinstance(one, list)]
    return any(prompt_id in entry[1:2] for entry in entries)


def _why(body: dict[str, Any]) -> str:
    """What a refusal says first, and which nodes it means."""
    message = _part(body, "error").get("message") or body.get("error") or ""
    nodes = ", ".join(sorted(_part(body, "node_errors")))
    return f"{message}{f' (nodes {nodes})' if nodes else ''}"[:_SHOWN]


def _failure(messages: list[Any]) -> str:
    """The message of the error that ended a prompt."""
    for name, detail in messages:
        if name == "execution_error":
            return str(detail.get("exception_message") or "it failed")[:_SHOWN]
        if name == "execution_interrupted":
            return "it was interrupted"
    return "it failed"
