"""Where the local stack keeps its state (状态目录): one folder, ``var/`` or XINGJIAN_VAR."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from infra.local.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one stack; two stacks with different folders never meet."""

    var: Path

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def log(self) -> Path:
        return self.var / "log"

    @property
    def static(self) -> Path:
        """What collectstatic gathers; the site warns where it is missing."""
        return self.var / "static"

    @property
    def secrets(self) -> Path:
        return self.var / "secrets"

    @property
    def digest(self) -> str:
        """Twelve hex digits that name this stack where paths must be short."""
        return hashlib.sha256(f"{self.var}|{os.geteuid()}".encode()).hexdigest()[:12]

    def sockets(self, name: str = "") -> Path:
        """A server's short folder for Unix sockets; the same whatever TMPDIR says today."""
        return _temporary() / f"xj-{self.digest}{name}"

    def make(self) -> None:
        """Create what is missing; only the owner may look inside (仅本人可读)."""
        if not self.var.exists():
            self.var.mkdir(mode=0o700, parents=True)
        for folder in (self.run, self.log, self.secrets, self.static):
            folder.mkdir(mode=0o700, exist_ok=True)

    def make_sockets(self, name: str = "", owner: int | None = None) -> Path:
        """Create that folder, mode 700.

        owner: the user who listens there, when that is not who asks.
        Raises Trouble when somebody else owns a folder of that name.
        """
        wanted = os.geteuid() if owner is None else owner
        folder = self.sockets(name)
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat().st_uid
        if folder.is_symlink() or found not in (os.geteuid(), wanted):
            raise Trouble(
                "socket-folder-taken",
                f"expected {folder} to be ours, came one of user {found}; have it removed",
            )
        if found != wanted:
            os.chown(folder, wanted, -1)
        folder.chmod(0o700)
        return folder


def here() -> Places:
    """The stack of this checkout, or the one XINGJIAN_VAR names."""
    given = os.environ.get("XINGJIAN_VAR")
    return Places(Path(given).resolve() if given else ROOT / "var")


def _temporary() -> Path:
    usual = [folder for folder in (Path("/tmp"), Path("/dev/shm")) if os.access(folder, os.W_OK)]
    return usual[0] if usual else Path(tempfile.gettempdir())
