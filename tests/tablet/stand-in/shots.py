"""Pictures of every screen on the stand-in, with axe, overflow and console checks.

python tests/tablet/stand-in/shots.py [--only NAME…] [--sizes phone tablet wide]
    [--schemes light dark] [--languages zh en] [--zoom 1.5] --out FOLDER

Reads every *.shots.json beside it: [{"name", "scene"?, "path"?, "do"?: [[verb, target, value?]…]}].
Verbs: click (name of a button, link or radio), fill (label, text), press (key), digits (text),
wait (ms), scroll (heading), sign (number of the canvas). Names and labels are the Chinese ones;
in English the tablet's own words say what they are called there.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

HERE = Path(__file__).parent
TABLET = HERE.parents[2] / "backend" / "tablet"
AXE = TABLET / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"phone": (390, 844), "tablet": (768, 1024), "wide": (1280, 800)}
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
    *("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"),
]
NAMED = {"click", "fill", "scroll"}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
  .filter((e) => e.checkVisibility() && !e.closest('p, dd') && e.type !== 'checkbox')
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 0 && (r.height < 43.5 || r.width < 43.5))
  .map(([e, r]) => [e.tagName, e.textContent.trim().slice(0, 20), r.width | 0, r.height | 0])
  .map((words) => words.join(" "))"""


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Build this folder and serve it on a free port; a picture then asks for few files."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    vite = [
        *("node", "node_modules/vite/bin/vite.js", "build", "--config"),
        *(str(HERE / "vite.config.mjs"), "--configLoader", "native", "--logLevel", "error"),
    ]
    with tempfile.TemporaryDirectory() as out:
        told = {**os.environ, "PATH": path, "STAND_IN_OUT": out}
        subprocess.run(vite, cwd=TABLET, env=told, check=True)
        serving = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=out))
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()
        serving.server_close()


