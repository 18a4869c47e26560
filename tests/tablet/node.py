"""Runs the tablet's own modules in Node: one bundle by vite, one process, JSON in and out."""

import json
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from infra.local.bootstrap import TABLET, tool_environment

FOLDER = Path(__file__).parent
# As the tablet is built, so that the tests run what ships; nothing is left to be resolved later.
BUILD = """
import { build } from "vite";
const [ssr, outDir] = process.argv.slice(1);
await build({
  configFile: false, logLevel: "warn", ssr: { noExternal: true }, publicDir: false,
  build: { ssr, outDir, target: "node24", minify: false, emptyOutDir: true },
});
"""
TIMEOUT_S = 300


def run(entry: str, given: Any) -> Any:
    """Hand JSON to an entry of this folder, as "scoring/compare.ts", and give what it prints."""
    argv = ["node", str(_bundled(entry))]
    text = json.dumps(given, ensure_ascii=True)
    return json.loads(_checked(argv, text))


@cache
def _bundled(entry: str) -> Path:
    folder = Path(_temporary().name) / entry.replace("/", "-")
    argv = ["node", "--input-type=module", "-e", BUILD, str(FOLDER / entry), str(folder)]
    _checked(argv, "")
    return next(folder.glob("*.*js"))


@cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    """Kept, and removed when the process ends."""
    return tempfile.TemporaryDirectory(prefix="xingjian-tablet-")


def _checked(argv: list[str], text: str) -> str:
    done = subprocess.run(
        argv,
        input=text,
        cwd=TABLET,
        env=tool_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout
