"""The command line of check and grade: what it prints where, and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.__main__ import main
from tests.scoring.folder import CHECKLISTS, EXAMPLE, GB_38600, change, copy_of_example

REFUSAL = r"^[a-z0-9-]+ .+: expected .+, came .+; do .+\n$"


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """The real program, as a stranger would start it."""
    return subprocess.run(
        [sys.executable, "-m", "scoring", *map(str, arguments)],
        cwd=CHECKLISTS.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def assert_unusable(done: subprocess.CompletedProcess[str]) -> None:
    """Exit code 2, nothing on stdout, one coded line on stderr."""
    import re

    assert (done.returncode, done.stdout) == (2, "")
    assert re.match(REFUSAL, done.stderr), done.stderr


@pytest.mark.parametrize("folder", [EXAMPLE, GB_38600], ids=lambda path: path.parent.name)
def test_a_sound_checklist_passes_in_silence(folder: Path) -> None:
    done = run("check", folder)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_summary_names_items_and_digest() -> None:
    done = run("check", GB_38600, "--summary")

    assert done.returncode == 0
    assert "50 items" in done.stdout
    assert "sha256 " in done.stdout


def test_faults_are_lines_on_stdout(tmp_path: Path) -> None:
    folder = copy_of_example(tmp_path)
    change(folder, "environment.yaml", "rule: yes_no", "rule: vibes")

    done = run("check", folder)

    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("environment.yaml: environment.signs: expected one of ")


def test_checking_what_is_not_there_is_unusable(tmp_path: Path) -> None:
    assert_unusable(run("check", tmp_path / "nowhere"))


def test_a_grade_is_json_on_stdout(tmp_path: Path) -> None:
    visit = tmp_path / "visit.json"
    visit.write_text('{"answers": {"basic.fire": "no"}}', encoding="utf-8-sig")

    done = run("grade", GB_38600, visit)

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["conclusion"] == "fail"


def test_the_same_visit_prints_the_same_bytes(tmp_path: Path) -> None:
    visit = tmp_path / "visit.json"
    visit.write_text('{"facts": {"beds": 20}}', encoding="utf-8")

    assert run("grade", EXAMPLE, visit).stdout == run("grade", EXAMPLE, visit).stdout


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"answers": {"environment.noise": 38.5}}', id="a float"),
        pytest.param('{"answers": {"environment.noise": NaN}}', id="NaN"),
        pytest.param('{"answers": {"x.y": "yes"}}', id="an unknown item"),
        pytest.param('{"answers": {}, "answers": {}}', id="a key twice"),
        pytest.param('{"answers": ', id="cut short"),
        pytest.param("[" * 100_000, id="nested beyond reason"),
        pytest.param('{"facts": {"beds": 1' + "0" * 6000 + "}}", id="a number of 6000 digits"),
        pytest.param("", id="empty"),
    ],
)
def test_a_visit_that_cannot_be_used_prints_nothing_on_stdout(tmp_path: Path, text: str) -> None:
    visit = tmp_path / "visit.json"
    visit.write_text(text, encoding="utf-8")

    assert_unusable(run("grade", EXAMPLE, visit))


def test_a_broken_standard_does_not_grade(tmp_path: Path) -> None:
    folder = copy_of_example(tmp_path)
    change(folder, "environment.yaml", "rule: yes_no", "rule: vibes")
    visit = tmp_path / "visit.json"
    visit.write_text("{}", encoding="utf-8")

    assert_unusable(run("grade", folder, visit))
    assert_unusable(run("grade", EXAMPLE, tmp_path / "nowhere.json"))


@pytest.mark.parametrize("verb", ["credit"])
def test_a_later_verb_says_so(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "a", "--to", "3"]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"not-yet python -m scoring {verb}: ")


@pytest.mark.parametrize("arguments", [[], ["fly"], ["check"], ["check", "a", "--loud"]])
def test_wrong_arguments_are_unusable_input(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("bad-arguments ")


@pytest.mark.parametrize("verb", ["check", "grade"])
def test_help_teaches(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([verb, "--help"])

    assert end.value.code == 0
    assert "Exit codes" in capsys.readouterr().out
