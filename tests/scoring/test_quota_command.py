"""The quota on the command line: what it prints, what it refuses (抽取数)."""

import json
from pathlib import Path

import pytest

from scoring.__main__ import main

HEADER = "label,region,class,kind,size,last_visit,filed_on,done_this_year"


def write(folder: Path, policy: str, rows: list[str], header: str = HEADER) -> list[str]:
    (folder / "policy.yaml").write_text(policy, encoding="utf-8")
    (folder / "pool.csv").write_text("\n".join([header, *rows]), encoding="utf-8-sig")
    return ["quota", str(folder / "policy.yaml"), str(folder / "pool.csv")]


YAML = """\
id: 合成政策
on: 2026-03-02
strata: [region, class]
ratios: {A: 0.05, B: "20 %"}
floor: {ratio: "0.4", per: region}
always: [{kind: 新备案}]
every_calendar_year: true
cap: 2
"""
ROWS = [
    "h1,R,A,养老院,,2025-05-01,,no",
    "h2,R,A,养老院,,,,",
    "h3,R,B,新备案,,,2026-02-01,0",
]


def test_the_command_line_prints_the_quota(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(write(tmp_path, YAML, ROWS)) == 0

    out, err = capsys.readouterr()
    rows = json.loads(out)["strata"]
    assert [(row["name"], row["to_draw"], row["rule"]) for row in rows] == [
        ("R A", 1, "ratio"),
        ("R B", 1, "always"),
    ]
    assert err == ""


@pytest.mark.parametrize(
    ("code", "policy", "rows"),
    [
        ("unknown-key", YAML + "note: x\n", ROWS),
        ("missing-key", YAML.replace("id: 合成政策\n", ""), ROWS),
        ("unknown-column", YAML.replace("[region, class]", "[county]"), ROWS),
        ("unknown-column", YAML.replace("per: region", "per: size"), ROWS),
        ("bad-ratio", YAML.replace('"20 %"', '"120 %"'), ROWS),
        ("bad-number", YAML.replace('"20 %"', "many"), ROWS),
        ("bad-date", YAML.replace("2026-03-02", "March"), ROWS),
        ("bad-count", YAML.replace("cap: 2", "cap: -1"), ROWS),
        ("ratio-missing", YAML, [*ROWS, "h4,R,C,,,,,"]),
        ("label-twice", YAML, [*ROWS, ROWS[0]]),
        ("bad-count", YAML, ["h1,R,A,,,,,perhaps"]),
        ("bad-date", YAML, ["h1,R,A,,,May,,"]),
        ("missing-key", YAML, ["h1,R,A"]),
        ("unknown-key", YAML, ["h1,R,A,,,,,,surplus"]),
        ("text-rules", YAML, [",R,A,,,,,"]),
        ("yaml-syntax", "id: [", ROWS),
    ],
)
def test_unusable_input_is_refused(
    code: str, policy: str, rows: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(write(tmp_path, policy, rows)) == 2
    out, err = capsys.readouterr()
    assert (out, err.split()[0]) == ("", code)


def test_an_unknown_column_of_the_pool_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(write(tmp_path, YAML, ROWS, HEADER.replace("kind", "sort"))) == 2
    assert capsys.readouterr().err.startswith("unknown-key pool.csv: line 2")
