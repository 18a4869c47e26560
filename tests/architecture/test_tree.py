"""What may be committed: agreed names at the top, no trace of one machine, no reasonless waiver."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP = {
    *("backend", "checklists", "scoring", "pdf_templates", "infra", "tests"),
    *("pyproject.toml", "README.md", "Makefile", "CHANGELOG.md", "LICENSE"),
}
# Patterns are written so that they do not find themselves.
FOREIGN = {
    "a path of one machine": r"/(?:home|Users)/[a-z]|/work[/]|/root[/]",
    "a package host": r"py[p]i[.]org|python[h]osted|npm[j]s[.]org|npm[m]irror|un[p]kg[.]",
    "a word of a workplace": r"(?i)\bc[l]aude|anth[r]opic|ope[n]ai|\bL[L]M\b|co-auth[o]red-by",
}
WAIVER = re.compile(r"#\s*(?:type: ignore|noqa)\b(?P<rest>.*)")
REASON = re.compile(r"(?:\[[a-z, -]+\]\s+#|: [A-Z0-9, ]+\s[(#])\s?\S")


@cache
def committed() -> list[Path]:
    """Give the files that are, or would be, committed."""
    argv = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(argv, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def lines(*suffixes: str) -> Iterator[tuple[str, str]]:
    """Give every line of text, of files with these suffixes or of all, with where it stands."""
    for path in committed():
        data = path.read_bytes() if not suffixes or path.suffix in suffixes else b""
        if b"\0" not in data:
            for number, line in enumerate(data.decode("utf-8").splitlines(), 1):
                yield f"{path.relative_to(ROOT)}:{number}", line


def test_the_top_of_the_tree_has_only_the_agreed_names() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in committed()}
    assert {name for name in found if not name.startswith(".")} <= TOP


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_names(what: str) -> None:
    bad = re.compile(FOREIGN[what])
    assert [where for where, line in lines() if bad.search(line)] == []


def test_lock_files_name_no_address() -> None:
    locks = [path for path in committed() if path.parent.name == "requirements"]
    locks += [path for path in committed() if path.name == "package-lock.json"]
    assert locks
    bad = re.compile(r'https?://|"resolved"|--(?:extra-)?index-url')
    assert [path.name for path in locks if bad.search(path.read_text(encoding="utf-8"))] == []


def test_a_waived_check_gives_its_reason_in_the_same_line() -> None:
    waived = ((where, WAIVER.search(line)) for where, line in lines(".py"))
    assert [where for where, found in waived if found and not REASON.match(found["rest"])] == []
