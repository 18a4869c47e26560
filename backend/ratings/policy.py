"""Reading and choosing rating policies (评定规则)."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q
from jsonschema import Draft202012Validator

from backend.accounts.models import Region
from backend.ratings.models import RatingPolicy
from backend.ratings.refusals import PolicyMissing, PolicyUnusable

FOLDER = Path(__file__).parent / "policies"
SHARES = ("committee_quorum", "committee_majority", "spot_share")


@dataclass(frozen=True, slots=True)
class Rules:
    """A policy's values, ready to use; `RatingPolicy.document` has the source of each."""

    notice_working_days: int
    below_applied: str
    re_application_months: int
    first_cap: str | None
    one_step_up: bool
    upgrade_after_months: int
    min_beds: int
    open_years: int
    barred_years: int
    feedback_days: int
    review_days: int
    answer_days: int
    appeal_days: int
    appeal_answer_days: int
    validity_years: int
    renew_months: int
    plaque_from: str | None
    min_assessors: int
    decided_by: dict[str, str] | None
    committee_members: int
    committee_quorum: Fraction
    committee_majority: Fraction
    hearing_days: int
    spot_share: Fraction


def check(document: dict[str, Any]) -> None:
    """Refuse a document that leaves the schema; raises PolicyUnusable."""
    fault = next(iter(sorted(_validator().iter_errors(document), key=str)), None)
    if fault is not None:
        place = ".".join(str(step) for step in fault.absolute_path)
        raise PolicyUnusable(fault.message, place=place, do="see policies/schema.json")


def rules_of(policy: RatingPolicy) -> Rules:
    """Give the values of a policy."""
    check(policy.document)
    values: dict[str, Any] = {one.name: policy.document[one.name]["value"] for one in fields(Rules)}
    values |= {name: Fraction(values[name]) for name in SHARES}
    return Rules(**values)


def source_of(policy: RatingPolicy, name: str) -> str:
    """Give where a policy's value comes from, marked where it is provisional."""
    entry = policy.document[name]
    provisional = entry["confidence"] == "provisional"
    return f"{entry['source']}{'（待核）' if provisional else ''}"


def policy_for(region: Region, on: date) -> RatingPolicy:
    """Give the policy of the nearest region upwards on a day; raises PolicyMissing."""
    upwards = region.path.strip("/").split("/")
    here = Q(region__in=upwards) | Q(region=None)
    rows = RatingPolicy.objects.filter(here, valid_from__lte=on).select_related("region")
    found = max(rows, key=lambda row: (_depth(row), row.valid_from), default=None)
    if found is None:
        raise PolicyMissing(expected=f"a policy for {region.name} on {on}", do="add one")
    return found


def _depth(row: RatingPolicy) -> int:
    return len(row.region.path) if row.region else 0


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)
