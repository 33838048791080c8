"""A small server with the three requests of ComfyUI that a submitter needs, on a loopback port."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Comfy:
    """What the server has (``models``), what it was given, and how many looks a prompt takes to be done.

    One that ``forgets`` has lost its queue: no prompt is in it, and none is ever done.
    """

    models: set[str]
    looks: int = 2
    problem: str | None = None
    forgets: bool = False
    url: str = ""
    prompts: list[dict[str, Any]] = field(default_factory=list)
    asked: dict[str, int] = field(default_factory=dict)

    def take(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """As ComfyUI answers POST /prompt."""
        wrong = {
            ident: {"errors": [{"type": "value_not_in_list", "message": "Value not in list"}]}
            for ident, node in body["prompt"].items()
            for name in ("ckpt_name", "lora_name")
            if node["inputs"].get(name, next(iter(self.models))) not in self.models
        }
        if wrong:
            error = {
                "type": "prompt_outputs_failed_validation",
                "message": "Prompt outputs failed validation",
            }
            return 400, {"error": error, "node_errors": wrong}
        self.prompts.append(body["prompt"])
        return 200, {"prompt_id": f"p{len(self.prompts)}", "number": len(self.prompts), "node_errors": {}}

    def history(self, prompt_id: str) -> dict[str, Any]:
        """As ComfyUI answers GET /history/{prompt_id}."""
        self.asked[prompt_id] = self.asked.get(prompt_id, 0) + 1
        if self.forgets or not self._is_done(prompt_id):
            return {}
        status: dict[str, Any] = {"status_str": "success", "completed": True, "messages": []}
        if self.problem:
            message = ["execution_error", {"node_id": "3", "exception_message": self.problem}]
            status = {"status_str": "error", "completed": False, "messages": [message]}
        return {prompt_id: {"prompt": [], "outputs": {}, "status": status}}

    def queue(self) -> dict[str, Any]:
        """As ComfyUI answers GET /queue: what runs, and what waits."""
        known = [] if self.forgets else [f"p{number}" for number in range(1, len(self.prompts) + 1)]
        open_ones = [[number, ident, {}] for number, ident in enumerate(known) if not self._is_done(ident)]
        return {"queue_running": open_ones[:1], "queue_pending": open_ones[1:]}

    def _is_done(self, prompt_id: str) -> bool:
        return self.asked.get(prompt_id, 0) >= self.looks


@contextmanager
def serving(comfy: Comfy) -> Iterator[Comfy]:
    """The server while the test runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self._say(*(comfy.take(body) if self.path == "/prompt" else (404, {})))

        def do_GET(self) -> None:
            noun, _, ident = self.path.removeprefix("/").partition("/")
            answers = {"history": lambda: comfy.history(ident), "queue": comfy.queue}
            self._say(200, answers[noun]())

        def _say(self, status: int, body: dict[str, Any]) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_words: object) -> None:
            """Nothing: a test's output is its own."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        comfy.url = f"http://127.0.0.1:{server.server_port}"
        yield comfy
        server.shutdown()