class Silent(SimpleHTTPRequestHandler):
    """Serves the built files, and says nothing about it."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def act(page: Page, verb: str, target: str, value: str = "") -> None:
    """Do one step."""
    if verb == "click":
        named(page, verb, target).first.click()
    elif verb == "fill":
        named(page, verb, target).fill(value)
    elif verb == "press":
        page.keyboard.press(target)
    elif verb == "digits":
        page.keyboard.type(target)
    elif verb == "sign":
        draw(page, int(target))
    elif verb == "scroll":
        named(page, verb, target).first.scroll_into_view_if_needed()
    page.wait_for_timeout(int(target) if verb == "wait" else 120)


def draw(page: Page, n: int) -> None:
    """Sign by hand on the n-th canvas."""
    canvas = page.locator("dialog canvas").nth(n)
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(24):
        lift = (25, -30, 10, -18)[step % 4]
        page.mouse.move(box["x"] + 40 + step * 9, box["y"] + box["height"] / 2 + lift, steps=3)
    page.mouse.up()


def take(browser: Browser, address: str, shots: list[Any], how: argparse.Namespace) -> int:
    """Take all screens, each walked once for a language; give the number of complaints."""
    bad = 0
    for language in how.languages:
        width, height = room(how.sizes[0], how.zoom)
        context = browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=how.zoom,
            locale="zh-CN" if language == "zh" else "en-GB",
            reduced_motion="reduce",
            has_touch=True,
        )
        for shot in shots:
            page = context.new_page()
            place = f"{address}?scene={shot.get('scene', 'today')}&lang={language}"
            steps: Callable[[Any], list[str]] = partial(spoken, page) if language == "en" else list
            said = walk(page, f"{place}#{shot.get('path', '/')}", shot, steps)
            said += pictures(page, shot, how, language)
            for line in said:
                print(f"{shot['name']}-{language}: {line}", flush=True)
            bad += len(said)
            page.close()
        context.close()
    return bad


def room(size: str, zoom: float) -> tuple[int, int]:
    """Give the size of the window in the units of the page."""
    width, height = SIZES[size]
    return int(width / zoom), int(height / zoom)


def spoken(page: Page, step: list[str]) -> list[str]:
    """Give a step with its label in English; steps are written with the Chinese one."""
    verb, target, *rest = step
    if verb not in NAMED:
        return step
    words = page.evaluate("label => window.inEnglish(label)", target)
    whole = (one for one in words if verb == "click" and pressed(page, one, exact=True).count())
    shown = (one for one in words if named(page, verb, one).count())
    return [verb, next(whole, next(shown, words[0])), *rest]


def named(page: Page, verb: str, name: str) -> Locator:
    """Find what a step names."""
    if verb == "fill":
        return page.get_by_label(name, exact=True)
    if verb == "scroll":
        return page.get_by_role("heading", name=name)
    whole = pressed(page, name, exact=True)
    return whole if whole.count() else pressed(page, name, exact=False)


def pressed(page: Page, name: str, *, exact: bool) -> Locator:
    """Find the buttons, links and choices of that name; not exact: with that name in theirs."""
    key = page.get_by_role("button", name=name, exact=exact)
    for role in ("link", "radio"):
        key = key.or_(page.get_by_role(role, name=name, exact=exact))
    return key


def walk(
    page: Page, place: str, shot: dict[str, Any], steps: Callable[[Any], list[str]]
) -> list[str]:
    """Go to a screen and do its steps; give what failed, then and later."""
    page.set_default_timeout(4000)
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: said.append(str(e)))
    page.goto(place, timeout=60_000)
    try:
        page.wait_for_selector("h1", timeout=30_000)
        page.wait_for_timeout(300)
        for step in shot.get("do", []):
            act(page, *steps(step))
    except Exception as error:
        said.append(f"step failed: {str(error).splitlines()[0]}")
    return said


def pictures(page: Page, shot: dict[str, Any], how: argparse.Namespace, language: str) -> list[str]:
    """Take one screen in every size and scheme; give what a machine finds wrong with it."""
    said: list[str] = []
    page.add_script_tag(path=str(AXE))
    for size in how.sizes:
        width, height = room(size, how.zoom)
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(150)
        if shot.get("full"):
            tall = max(height, page.evaluate("document.documentElement.scrollHeight"))
            page.set_viewport_size({"width": width, "height": min(tall, 6000)})
        for scheme in how.schemes:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(50)
            page.screenshot(path=how.out / f"{shot['name']}-{size}-{scheme}-{language}.png")
            if size == how.sizes[0]:
                said += [f"{scheme} {line}" for line in examined(page)]
        if (over := page.evaluate(OVERFLOW)) > 0:
            said.append(f"{size}: {over} px too wide")
        said += [f"{size}: small target: {t}" for t in page.evaluate(SMALL)]
    return said


def examined(page: Page) -> list[str]:
    """Ask axe."""
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"axe {v['id']}: {[n['target'] for n in v['nodes']][:4]}" for v in found]


def main() -> None:
    """Take what was asked for."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--only", nargs="*", default=[])
    ask.add_argument("--sizes", nargs="*", default=["phone", "tablet", "wide"])
    ask.add_argument("--schemes", nargs="*", default=["light"])
    ask.add_argument("--languages", nargs="*", default=["zh"])
    ask.add_argument("--zoom", type=float, default=1)
    ask.add_argument("--out", type=Path, required=True)
    how = ask.parse_args()
    how.out.mkdir(parents=True, exist_ok=True)
    shots = [s for f in sorted(HERE.glob("*.shots.json")) for s in json.loads(f.read_text("utf-8"))]
    asked = [s for s in shots if not how.only or any(s["name"].startswith(n) for n in how.only)]
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        bad = take(browser, address, asked, how)
        browser.close()
    print(f"{len(asked)} screens, {bad} complaints")


if __name__ == "__main__":
    main()
