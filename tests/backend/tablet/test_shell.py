"""/tablet/: the page, the service worker and the manifest, with and without a build."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db
FILES: dict[str, Any] = {
    "src/main.ts": {
        "file": "assets/tablet-abcd1234.js",
        "css": ["assets/tablet-efgh5678.css"],
        "imports": ["_core.js"],
        "dynamicImports": ["src/rare.ts"],
    },
    "_core.js": {"file": "assets/core-ijkl9012.js", "css": ["assets/core-mnop3456.css"]},
    "src/rare.ts": {"file": "assets/rare-qrst7890.js", "css": ["assets/rare-uvwx1234.css"]},
}


@pytest.fixture
def dist(tmp_path: Path) -> Iterator[Path]:
    """A build of our own."""
    folder = tmp_path / "dist" / "app"
    folder.mkdir(parents=True)
    (folder / "files.json").write_text(json.dumps(FILES), encoding="utf-8")
    (folder / "sw.js").write_text("self.skipWaiting;", encoding="utf-8")
    with override_settings(TABLET=tmp_path):
        yield folder


def test_the_shell_loads_the_script_its_parts_and_styles(dist: Path) -> None:
    page = Client().get("/tablet/")
    text = page.content.decode()

    assert page.status_code == 200
    assert '<script src="/static/app/assets/tablet-abcd1234.js" type="module">' in text
    assert 'rel="modulepreload" href="/static/app/assets/core-ijkl9012.js"' in text
    for name in ("tablet-efgh5678.css", "core-mnop3456.css"):
        assert f'rel="stylesheet" href="/static/app/assets/{name}"' in text
    assert "rare" not in text


def test_nothing_from_outside_runs_in_the_app_and_camera_and_place_are_its_own(dist: Path) -> None:
    page = Client().get("/tablet/")
    policy = page.headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "img-src 'self' blob: data:" in policy
    assert "unsafe" not in policy
    assert "camera=(self), geolocation=(self)" in page.headers["Permissions-Policy"]
    assert page.headers["Cache-Control"] == "no-cache"


def test_the_worker_is_asked_for_anew_and_may_serve_the_whole_app(dist: Path) -> None:
    answer = Client().get("/tablet/sw.js")

    assert answer.content == b"self.skipWaiting;"
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Service-Worker-Allowed"] == "/tablet/"


def test_without_a_build_the_page_says_so_and_what_to_do(tmp_path: Path) -> None:
    with override_settings(TABLET=tmp_path):
        page, worker = Client().get("/tablet/"), Client().get("/tablet/sw.js")

    assert (page.status_code, worker.status_code) == (503, 404)
    assert "检查端尚未构建" in page.content.decode()
    assert "<script" not in page.content.decode()


def test_the_app_stands_on_the_screen_under_its_own_name() -> None:
    answer = Client().get("/tablet/app.webmanifest")
    told = answer.json()

    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["start_url"], told["scope"]) == (
        "星鉴检查端",
        "/tablet/",
        "/tablet/",
    )
    assert told["display"] == "standalone"
    assert {one["src"] for one in told["icons"]} == {
        "/static/app/icon-192.png",
        "/static/app/icon-512.png",
    }


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/static/app/assets/tablet-p4p_NC7m.js", True),
        ("/static/app/assets/tablet-B-2fc_9x.css", True),
        ("/static/app/icon-192.png", False),
        ("/static/app/files.json", False),
        ("/static/app/sw.js", False),
        ("/static/look/tokens.css", False),
    ],
)
def test_only_what_is_named_by_its_content_is_kept_for_ever(address: str, kept: bool) -> None:
    assert bool(re.search(settings.WHITENOISE_IMMUTABLE_FILE_TEST, address)) == kept
