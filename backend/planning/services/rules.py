"""Entering floors and policies: dated data with a source."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from backend.accounts.models import Region
from backend.core.canonical import digest
from backend.oplog.services import record
from backend.planning.models import Floor, Policy
from backend.planning.rules import demand_usable


@transaction.atomic
def set_floor(
    *,
    region: Region | None,
    department: str,
    kind: str,
    amount: Decimal,
    valid_from: date,
    source: str,
    actor: str,
) -> Floor:
    """Enter a floor from a day on (登记抽查下限); region None is the whole country."""
    floor = Floor.objects.create(
        region=region,
        department=department,
        kind=kind,
        amount=amount,
        valid_from=valid_from,
        source=source,
    )
    body = {"region": region.pk if region else "", "kind": kind, "amount": str(amount)}
    record(kind="floor.set", subject=str(floor.pk), actor=actor, body=body)
    return floor


@transaction.atomic
def load_policy(
    *,
    code: str,
    document: dict[str, Any],
    valid_from: date,
    source: str,
    actor: str,
    region: Region | None = None,
) -> Policy:
    """Enter one version of a policy (登记抽查政策); the same code twice is the same policy.

    document: POLICY.yaml without id and on; ``sizes`` gives the bounds of the bed bands, and
    a condition may say ``filed_within_working_days``.

    Raises PolicyUnusable when the engine cannot read it or a class would become public.
    """
    demand_usable(document)
    policy, made = Policy.objects.get_or_create(
        code=code,
        defaults={
            "region": region,
            "document": document,
            "digest": digest(document),
            "valid_from": valid_from,
            "source": source,
        },
    )
    if made:
        body = {"code": code, "digest": policy.digest}
        record(kind="policy.loaded", subject=str(policy.pk), actor=actor, body=body)
    return policy
