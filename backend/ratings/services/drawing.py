"""Having the assessors of accepted applications drawn (抽取评定人员)."""

from __future__ import annotations

import json
import secrets
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.core.canonical import canonical
from backend.core.refusals import Missing
from backend.draws import selectors as draws
from backend.draws.models import Draw
from backend.draws.services import Witness, announce_draw
from backend.inspections.models import Nature
from backend.keys import services as keys
from backend.oplog.services import record
from backend.ratings.models import Application, AssessorDuty, Round, RoundDraw
from backend.ratings.policy import rules_of
from backend.ratings.refusals import NothingToDraw, RoundDaysWrong
from backend.registers.models import HomeManager, Interest, Officer
from backend.registers.models.sites import on
from backend.registers.selectors import assessors_valid_on, interests_on

RATING = "rating"
CREW = "评定人员"  # assessors of all organisations are one team
STRATUM = "等级评定"
SOFT_WEIGHT = 1  # counts as one visit more; Source: draws.md 5
LIVE = (Draw.State.ANNOUNCED, Draw.State.DRAWN)

Pairs = dict[UUID, dict[UUID, str]]  # officer → site → hard or soft


@transaction.atomic
def draw_assessors(
    *,
    round_id: UUID,
    until: date,
    by: Person,
    sources: list[dict[str, Any]] | None = None,
    witness: Witness | None = None,
) -> RoundDraw:
    """Announce the draw of assessors for every accepted home that has none (抽取评定人员).

    Every home is visited, so that only persons are drawn: under tokens, at least as many a
    home as policy and nature say, never one with a hard interest.  Takes public sources, or
    for an immediate draw the outside witness.  until: the last day of the visits.

    Raises NothingToDraw, RoundDaysWrong, OfficersShort, and what `announce_draw` raises.
    """
    round_ = Round.objects.select_for_update(of=("self",)).select_related("region", "policy")
    found = round_.filter(pk=round_id).first()
    if found is None:
        raise Missing(f"no round {round_id}")
    today = clock.today()
    if until < today:
        raise RoundDaysWrong(expected=f"{today} or later", came=str(until), place="until")
    waiting = _waiting(found)
    tokens = {f"A{secrets.token_hex(6)}": one for one in assessors_valid_on(today, found.region)}
    pool = _pool(found, waiting, tokens, until)
    if witness is None:
        pool["sources"] = sources or []
    draw = announce_draw(pool=pool, region=found.region, by=by, witness=witness)
    secret = canonical({token: str(one.pk) for token, one in tokens.items()})
    tokens_key, sealed = keys.seal(secret)
    made = RoundDraw.objects.create(
        round=found,
        draw=draw,
        until=until,
        labels={one.site.label: str(one.pk) for one in waiting},
        tokens_key=tokens_key,
        tokens_sealed=sealed,
    )
    body = {"draw": str(draw.pk), "homes": len(waiting), "assessors": len(tokens)}
    record(kind="round.draw_announced", subject=str(found.pk), actor=str(by.pk), body=body)
    return made


@transaction.atomic
def assign_drawn_assessors(payload: dict[str, Any]) -> None:
    """Handle draw.drawn: write who assesses whom, by seat in drawn order; twice is once."""
    row = RoundDraw.objects.select_related("draw", "round").filter(draw=payload["draw"]).first()
    if row is None:
        return
    round_ = Round.objects.select_for_update().get(pk=row.round_id)
    number = row.draw.iterations.count()
    officers = opened_tokens(row)
    there = set(AssessorDuty.objects.filter(draw=row.draw).values_list("application_id", flat=True))
    AssessorDuty.objects.bulk_create(
        AssessorDuty(
            application_id=application,
            draw=row.draw,
            officer_id=officers[token],
            seat=seat,
            iteration=number,
        )
        for application, crew in _crews(row).items()
        if application not in there
        for seat, token in enumerate(crew, 1)
    )
    if round_.state == Round.State.ANNOUNCED:
        round_.state = Round.State.ASSESSING
        round_.save(update_fields=["state"])
    body = {"draw": str(row.draw_id), "iteration": number}
    record(kind="round.assessors_drawn", subject=str(round_.pk), actor="system", body=body)


