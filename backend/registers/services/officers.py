"""Officers and assessors, and what bars them (执法检查人员, 评定人员, 回避)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from backend.accounts.models import Person, Region
from backend.core import clock
from backend.oplog.services import record
from backend.registers.models import AssessorYear, Interest, LegalPerson, Officer, Site
from backend.registers.refusals import (
    AssessorYearWrong,
    CertificateExpired,
    CertificateTaken,
    InterestKindDiffers,
    InterestNeedsObject,
    NotAnAssessor,
    PersonIsOfficer,
    TermEndsEarly,
)

SOFT = frozenset({Interest.Reason.VISITED_LAST_TIME, Interest.Reason.RESIDENCE})


@transaction.atomic
def add_officer(
    *,
    name: str,
    department: str,
    region: Region,
    certificate_number: str,
    certificate_until: date,
    actor: str,
    pool: str = Officer.Pool.ENFORCEMENT,
    person: Person | None = None,
    skills: list[str] | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Officer:
    """Enter a certified officer, or an assessor (登记执法检查人员, 登记评定人员).

    Raises CertificateTaken, CertificateExpired, PersonIsOfficer, TermEndsEarly.
    """
    starts = valid_from or clock.today()
    _check_term(starts, valid_until)
    _check_certificate(certificate_number, certificate_until)
    if person and Officer.objects.filter(person=person, pool=pool).exists():
        raise PersonIsOfficer(came=person.username, do="在名录中查找该人员")
    officer = Officer.objects.create(
        pool=pool,
        person=person,
        name=name,
        department=department,
        region=region,
        certificate_number=certificate_number,
        certificate_until=certificate_until,
        skills=skills or [],
        valid_from=starts,
        valid_until=valid_until,
    )
    record(kind="officer.added", subject=str(officer.pk), actor=actor, body={"pool": pool})
    return officer


@transaction.atomic
def record_assessor_year(
    *,
    officer: Officer,
    year: int,
    trained_on: date,
    actor: str,
    examined_on: date | None = None,
    passed: bool = False,
) -> AssessorYear:
    """Write down an assessor's training and examination of a year (年度培训和考试).

    Written again, the year's row is brought up to date: an examination follows its training.
    Raises NotAnAssessor, AssessorYearWrong.
    """
    if officer.pool != Officer.Pool.ASSESSMENT:
        raise NotAnAssessor(expected="评定人员", came=officer.get_pool_display(), do="核对人员")
    _check_year(year, trained_on, examined_on, passed)
    row, _ = AssessorYear.objects.update_or_create(
        officer=officer,
        year=year,
        defaults={"trained_on": trained_on, "examined_on": examined_on, "passed": passed},
    )
    body = {"year": year, "passed": passed}
    record(kind="assessor-year.recorded", subject=str(officer.pk), actor=actor, body=body)
    return row


def _check_year(year: int, trained_on: date, examined_on: date | None, passed: bool) -> None:
    """The training lies in its year and not ahead; who passed was examined after it."""
    today = clock.today()
    if trained_on.year != year or trained_on > today:
        raise AssessorYearWrong(
            expected=f"{year} 年内、不晚于 {today} 的培训日期",
            came=trained_on.isoformat(),
            place="trained_on",
            do="核对培训记录",
        )
    if (examined_on is None and passed) or (examined_on and not trained_on <= examined_on <= today):
        raise AssessorYearWrong(
            expected=f"{trained_on} 至 {today} 之间的考试日期",
            came=examined_on.isoformat() if examined_on else "无",
            place="examined_on",
            do="核对考试记录",
        )


@transaction.atomic
def declare_interest(
    *,
    officer: Officer,
    kind: str,
    reason: str,
    actor: str,
    site: Site | None = None,
    legal_person: LegalPerson | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Interest:
    """Write down why an officer should not visit a home (申报回避); twice is once.

    Raises InterestNeedsObject, InterestKindDiffers, TermEndsEarly.
    """
    if (site is None) == (legal_person is None):
        raise InterestNeedsObject(do="site 和 legal_person 只填其一")
    expected = Interest.Kind.SOFT if reason in SOFT else Interest.Kind.HARD
    if kind != expected:
        raise InterestKindDiffers(expected=expected, came=kind, do="按回避事由填写回避方式")
    starts = valid_from or clock.today()
    _check_term(starts, valid_until)
    interest, made = Interest.objects.get_or_create(
        officer=officer,
        site=site,
        legal_person=legal_person,
        kind=kind,
        reason=reason,
        valid_from=starts,
        valid_until=valid_until,
    )
    if made:
        record(kind="interest.declared", subject=str(officer.pk), actor=actor)
    return interest


def _check_certificate(number: str, until: date) -> None:
    if until < clock.today():
        raise CertificateExpired(
            expected="有效期未满的证件", came=until.isoformat(), do="换证后再登记"
        )
    if Officer.objects.filter(certificate_number=number).exists():
        raise CertificateTaken(came=number, do="核对证件号码")


def _check_term(first: date, last: date | None) -> None:
    if last and last < first:
        raise TermEndsEarly(
            expected=f"不早于 {first.isoformat()}", came=last.isoformat(), do="改正截止日期"
        )
