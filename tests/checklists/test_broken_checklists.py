"""Each way to break a checklist is named: file, item, what, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.__main__ import main
from tests.scoring.folder import change, copy_of_example

TABLE = Path(__file__).with_name("broken.txt")


def broken() -> list[Any]:
    """The rows of broken.txt; ``\\n`` is a line break."""
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            cells = [cell.replace("\\n", "\n") for cell in line.split(" | ")]
            rows.append(pytest.param(cells[1:], id=cells[0]))
    return rows


@pytest.mark.parametrize("row", broken())
def test_a_fault_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: list[str]
) -> None:
    file, old, new, code, where = row
    folder = copy_of_example(tmp_path)
    change(folder, file, old, new)

    exit_code = main(["check", str(folder)])

    lines = capsys.readouterr().out.splitlines()
    assert exit_code == 1
    assert [line for line in lines if line.endswith(f"[{code}]") and where in line], lines
    assert all(": expected " in line and "; do " in line for line in lines), lines


def test_two_faults_are_two_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy_of_example(tmp_path)
    change(folder, "environment.yaml", "rule: yes_no", "rule: vibes")
    change(folder, "service.yaml", "  clause: 示例 §4.1\n", "")

    assert main(["check", str(folder)]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["environment.yaml", "service.yaml"]


def test_a_stray_file_and_a_missing_one_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of_example(tmp_path)
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "CHANGES.md").unlink()

    assert main(["check", str(folder)]) == 1

    out = capsys.readouterr().out
    assert "notes.txt: -:" in out
    assert "CHANGES.md: -:" in out


def test_a_file_that_is_no_text_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of_example(tmp_path)
    (folder / "service.yaml").write_bytes(b"\xff\xfe\x00")

    assert main(["check", str(folder)]) == 1
    assert "service.yaml: -: expected UTF-8 text" in capsys.readouterr().out


def test_a_bomb_of_aliases_is_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of_example(tmp_path)
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    (folder / "standard.yaml").write_text("\n".join(lines), encoding="utf-8")

    assert main(["check", str(folder)]) == 1
    assert "[yaml-alias]" in capsys.readouterr().out
