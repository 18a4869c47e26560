"""What a version has before a form without one fills it (起点)."""

from __future__ import annotations

import re
from typing import Any

from scoring.sheet.content import Content
from scoring.xlsform.book import Form

FAIL = {"zh": "有不符合项", "en": "Something is not met"}
PASS = {"zh": "未见不符合项", "en": "Nothing found that is not met"}
NOTES = {
    "zh": "由表单生成：表单没有结论规则，暂以有无不符合项为结论，请按依据改写。",
    "en": "Made from a form, which has no results: any failing item decides, until rewritten.",
}


def empty(form: Form) -> Content:
    """A version without chapters: what is not in a form is provisional, and says so."""
    settings = form.settings
    name = settings.get("form_id") or "form"
    title = settings.get("form_title") or name
    source = f"XLSForm {name} {settings.get('version')}".strip()
    ground = {"clause": name, "source": source, "confidence": "provisional"}
    head: dict[str, Any] = {
        "id": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "form",
        "version": settings.get("version") or "1",
        "title": {"zh": title, "en": title},
        "issuer": "-",
        "document": name,
        "in_force": {"from": "1970-01-01"},
        "source": source,
        "confidence": "provisional",
        "natures": ["self_check"],
        "kinds": ["care_home"],
        "notes": NOTES,
        "chapters": [],
        "conclusions": [
            {"id": "fail", "title": FAIL, "when": {"failed": {}}, **ground},
            {"id": "pass", "title": PASS, **ground},
        ],
    }
    return Content(head, {}, [], [], {"CHANGES.md": [f"{source}."]})
