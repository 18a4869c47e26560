"""Reading papers, from who asks."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, Func, OuterRef, Q, QuerySet, Value

from backend.accounts.models import Person, Region
from backend.accounts.selectors import Caller, scope
from backend.core import objects
from backend.keys import services as keys
from backend.papers import formatting, templates
from backend.papers.models import Agency, Number, NumberBlock, Paper
from backend.papers.refusals import NotSealed, UnknownAgency


def visible_to(person: Person, own_sites: Collection[UUID] = ()) -> QuerySet[Paper]:
    """Give the papers of the person's duty area, and those of the homes he manages."""
    may = scope(person, field="region") | Q(site_id__in=own_sites)
    return Paper.objects.filter(may).select_related("region", "service")


def agency_for(region_code: str, department: str) -> Agency:
    """Give the authority of a region and department.

    Raises UnknownAgency.
    """
    found = Agency.objects.filter(region_code=region_code, department=department).first()
    if found is None:
        raise UnknownAgency(
            expected="an agency of the region and department",
            came=f"{region_code} {department}",
        )
    return found


def agencies_of(person: Caller, *roles: str) -> QuerySet[Agency]:
    """Give the authorities of the regions in which somebody holds one of the roles (any office)."""
    regions = Region.objects.filter(scope(person, *roles, field=""))
    return Agency.objects.filter(region_code__in=regions.values("code"))


def same_mark(mark: str) -> QuerySet[Agency]:
    """Give who holds a mark; a 检 ending it is said once in a number, so both are the same."""
    bare = mark.removesuffix("检")
    return Agency.objects.filter(mark__in=[bare, f"{bare}检"])


def numbers_under(mark: str) -> QuerySet[Number]:
    """Give the numbers ever given out under a mark, lent and void ones too."""
    return Number.objects.filter(agency=mark.removesuffix("检"))


def noting_use(rows: QuerySet[Agency]) -> QuerySet[Agency]:
    """Let each row say, as `used`, whether its mark is fixed by a number given out under it."""
    bare = Func(OuterRef("mark"), Value("检$"), Value(""), function="regexp_replace")
    return rows.annotate(used=Exists(Number.objects.filter(agency=bare)))


def is_asked_for(kind: str, subject_id: UUID) -> bool:
    """Say whether a paper of this kind about this subject was asked for already."""
    return Paper.objects.filter(kind=kind, subject_id=subject_id).exists()


def template_of(kind: str) -> dict[str, Any]:
    """Give what a tablet needs to render a kind offline: words, schema, digest of the words."""
    template = templates.load(kind)
    return {
        "kind": kind,
        "title": template.title,
        "text": template.text,
        "schema": template.schema,
        "digest": templates.digest(template),
    }


def block_for_package(block: NumberBlock) -> dict[str, Any]:
    """Give a block as a tablet carries it: the numbers it may still use, ready to print."""
    word = templates.load(block.kind).mark
    free = block.numbers.filter(state=Number.State.LEASED).order_by("n").values_list("n", flat=True)
    return {
        "id": str(block.pk),
        "kind": block.kind,
        "year": block.year,
        "numbers": [formatting.number(block.agency, word, block.year, n) for n in free],
    }


def verify_address(paper: Paper) -> str:
    """Give the address its QR code leads to."""
    return f"{settings.PUBLIC_ADDRESS}/verify/{paper.verify_code}"


def paper_by_code(code: str) -> dict[str, Any] | None:
    """Give what the public may know of a paper by its printed code; None when there is none.

    No name, no words of the paper: what it is, whose, when, and the digests to compare with.
    """
    paper = Paper.objects.filter(verify_code=code.replace("-", "").upper()).first()
    if paper is None:
        return None
    return {
        "title": templates.load(paper.kind).title,
        "number": paper.number,
        "agency": paper.context.get("agency", ""),
        "issued_on": paper.context.get("issued_on", ""),
        "state": paper.state,
        "state_label": paper.get_state_display(),
        "text_digest": paper.text_digest,
        "archive_sha256": paper.archive_sha256,
        "public_sha256": paper.public_sha256,
        "sealed_at": paper.sealed_at,
    }


def file_of(paper: Paper, version: str) -> bytes:
    """Read a version of a sealed paper: archive or public.

    Raises NotSealed while there is no file.
    """
    if paper.state != Paper.State.SEALED:
        raise NotSealed(expected="a sealed paper", came=paper.state, do="try again in a minute")
    if version == "public" or paper.archive_content_key is None:
        return objects.get(paper.public_key)
    return keys.unseal(paper.archive_content_key, objects.get(paper.archive_key))


def paper_line(paper: Paper) -> dict[str, Any]:
    """Say a paper in one line."""
    service = getattr(paper, "service", None)
    return {
        "id": str(paper.pk),
        "kind": paper.kind,
        "title": templates.load(paper.kind).title,
        "number": paper.number,
        "subject": {"type": paper.subject_type, "id": str(paper.subject_id)},
        "state": paper.state,
        "state_label": str(paper.get_state_display()),
        "served_on": service.served_on.isoformat() if service else None,
        "service_state": service.state if service else None,
    }


def paper_detail(paper: Paper) -> dict[str, Any]:
    """Say all of a paper: its words, defects and digests."""
    return {
        **paper_line(paper),
        "text": paper.text,
        "text_digest": paper.text_digest,
        "defects": paper.defects,
        "error": paper.error,
        "verify_address": verify_address(paper),
        "archive_sha256": paper.archive_sha256,
        "public_sha256": paper.public_sha256,
        "sealed_at": paper.sealed_at.isoformat() if paper.sealed_at else None,
    }