def opened_tokens(row: RoundDraw) -> dict[str, UUID]:
    """Unseal which token is which assessor."""
    plain = keys.unseal(row.tokens_key, bytes(row.tokens_sealed))
    return {token: UUID(officer) for token, officer in json.loads(plain).items()}


def barred_pairs(officers: list[UUID], sites: dict[UUID, UUID | None], day: date) -> Pairs:
    """Give who is barred from which of some sites (site → holder): declared, or acts for it."""
    found = interests_on(day, Officer.objects.filter(pk__in=officers))
    acts = HomeManager.objects.filter(on(day), person__officers__in=officers)
    for officer, site, holder in acts.values_list("person__officers", "site", "legal_person"):
        for one, its_holder in sites.items():
            if one == site or (holder is not None and its_holder == holder):
                found.setdefault(officer, {})[one] = Interest.Kind.HARD
    return found


def _waiting(round_: Round) -> list[Application]:
    """Give the accepted applications without assessors and without a draw under way.

    A draw is under way until its assessors are written down.
    """
    pending = list(round_.draws.filter(draw__state__in=LIVE))
    given = AssessorDuty.objects.filter(draw__in=[row.draw_id for row in pending])
    written = {(draw, str(one)) for draw, one in given.values_list("draw", "application")}
    drawn = {
        one for row in pending for one in row.labels.values() if (row.draw_id, one) not in written
    }
    rows = round_.applications.filter(state=Application.State.ACCEPTED)
    rows = rows.exclude(duties__released_at=None, duties__isnull=False).exclude(pk__in=drawn)
    waiting = list(rows.select_related("site__legal_person").order_by("pk"))
    if not waiting:
        raise NothingToDraw(do="accept an application first")
    return waiting


def _pool(
    round_: Round, waiting: list[Application], tokens: dict[str, Officer], until: date
) -> dict[str, Any]:
    labels = [one.site.label for one in waiting]
    nature = Nature.objects.get(pk=RATING)
    crew = max(rules_of(round_.policy).min_assessors, nature.min_officers)
    return {
        "title": f"{round_.title}：抽取评定人员",
        "strata": [{"name": STRATUM, "quota": len(labels), "labels": labels}],
        "officers": [
            {"token": token, "department": CREW, "valid_until": one.certificate_until.isoformat()}
            for token, one in sorted(tokens.items())
        ],
        "recusals": _recusals(waiting, tokens),
        "teams": [{"department": CREW, "officers": crew, "until": until.isoformat()}],
    }


def _recusals(waiting: list[Application], tokens: dict[str, Officer]) -> list[dict[str, Any]]:
    """Give the pairs that are barred or weighed; the reasons stay in the register."""
    label_of = {one.site_id: one.site.label for one in waiting}
    token_of = {one.pk: token for token, one in tokens.items()}
    sites = {one.site_id: one.site.legal_person_id for one in waiting}
    pairs = [
        {"officer": token_of[officer], "label": label_of[site]}
        | ({} if kind == Interest.Kind.HARD else {"weight": SOFT_WEIGHT})
        for officer, barred in barred_pairs(list(token_of), sites, clock.today()).items()
        for site, kind in barred.items()
        if site in label_of and officer in token_of
    ]
    return sorted(pairs, key=lambda pair: (str(pair["officer"]), str(pair["label"])))


def _crews(row: RoundDraw) -> dict[UUID, list[str]]:
    """Give the tokens of each application, in drawn order."""
    visits = draws.last_iteration(row.draw).get("visits", [])
    return {
        UUID(row.labels[visit["label"]]): [
            token for team in visit["teams"] for token in team["officers"]
        ]
        for visit in visits
    }
