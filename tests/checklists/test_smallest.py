"""The smallest checklist the page allows: required keys only, one item."""

from __future__ import annotations

from pathlib import Path

from scoring import grade, load
from scoring.__main__ import main

FILES = {
    "standard.yaml": """
id: fire
version: "1"
title: {zh: 消防短表, en: Fire short list}
issuer: 某区
document: 短表
in_force: {from: 2026-01-01}
source: 某区通知
confidence: confirmed
natures: [guidance]
kinds: [care_home]
chapters:
  - {id: exits, title: {zh: 出口, en: Exits}}
conclusions:
  - id: bad
    title: {zh: 有问题, en: Problems}
    when: {failed: {}}
    clause: 一
    source: 通知
    confidence: confirmed
  - {id: good, title: {zh: 无问题, en: None}, clause: 一, source: 通知, confidence: confirmed}
""",
    "exits.yaml": """
- id: exits.open
  title: {zh: 出口畅通, en: Exits are open}
  clause: 第一条
  source: 通知
  confidence: confirmed
  rule: yes_no
  look_for: 走一遍
""",
    "cases.yaml": """
- {case: locked, visit: {answers: {exits.open: "no"}}, expect: {conclusion: bad}}
- {case: open, visit: {answers: {exits.open: "yes"}}, expect: {conclusion: good}}
""",
    "CHANGES.md": "First version.\n",
}


def test_it_is_sound_and_grades(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert main(["check", str(tmp_path)]) == 0

    standard = load(tmp_path)
    result = grade(standard, {"answers": {"exits.open": "no"}})
    assert (result["conclusion"], result["provisional"]) == ("bad", False)
    assert standard.bundle()["chapters"][0]["items"][0]["id"] == "exits.open"
