"""Asking for a trial, stopping it, taking it up again (试算)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person, Region
from backend.core import clock
from backend.core.refusals import Missing
from backend.inspections.models import WhatIf
from backend.inspections.refusals import (
    WhatIfNotEnded,
    WhatIfNotRunning,
    WhatIfPeriodBackwards,
    WhatIfShapesDiffer,
    WhatIfStandardIncomplete,
)
from backend.oplog.services import record
from backend.standards.models import ChecklistVersion
from backend.standards.selectors import by_digest

State = WhatIf.State
OPEN = (State.WAITING, State.RUNNING)


@transaction.atomic
def ask_what_if(
    *,
    before: ChecklistVersion,
    after: ChecklistVersion,
    region: Region,
    kinds: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    by: Person,
) -> WhatIf:
    """Ask for a trial of stored visits; the same one that is not over yet is given again.

    Raises WhatIfShapesDiffer, WhatIfStandardIncomplete, WhatIfPeriodBackwards.
    """
    _refuse_unusable(before, after)
    if since and until and until < since:
        raise WhatIfPeriodBackwards(came=f"{since} – {until}", do="截止日期不早于起始日期")
    asked = {
        "before_digest": before.digest,
        "after_digest": after.digest,
        "region": region,
        "kinds": sorted(kinds),
        "since": since,
        "until": until,
    }
    running = WhatIf.objects.filter(state__in=OPEN, asked_by=by, **asked).first()
    if running is not None:
        return running
    made = WhatIf.objects.create(
        before=before, after=after, asked_by=by, asked_at=clock.now(), **asked
    )
    body = {"before": before.digest, "after": after.digest, "region": region.code}
    record(kind="what-if.asked", subject=str(made.pk), actor=str(by.pk), body=body)
    return made


@transaction.atomic
def stop_what_if(*, what_if_id: UUID, by: Person) -> WhatIf:
    """Stop a trial that waits or runs; its worker notices within seconds. Twice is once."""
    found = _locked(what_if_id)
    if found.state == State.STOPPED:
        return found
    if found.state not in OPEN:
        raise WhatIfNotRunning(came=str(found.get_state_display()))
    found.state, found.finished_at = State.STOPPED, clock.now()
    found.lease = found.leased_until = None
    found.save(update_fields=["state", "finished_at", "lease", "leased_until"])
    record(kind="what-if.stopped", subject=str(found.pk), actor=str(by.pk))
    return found


@transaction.atomic
def resume_what_if(*, what_if_id: UUID, by: Person) -> WhatIf:
    """Let a trial that failed or was stopped run again; raises WhatIfNotEnded."""
    found = _locked(what_if_id)
    if found.state in OPEN:
        return found
    if found.state == State.DONE:
        raise WhatIfNotEnded(came=str(found.get_state_display()))
    _refuse_unusable(found.before, found.after)
    found.state, found.tries, found.error = State.WAITING, 0, {}
    found.finished_at = None
    found.before_digest, found.after_digest = found.before.digest, found.after.digest
    found.save(
        update_fields=["state", "tries", "error", "finished_at", "before_digest", "after_digest"]
    )
    record(kind="what-if.resumed", subject=str(found.pk), actor=str(by.pk))
    return found


def _locked(what_if_id: UUID) -> WhatIf:
    found = WhatIf.objects.select_for_update().filter(pk=what_if_id).first()
    if found is None:
        raise Missing(f"no trial {what_if_id}")
    return found


def _refuse_unusable(before: ChecklistVersion, after: ChecklistVersion) -> None:
    old, new = by_digest(before.digest), by_digest(after.digest)
    if bool(old.levels) != bool(new.levels):
        raise WhatIfShapesDiffer(
            expected="两个版本都评等级，或者都得出结论",
            came=f"{old.id} {old.version}、{new.id} {new.version}",
            do="换一个对照版本",
        )
    for standard in (old, new):
        if standard.incomplete is not None:
            raise WhatIfStandardIncomplete(
                expected="可以据以评定的版本",
                came=f"{standard.id} {standard.version}：{standard.incomplete.zh}",
                do="补齐内容并载入新版本后再试算",
            )
