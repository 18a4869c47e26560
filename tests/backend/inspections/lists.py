"""Synthetic checklists (合成检查表), each one valid thing."""

import tempfile
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path

from backend.core import clock
from backend.standards.models import ChecklistVersion
from scoring import load
from tests.backend import make

_numbers = count(1)

STANDARD = """
id: {id}
version: "1"
title: {{zh: 合成检查表, en: Synthetic checklist}}
issuer: {{zh: 合成, en: Synthetic}}
document: 合成
in_force: {{from: "2022-01-01", to: null}}
source: 合成数据
confidence: provisional
natures: [{natures}]
kinds: [care_home]
chapters:
  - {{id: safety, title: {{zh: 安全, en: Safety}}{full}}}
facts:
  beds: {{title: {{zh: 床位数, en: Beds}}, kind: count, source: 合成数据, confidence: provisional}}
{end}
"""
PASS_OR_FAIL = """conclusions:
  - id: fail
    title: {zh: 有不符合, en: Failed}
    when: {failed: {base: true}}
    clause: 合成
    source: 合成
    confidence: provisional
  - {id: pass, title: {zh: 符合, en: Passed}, clause: 合成, source: 合成, confidence: provisional}
"""
LEVELS = """levels:
  - {id: "1", total: "1", clause: 合成, source: 合成, confidence: provisional}
"""
ITEM = """
- id: safety.{name}
  title: {{zh: {name}, en: {name}}}
  clause: 合成 §{name}
  source: 合成数据
  confidence: provisional
  rule: yes_no
  look_for: {{zh: 看, en: look}}
  {more}
"""


def checklist(
    natures: str = "inspection",
    *,
    state: str = "published",
    names: Sequence[str] = ("exit", "food", "night"),
) -> ChecklistVersion:
    """Make a published synthetic checklist of some items; for ratings, with one level."""
    rating = natures == "rating"
    files = {
        "standard.yaml": STANDARD.format(
            id=f"demo-{next(_numbers)}",
            natures=natures,
            full=f', max_points: "{len(names)}"' if rating else "",
            end=LEVELS if rating else PASS_OR_FAIL,
        ),
        "safety.yaml": "".join(
            ITEM.format(name=name, more='max_points: "1"' if rating else "base: true")
            for name in names
        ),
        "cases.yaml": "[]\n",
        "CHANGES.md": "# 合成\n",
    }
    return checklist_of(files, state)


def checklist_for_two(natures: str = "inspection") -> ChecklistVersion:
    """Make a published checklist whose items ask for two officers' own answers."""
    files = dict(checklist(natures).files)
    files["standard.yaml"] = files["standard.yaml"].replace("id: demo", "id: both", 1)
    files["safety.yaml"] = files["safety.yaml"].replace("look_for:", "attest: both\n  look_for:")
    return checklist_of(files, "published")


def checklist_of(files: dict[str, str], state: str) -> ChecklistVersion:
    """Make a row of the files of a version, in a state."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        standard = load(Path(folder))
    people = [make.person(), make.person()]
    done = state == "published"
    return ChecklistVersion.objects.create(
        standard=standard.id,
        version=standard.version,
        digest=standard.digest,
        state=state,
        title_zh=standard.title.zh,
        item_count=len(standard.items),
        files=files,
        bundle=standard.bundle(),
        in_force_from=date(2022, 1, 1),
        loaded_at=clock.now(),
        loaded_by=people[0],
        proposed_by=people[0] if done else None,
        proposed_at=clock.now() if done else None,
        published_by=people[1] if done else None,
        published_at=clock.now() if done else None,
    )


def checklist_saying(more: str, natures: str = "inspection") -> ChecklistVersion:
    """Make a published checklist whose standard.yaml says one thing more."""
    files = dict(checklist(natures).files)
    files["standard.yaml"] = f"{files['standard.yaml']}{more}\n".replace("id: demo", "id: more", 1)
    return checklist_of(files, "published")
