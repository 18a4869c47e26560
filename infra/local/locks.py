"""``make requirements``: the lock files anew, without the address of any package host."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from infra.local.bootstrap import REQUIREMENTS, ROOT, TABLET, VENV, npm, tool_environment

COMPILE = ("pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header")
SOURCES: dict[str, tuple[str, ...]] = {
    "uv": ("infra/requirements/uv.in",),
    "run": ("pyproject.toml",),
    "dev": ("pyproject.toml", "--group", "dev"),
}


def main() -> int:
    """Resolve anew, keeping the versions that still fit; ``--upgrade`` takes the newest."""
    more = sys.argv[1:]
    for name, sources in SOURCES.items():
        target = (REQUIREMENTS / f"{name}.txt").relative_to(ROOT)
        out = ("--no-emit-index-url", "--python-version", "3.11", "-o", str(target))
        _run([str(VENV / "bin/uv"), *COMPILE, *sources, *out, *more], ROOT)
        print(f"requirements: {target}", flush=True)
    _run([*npm(), "install", "--package-lock-only"], TABLET)
    _run([npm()[0], "lock.mjs"], TABLET)
    print("requirements: backend/tablet/package-lock.json", flush=True)
    _run([*npm(), "ci", "--no-progress"], TABLET)  # a lock that cannot be installed is none
    return 0


def _run(argv: Sequence[str], folder: Path) -> None:
    subprocess.run(argv, cwd=folder, env=tool_environment(), check=True)


if __name__ == "__main__":
    sys.exit(main())
