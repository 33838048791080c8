"""A headless Chromium, driven over its DevTools protocol: open, evaluate, type, press, photograph.

https://chromedevtools.github.io/devtools-protocol/. The five calls that these tests need are fewer
lines than a driver library, which would bring a browser or a Node of its own.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1400,1000",
    "--remote-debugging-port=0",
)
_LEFT = "Inspected target navigated or closed"


def found_or_skip() -> str:
    """Chromium's path, or a loud skip."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("CHROMIUM IS MISSING: not on PATH (apt-get install chromium); the Browser was not tried")
    return path


class PageLeft(Exception):
    """The page was led elsewhere while it was asked."""


class Page:
    """The one tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._count = 0
        self.log: list[str] = []
        for domain in ("Page", "Runtime", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """One command and its answer; what the page says meanwhile goes to ``log``."""
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=60))
            if message.get("id") == self._count:
                if message.get("error", {}).get("message") == _LEFT:
                    raise PageLeft
                assert "error" not in message, (method, message["error"])
                return message["result"]
            self._note(message)

    def open(self, url: str) -> None:
        self.send("Page.navigate", url=url)

    def evaluate(self, script: str) -> Any:
        """The value of an expression in the page; a promise is awaited."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, (script, answer["exceptionDetails"])
        return answer["result"].get("value")

    def wait_for(self, script: str, seconds: float = 90) -> Any:
        """The value of an expression as soon as it is true."""
        end = time.monotonic() + seconds
        while not (value := self._evaluated_unless_left(script)):
            assert time.monotonic() < end, f"not true within {seconds} s: {script}\n" + "\n".join(
                self.log[-20:]
            )
            time.sleep(0.1)
        return value

    def _evaluated_unless_left(self, script: str) -> Any:
        try:
            return self.evaluate(script)
        except PageLeft:
            return None

    def type(self, text: str) -> None:
        self.send("Input.insertText", text=text)

    def press(self, key: str, code: int, text: str = "", modifiers: int = 0) -> None:
        """A key by its name and virtual key code; modifiers: 1 Alt, 2 Ctrl, 4 Meta, 8 Shift."""
        named = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **named)
        self.send("Input.dispatchKeyEvent", type="keyUp", **named)

    def photograph(self, path: Path) -> Path:
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))
        return path

    def _note(self, message: dict[str, Any]) -> None:
        if message.get("method") in {"Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"}:
            self.log.append(json.dumps(message["params"])[:500])


@contextmanager
def chromium(profile: Path) -> Iterator[Page]:
    """A fresh browser with one empty tab; it is ended at the end."""
    command = [found_or_skip(), *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with connect(_page_socket(profile), max_size=None) as socket:
            yield Page(socket)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _page_socket(profile: Path) -> str:
    """The tab's socket. Chromium writes its port and its own path into a file once it listens."""
    port, path = _written(profile / "DevToolsActivePort")
    with connect(f"ws://127.0.0.1:{port}{path}", max_size=None) as browser:
        browser.send(json.dumps({"id": 1, "method": "Target.getTargets"}))
        targets = json.loads(browser.recv(timeout=20))["result"]["targetInfos"]
    page = next(target["targetId"] for target in targets if target["type"] == "page")
    return f"ws://127.0.0.1:{port}/devtools/page/{page}"


def _written(file: Path, seconds: float = 60) -> tuple[str, str]:
    end = time.monotonic() + seconds
    while not (file.is_file() and len(lines := file.read_text().splitlines()) == 2):
        assert time.monotonic() < end, f"Chromium did not listen within {seconds} s"
        time.sleep(0.05)
    return lines[0], lines[1]
