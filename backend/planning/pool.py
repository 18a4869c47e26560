"""Turning a quota into the pool of a draw: strata, skips, officers as tokens, recusals as pairs."""

import re
import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from backend.draws.refusals import OfficersShort
from backend.planning.models import Plan, Quota, Task
from backend.planning.refusals import LabelForm
from backend.registers.models import Interest, Officer
from backend.registers.selectors import interests_on, officers_valid_on
from scoring.homes import home_of
from scoring.policy import read_policy
from scoring.quota import ALWAYS

Json = dict[str, Any]

# code or -, site number, name, separated by single spaces; Source: draws.md, freeze
LABEL = re.compile(r"(-|[0-9A-HJ-NPQRTUWXY]{18}) ([0-9]{2,16}) (\S.*\S|\S)")
VISITED = "本年度已检查或已安排检查"
CAPPED = "已达年度检查频次上限"
SOFT_WEIGHT = 1  # counts as one visit more; Source: draws.md 5


@dataclass(frozen=True, slots=True)
class Tokens:
    """Officers under tokens of this draw only (检查人员代号); who is who is sealed."""

    officers: dict[str, Officer]

    @property
    def by_officer(self) -> dict[UUID, str]:
        """Give the token of each officer."""
        return {officer.pk: token for token, officer in self.officers.items()}

    def map(self) -> dict[str, str]:
        """Give token → officer id, to be sealed."""
        return {token: str(officer.pk) for token, officer in self.officers.items()}


def pool_of(task: Task, tokens: Tokens, on: date) -> Json:
    """Give POOL.json without sources and what the draw makes itself.

    Every home of the quota stands in it; those done this year or at their cap are skipped
    with that reason, so the chance of the others is quota ÷ not skipped.

    Raises LabelForm.
    """
    homes = task.quota.homes
    demand_labels([home["label"] for home in homes])
    return {
        "title": task.title,
        "strata": strata_of(task.quota),
        "skip": skipped(task.quota),
        "officers": [
            {
                "token": token,
                "department": officer.department,
                "valid_until": officer.certificate_until.isoformat(),
            }
            for token, officer in sorted(tokens.officers.items())
        ],
        "recusals": recusals(tokens, homes, on),
        "teams": [
            {
                "department": department,
                "officers": task.plan.nature.min_officers,
                "until": task.window_until.isoformat(),
            }
            for department in task.plan.departments
        ],
    }


def demand_labels(labels: list[str]) -> None:
    """Refuse a label of another form, and two that share code and site number."""
    seen: dict[tuple[str, str], str] = {}
    for label in labels:
        match = LABEL.fullmatch(label)
        key = (match[1], match[2]) if match else ("", "")
        if match is None or key in seen:
            raise LabelForm(
                "a label names one site",
                expected="code or -, site number, name, separated by single spaces; once",
                came=f"{label} / {seen[key]}" if key in seen else label,
                do="mend the register",
                place="label",
            )
        seen[key] = label


def strata_of(quota: Quota) -> list[Json]:
    """Give the quota's strata with their labels; strata without a quota stay in the pool."""
    names = {row["name"] for row in quota.output["strata"]}
    labels: dict[str, list[str]] = {row["name"]: [] for row in quota.output["strata"]}
    rules = read_policy(quota.policy)
    for row in quota.homes:
        home = home_of({key: value for key, value in row.items() if key != "site"}, row["label"])
        name = " ".join(filter(None, map(home.column, rules.strata))) or "*"
        if rules.is_always(home) and f"{name} {ALWAYS}" in names:
            name = f"{name} {ALWAYS}"
        labels[name].append(home.label)
    return [
        {"name": row["name"], "quota": row["to_draw"], "labels": labels[row["name"]]}
        for row in quota.output["strata"]
    ]


def skipped(quota: Quota) -> list[Json]:
    """Give the announced constraints: homes visited this year, or at their cap."""
    cap = quota.policy.get("cap")
    return [
        {"label": home["label"], "reason": VISITED if home["done_this_year"] else CAPPED}
        for home in quota.homes
        if home["done_this_year"] or cap == 0
    ]


def tokens_for(plan: Plan, until: date, on: date) -> Tokens:
    """Give every officer of the plan's departments and region a token of this draw.

    Raises OfficersShort when a department has fewer certified for the whole window than
    each visit takes.
    Source: 行政处罚法 42 (two officers); law-and-office.md 1 (of each department).
    """
    found: list[Officer] = []
    for department in plan.departments:
        officers = list(officers_valid_on(on, department, plan.region))
        certified = [one for one in officers if one.certificate_until >= until]
        if len(certified) < plan.nature.min_officers:
            raise OfficersShort(
                f"{department} lacks officers",
                expected=f"at least {plan.nature.min_officers} certified until {until}",
                came=str(len(certified)),
                do="enter or renew certificates, or shorten the window",
                place=department,
            )
        found += officers
    return Tokens({f"P{secrets.token_hex(6)}": officer for officer in found})


def recusals(tokens: Tokens, homes: list[Json], on: date) -> list[Json]:
    """Give the pairs that are barred (hard) or weighed (soft); the reasons stay in the register.

    Source: law-and-office.md 6.
    """
    label_of = {UUID(home["site"]): home["label"] for home in homes}
    officers = Officer.objects.filter(pk__in=tokens.by_officer)
    token_of = tokens.by_officer
    pairs = [
        {"officer": token_of[officer], "label": label_of[site]}
        | ({} if kind == Interest.Kind.HARD else {"weight": SOFT_WEIGHT})
        for officer, sites in interests_on(on, officers).items()
        for site, kind in sites.items()
        if site in label_of
    ]
    return sorted(pairs, key=lambda pair: (str(pair["officer"]), str(pair["label"])))
