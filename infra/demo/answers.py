"""What a home says of itself, and what assessors see: answers to a rating checklist (自评, 评定).

Made from the published checklist alone.
"""

from fractions import Fraction
from math import ceil
from typing import Any

Json = dict[str, Any]
# Where the home thinks better of itself than the assessors do.
SEEN: Json = {
    "environment.signs.complete": "C",
    "service.meals.menu": "no",
    "service.meals.hygiene": "no",
    "service.daily_care.night": "no",
}
TENTH = 10
SERVICES = 13  # that a home offers when it lacks nothing


def items_of(bundle: Json) -> list[Json]:
    """Give every item of a checklist, in its order."""
    return [item for chapter in bundle["chapters"] for item in chapter["items"]]


def best(item: Json, facts: dict[str, str]) -> Any:
    """Give the answer of a home that lacks nothing; what is counted, as many as needed."""
    rule, given = item["rule"], item["with"]
    match rule:
        case "yes_no":
            return "yes"
        case "sampled_share":
            return {"looked_at": given["sample_min"], "passed": given["sample_min"]}
        case "bands":
            return given["bands"][0]["at_least"]
        case "choice":
            return max(given["options"], key=lambda one: Fraction(one["points"]))["id"]
        case "best_of":
            return [one["id"] for one in given["options"]]
        case "sum_of":
            return {one["id"]: "yes" for one in given["parts"]}
        case "grade_abc":
            return "A"
        case "deduct_each":
            return 0
        case "count_each":
            return ceil(Fraction(given["cap"]) / Fraction(given["each"]))
        case "fraction_of":
            needed = given["required"]
            return str(ceil(int(facts[needed["fact"]]) * Fraction(str(needed["times"]))))
        case "expert":
            return {"points": given["most"], "reason": "资料齐全，现场核对一致（合成数据）"}
    raise ValueError(f"no answer is known for the rule {rule}")


def fair(item: Json, facts: dict[str, str]) -> Any:
    """Give the answer of a home that does well: one in ten is not as it should be."""
    sample = item["with"].get("sample_min", 0)
    must = item["base"] or item["veto"]
    if item["rule"] == "sampled_share" and not must and sample >= TENTH:
        return {"looked_at": sample, "passed": sample - sample // TENTH}
    if item["rule"] == "grade_abc":
        return "B"
    if item["rule"] == "count_each":
        return best(item, facts) // 2
    return best(item, facts)


def facts_of(bundle: Json, beds: int, services: int = SERVICES) -> dict[str, str]:
    """Give the facts of a home that offers so many services: three fifths of its beds are taken."""
    told = {
        "residents": str(beds * 3 // 5),
        "beds": str(beds),
        "services_offered": str(services),
        "offers_rehabilitation": "yes",
        "offers_education": "yes",
        "offers_home_visits": "yes",
        "major_hazard": "no",
    }
    asked = {one["name"] for one in bundle["facts"]}
    return {name: value for name, value in told.items() if name in asked}


def answers_of(bundle: Json, facts: dict[str, str], others: Json | None = None) -> Json:
    """Give a fair answer to every item; others: what is otherwise."""
    return {item["id"]: fair(item, facts) for item in items_of(bundle)} | (others or {})
