"""Builders for publication: results of synthetic visits (合成数据), due or shown."""

from typing import Any

from backend.accounts.models import Person
from backend.core import outbox
from backend.core.models import Event
from backend.inspections import services as inspections
from backend.inspections.models import Visit
from backend.publication import services
from backend.publication.models import Publication
from tests.backend import make
from tests.backend.inspections import make as visits


def concluded(visit: Visit | None = None) -> dict[str, Any]:
    """Conclude a visit and give the payload of its event."""
    visit = visit or visits.locked()
    inspections.conclude_visit({"visit": str(visit.pk)})
    return dict(Event.objects.get(name="visit.concluded", subject=str(visit.pk)).payload)


def due(visit: Visit | None = None) -> Publication:
    """Give a result that waits to be published."""
    payload = concluded(visit)
    services.enqueue_result(payload)
    return Publication.objects.get(subject_id=payload["visit"])


def published(visit: Visit | None = None, *, by: Person | None = None) -> Publication:
    """Give a result that everybody can read."""
    waiting = due(visit)
    return services.publish_result(publication_id=waiting.pk, by=by or make.person("publisher"))


def told(name: str, subject: object = "") -> None:
    """Let the events of a name be handled, of one subject or of all; other papers wait.

    Also the beginning of a name: "level." is everything that became of levels.
    """
    events = Event.objects.filter(name__startswith=name)
    for event in (events.filter(subject=str(subject)) if subject else events).order_by("pk"):
        outbox.deliver_event(event.pk)


def taken_down(by: Person) -> Publication:
    """Give a result that was taken down."""
    shown = published()
    return services.take_down(publication_id=shown.pk, reason="照片中可辨认老人", by=by)
