"""What the database itself refuses in the registers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from backend.registers.models import (
    HomeManager,
    Interest,
    LegalPerson,
    Officer,
    SiteParty,
    SiteRevision,
)
from tests.backend import make
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


def party(**values: Any) -> SiteParty:
    given = {"role": "operator", "name": "合成", "valid_from": DAY}
    return SiteParty.objects.create(**{**given, **values})


def overlap() -> None:
    site = registers.site()
    party(site=site, valid_until=date(2026, 6, 30))
    party(site=site, valid_from=date(2026, 6, 30))


def two_numbers() -> None:
    site = registers.site()
    registers.site(legal_person=site.legal_person)


def interest(**values: Any) -> None:
    given = {"officer": registers.officer(), "kind": "hard", "reason": "kin", "valid_from": DAY}
    Interest.objects.create(**{**given, **values})


REFUSED: list[tuple[str, Callable[[], Any]]] = [
    ("legal_person_code_has_shape", lambda: LegalPerson.objects.create(uscc="X", name="x")),
    ("site_number_once_a_certificate", two_numbers),
    ("site_filed_has_certificate_number_and_day", lambda: registers.site(filing_number="")),
    ("site_not_filed_has_no_filing", lambda: registers.unfiled_site(filing_number="1")),
    ("site_number_is_digits", lambda: registers.site(number="A1")),
    ("site_party_one_at_a_time", overlap),
    (
        "site_party_ends_after_it_starts",
        lambda: party(site=registers.site(), valid_until=date(2025, 1, 1)),
    ),
    ("officer_has_certificate", lambda: registers.officer(certificate_number="")),
    ("officer_ends_after_starting", lambda: registers.officer(valid_until=date(2019, 1, 1))),
    ("interest_has_one_object", interest),
    ("interest_reason_fits_kind", lambda: interest(site=registers.site(), kind="soft")),
    (
        "manager_of_one_home",
        lambda: HomeManager.objects.create(person=make.person(), valid_from=DAY),
    ),
]


@pytest.mark.parametrize(("name", "write"), REFUSED, ids=[name for name, _ in REFUSED])
def test_the_database_refuses(name: str, write: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()

    assert name in str(refused.value)


def test_a_place_without_certificate_has_a_number_of_its_own() -> None:
    registers.unfiled_site(number="230102001")

    with pytest.raises(IntegrityError, match="site_number_once_without_certificate"):
        registers.unfiled_site(number="230102001")


def test_an_officer_certificate_belongs_to_one_officer() -> None:
    officer = registers.officer()

    with pytest.raises(IntegrityError):
        Officer.objects.create(
            name="x",
            department="民政",
            region=make.region(),
            certificate_number=officer.certificate_number,
            certificate_until=DAY,
            valid_from=DAY,
        )


def test_a_revision_is_never_changed() -> None:
    site = registers.site()
    revision = SiteRevision.objects.create(
        site=site,
        version=1,
        values={},
        valid_from=DAY,
        recorded_at=site.recorded_at,
        made_by="x",
        source="x",
    )

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        SiteRevision.objects.filter(pk=revision.pk).update(source="y")
