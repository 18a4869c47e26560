"""Builders for trials: two versions of a synthetic checklist (合成), locked visits, a run."""

from typing import Any

from backend.accounts.models import Person
from backend.inspections import services
from backend.inspections.models import Visit, WhatIf
from backend.inspections.whatif.run import run_next
from backend.standards.models import ChecklistVersion
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.inspections.lists import checklist_of

ITEMS = ("exit", "food", "night")


def newer(old: ChecklistVersion, *, state: str = "draft", **swaps: str) -> ChecklistVersion:
    """Make version 2 of a checklist; without swaps only a failing exit no longer counts.

    swaps: per file, by its first word, what stands there now, and after `->` what shall.
    """
    files = {**old.files, "standard.yaml": old.files["standard.yaml"].replace('"1"', '"2"', 1)}
    if swaps:
        for name, told in swaps.items():
            left, _, right = told.partition("->")
            assert left in files[f"{name}.yaml"], left
            files[f"{name}.yaml"] = files[f"{name}.yaml"].replace(left, right)
    else:
        files["safety.yaml"] = files["safety.yaml"].replace("base: true", "base: false", 1)
    return checklist_of(files, state)


def locked(old: ChecklistVersion, *, at: str = make.DAOLI, **answers: str) -> Visit:
    """Lock a visit with these answers; what is left out is answered yes."""
    visit = visits.opened("case", checklist=old, site=visits.site(at))
    for item in ITEMS:
        visits.answer(visit, item, answers.get(item, "yes"))
    visits.signed_record(visit, f"哈里民检录〔2026〕{visits.number()}号")
    visits.asked_to_lock(visit)
    assert services.lock_visit(visit.pk) == []
    visit.refresh_from_db()
    return visit


def asked(
    old: ChecklistVersion, new: ChecklistVersion, *, at: str = make.DAOLI, **more: Any
) -> WhatIf:
    """Ask for a trial as a registrar of the region."""
    by: Person = more.pop("by", None) or make.person("registrar", at=at)
    return services.ask_what_if(before=old, after=new, region=make.region(at), by=by, **more)


def done(old: ChecklistVersion, new: ChecklistVersion, **more: Any) -> WhatIf:
    """Ask for a trial and carry it out."""
    run = asked(old, new, **more)
    assert run_next()
    run.refresh_from_db()
    return run
