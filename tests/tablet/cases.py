"""The worked cases of every checklist as the tablet's tests read them.

vitest reads no YAML; `python -m tests.tablet.cases` writes the file, and
tests/scoring/test_cases_for_the_tablet.py says when the file is stale.
"""

import json
from pathlib import Path
from typing import Any

from scoring import Standard, load
from scoring.cases import best_answers
from scoring.loader import read_yaml

CHECKLISTS = Path(__file__).parents[2] / "checklists"
FILE = Path(__file__).parent / "vectors" / "cases.json"


def cases() -> list[dict[str, Any]]:
    """Give every version with its cases, each written out in full."""
    folders = sorted(path.parent for path in CHECKLISTS.glob("*/*/standard.yaml"))
    loaded = [(folder, load(folder)) for folder in folders]
    return [
        {
            "version": folder.relative_to(CHECKLISTS).as_posix(),
            "bundle": {**standard.bundle(), "findings": []},
            "cases": [_whole(case, standard) for case in read_yaml(folder / "cases.yaml")],
        }
        for folder, standard in loaded
    ]


def text() -> str:
    """Write the file as it should be: one case a line, so that changes can be read."""
    return "[\n" + ",\n".join(_version(one) for one in cases()) + "\n]\n"


def _version(one: dict[str, Any]) -> str:
    rows = ",\n".join(_json(case) for case in one["cases"])
    head = f'"version": {_json(one["version"])},\n"bundle": {_json(one["bundle"])}'
    return f'{{{head},\n"cases": [\n{rows}\n]}}'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _whole(case: dict[str, Any], standard: Standard) -> dict[str, Any]:
    """A case with its answers written out: the tablet proposes no best answer."""
    if "item" in case:
        return case
    visit = {"answers": {}, "facts": {}, **case["visit"]}
    if case.get("everything") == "best":
        every = best_answers(standard) | visit["answers"]
        visit["answers"] = {code: one for code, one in every.items() if one != "not answered"}
    return {**{key: case[key] for key in case if key != "everything"}, "visit": visit}


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
