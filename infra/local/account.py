"""Who runs PostgreSQL, which refuses the administrator (root): somebody else, by name or by map."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from infra.local.places import ROOT
from infra.local.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Account:
    """How to run a program as somebody who is not root."""

    prefix: tuple[str, ...]  # put before the program
    owner: int  # user number that must own its files, as seen from outside

    def can_use(self, folder: Path) -> bool:
        """Whether it can write into the folder, all the way down from ``/``."""
        probe = [*self.prefix, "test", "-w", str(folder), "-a", "-x", str(folder)]
        return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def for_folder(folder: Path) -> Account:
    """The account that can use this folder; hands the folder over to it.

    Raises Trouble when no account of this machine can.
    """
    if os.geteuid() != 0:
        return Account((), os.geteuid())
    for account in _candidates():
        _give(folder, account.owner)
        if account.can_use(folder):
            return account
    raise Trouble(
        "no-account-for-postgres",
        f"expected a user other than root who can write {folder}, came none; "
        "run as an ordinary user, set XINGJIAN_VAR to a folder others may enter, "
        "or set DATABASE_URL to a server of yours",
    )


def _candidates() -> Iterator[Account]:
    """First a map of root itself (needs no open folder), then the checkout's owner, then nobody."""
    nobody = pwd.getpwnam("nobody")
    if shutil.which("unshare"):
        maps = (f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}")
        yield Account(("unshare", "--user", *maps), 0)
    if shutil.which("setpriv"):
        owner = ROOT.stat()
        if owner.st_uid:
            yield _dropped(owner.st_uid, owner.st_gid)
        yield _dropped(nobody.pw_uid, nobody.pw_gid)


def _dropped(user: int, group: int) -> Account:
    return Account(("setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"), user)


def _give(folder: Path, owner: int) -> None:
    """Make the folder and all in it the owner's, and let that owner pass through its parent."""
    if owner != folder.parent.stat().st_uid:
        folder.parent.chmod(0o711)
    if folder.stat().st_uid == owner:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner, -1, follow_symlinks=False)
