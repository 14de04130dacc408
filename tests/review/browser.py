"""A real browser at the other end of two pipes: opens a file, presses keys, and tells what became of the page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
]
_PATIENCE = 30.0
_KEYS = {"Escape": ("Escape", 27)}


class Browser:
    """A browser with one page."""

    def __init__(self, width: int = 1280, height: int = 900) -> None:
        found = shutil.which("chromium")
        assert found is not None, (
            "no chromium: `make test` installs it from Debian's packages, which needs root"
        )
        self._profile = tempfile.TemporaryDirectory()
        there, self._write = os.pipe()
        self._read, back = os.pipe()
        size = [f"--window-size={width},{height}", f"--user-data-dir={self._profile.name}"]
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$0" "$@" 3<&{there} 4>&{back}', found, *FLAGS, *size, "about:blank"],
            pass_fds=(there, back),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(there)
        os.close(back)
        self._turn = 0
        self._rest = b""
        self.events: list[dict[str, Any]] = []
        self._session = ""
        self.dialogs: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._write)
        os.close(self._read)
        self._profile.cleanup()

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """What the browser answers."""
        self._turn += 1
        message: dict[str, Any] = {"id": self._turn, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        for told in self._told():
            if told.get("id") == self._turn:
                assert "error" not in told, told
                return dict(told["result"])
            self.events.append(told)
        raise EOFError(method)

    def open(self, page: Path) -> None:
        """Opens a file in a page of its own, which remembers nothing, and waits until it is there."""
        self._session = ""
        context = self.ask("Target.createBrowserContext")["browserContextId"]
        self.ask(
            "Browser.setDownloadBehavior",
            behavior="allow",
            browserContextId=context,
            downloadPath=str(page.parent),
        )
        target = self.ask("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for name in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{name}.enable")
        self.go(page)

    def go(self, page: Path) -> None:
        """Goes on to a file in the same page; what would keep a person there is waved through."""
        self.events.clear()
        self._turn += 1
        message = {"id": self._turn, "method": "Page.navigate", "params": {"url": page.as_uri()}}
        os.write(self._write, json.dumps({**message, "sessionId": self._session}).encode() + b"\0")
        for told in self._told():
            self.events.append(told)
            if told.get("method") == "Page.javascriptDialogOpening":
                self.dialogs.append(told["params"]["type"])
                self.ask("Page.handleJavaScriptDialog", accept=True)
            if told.get("method") == "Page.loadEventFired":
                break
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def wait(self, script: str) -> None:
        """Waits until an expression holds in the page."""
        end = time.monotonic() + _PATIENCE
        while not self.run(script):
            assert time.monotonic() < end, script

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        result = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def press(self, *keys: str) -> None:
        """Presses keys one after the other, as a person does."""
        for key in keys:
            name, code = _KEYS.get(key, (key, 0))
            text = {} if key in _KEYS else {"text": key}
            for kind in ("keyDown", "keyUp"):
                self.ask("Input.dispatchKeyEvent", type=kind, key=name, windowsVirtualKeyCode=code, **text)

    def troubles(self) -> list[str]:
        """What the browser complained of: errors, refusals of the page's policy, requests to elsewhere."""
        self.run("1")
        found = [
            json.dumps(one["params"])
            for one in self.events
            if one.get("method") in {"Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"}
        ]
        asked = [
            one["params"]["request"]["url"]
            for one in self.events
            if one.get("method") == "Network.requestWillBeSent"
        ]
        return found + [url for url in asked if not url.startswith(("file:", "blob:", "about:", "data:"))]

    def _told(self) -> Iterator[dict[str, Any]]:
        while True:
            whole, found, self._rest = self._rest.partition(b"\0")
            if found:
                yield json.loads(whole)
                continue
            more = os.read(self._read, 1 << 20)
            if not more:
                return
            self._rest = whole + more
