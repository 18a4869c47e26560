"""A tablet of glass and battery: Chromium as a process of its own, with a disk that stays."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.e2e import chromium

QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    *("--disable-component-update", "--disable-sync", "--headless=new", "--hide-scrollbars"),
    *(
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        "--lang=zh-CN",
        "--accept-lang=zh-CN",
    ),
]


class Machine:
    """One tablet; `kill` is a power cut, `start` finds the disk as it was."""

    def __init__(self, play: Playwright, address: str, *, video: Path | None = None) -> None:
        """Remember where it goes; nothing is started yet."""
        self.play = play
        self.address = address
        self.disk = Path(tempfile.mkdtemp(prefix="xingjian-tablet-"))
        self.video = video
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, width: int = 768, height: int = 1024) -> Page:
        """Switch it on and give its page, not yet anywhere."""
        path, extra = chromium.program()
        told = self.disk / "DevToolsActivePort"
        told.unlink(missing_ok=True)
        more = [f"--use-file-for-fake-video-capture={self.video}"] if self.video else []
        self.process = subprocess.Popen(
            [
                *(path, *QUIET, *more, f"--user-data-dir={self.disk}"),
                *(f"--window-size={width},{height}", "--remote-debugging-port=0", "about:blank"),
            ],
            env={**os.environ, **extra, "LANG": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._browser = self.play.chromium.connect_over_cdp(_address(told, self.process))
        self.context: BrowserContext = self._browser.contexts[0]
        self.context.grant_permissions(["geolocation", "camera"], origin=self.address)
        self.context.set_geolocation({"latitude": 45.755, "longitude": 126.617, "accuracy": 8})
        self.page: Page = self.context.pages[0]
        self.page.set_viewport_size({"width": width, "height": height})
        return self.page

    def kill(self) -> None:
        """Cut the power: no handler runs, no buffer is written."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)
            self.process = None
        with contextlib.suppress(Exception):
            self._browser.close()

    def remove(self) -> None:
        """Throw it away with its disk."""
        self.kill()
        shutil.rmtree(self.disk, ignore_errors=True)

    def offline(self, off: bool = True) -> None:
        """Flight mode."""
        self.context.set_offline(off)

    def session(self) -> Any:
        """Give the developer's line to the page."""
        return self.context.new_cdp_session(self.page)


def _address(told: Path, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if told.exists() and (lines := told.read_text().split("\n"))[0]:
            return f"http://127.0.0.1:{lines[0]}"
        if process.poll() is not None:
            raise RuntimeError(f"expected a running Chromium, came exit code {process.returncode}")
        time.sleep(0.05)
    raise TimeoutError("expected Chromium to say its port within 30 s, came nothing")
