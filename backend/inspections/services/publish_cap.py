"""How often homes may be entered in a year: set once, by the head (公布年度频次上限)."""

from django.db import IntegrityError, transaction

from backend.accounts.models import Region
from backend.inspections.models import Cap
from backend.inspections.refusals import CapPublished
from backend.oplog.services import record


@transaction.atomic
def publish_cap(
    *, region: Region, department: str, year: int, visits: int, source: str, actor: str
) -> Cap:
    """Publish the cap of a department's checks of one home in a year.

    source: the document that sets it.  Raises CapPublished when there is one already.
    """
    try:
        with transaction.atomic():
            cap = Cap.objects.create(
                region=region, department=department, year=year, visits=visits, source=source
            )
    except IntegrityError as fault:
        raise CapPublished(
            f"{region.code} {department} {year} has its cap",
            expected="a year without a cap",
            came=str(year),
            do="a published cap stays for its year",
        ) from fault
    body = {"department": department, "year": year, "visits": visits}
    record(kind="cap.published", subject=region.code, actor=actor, body=body)
    return cap
