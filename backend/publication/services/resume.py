"""What the public log knows better than a restored database (恢复备份后的公示).

A result that was shown after the backup is shown again when it comes out the same; what was
taken back after the backup is not seen again.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from backend.calendar.services import finish_clock
from backend.core import clock
from backend.core.canonical import digest
from backend.inspections.models import Visit
from backend.oplog.services import record
from backend.publication.models import Publication
from backend.publication.payload import result_payload
from backend.publication.services.public_log import KINDS, subject_of
from backend.publication.services.publishing import TERM, fix, tell_shown
from backend.publication.services.takedown import await_confirmation
from backend.translog.proof.leaves import read_entry
from backend.translog.services import TAKEN_DOWN, of_subject

State = Publication.State
REASON = "公开核验日志载明已撤下；恢复备份后据此撤下"


@transaction.atomic
def resume_shown(found: Publication) -> bool:
    """Show a result again that the log says was shown (恢复公示); False where none was.

    Only the very same content: another one stays due, for a person to look at.
    """
    entered = of_subject(subject_of(found), KINDS[Publication.Kind.RESULT])
    shown = entered.select_related("leaf").order_by("pk").last()
    if shown is None:
        return False
    visit = Visit.objects.select_related("site__region", "site__kind", "nature", "checklist")
    payload = result_payload(visit.get(pk=found.subject_id))
    same = digest(payload) == shown.document
    kind = "publication.resumed" if same else "publication.differs"
    body = {"shown": shown.document, "came": digest(payload)}
    record(kind=kind, subject=str(found.pk), actor="system", body=body)
    if same:
        fix(
            found,
            payload,
            None,
            datetime.fromisoformat(read_entry(bytes(shown.leaf.entry))["time"]),
        )
        finish_clock(("visit", found.subject_id), TERM, clock.now())
        tell_shown(found)
    return same


@transaction.atomic
def end_as_logged(*, kind: str, subject_id: UUID, as_kind: str) -> int:
    """Take off what the log says was taken back, in a restored database; give how many.

    kind: of the entry that was taken back; as_kind: of the entry that says so.  Who did it is
    not known any more; a takedown waits for its confirmation again.
    """
    named = {entry: publication for publication, entry in KINDS.items()}
    wanted = Publication.objects.filter(kind=named.get(kind, ""), state=State.PUBLISHED)
    wanted = (
        wanted.filter(subject_id=subject_id)
        if kind.startswith("draw.")
        else wanted.filter(pk=subject_id)
    )
    ended = list(wanted.select_for_update())
    for found in ended:
        found.state = State.TAKEN_DOWN if as_kind == TAKEN_DOWN else State.WITHDRAWN
        found.ended_at, found.end_reason = clock.now(), REASON
        if found.state == State.TAKEN_DOWN:
            await_confirmation(found)
        found.version += 1
        found.save()
        record(kind="publication.ended-as-logged", subject=str(found.pk), actor="system")
    return len(ended)
