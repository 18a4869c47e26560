"""The short names by which the rows speak of the things and people of a world."""

from __future__ import annotations

import json
from typing import Any

from infra.demo.cast import ADMINISTRATOR


def names_of(kept: dict[str, Any]) -> dict[str, str]:
    """Give the short names under which the rows speak of things, as far as they exist."""
    names = {key: value for key, value in kept.items() if isinstance(value, str)}
    names |= {f"person_{key}": value for key, value in kept.get("people", {}).items()}
    names |= {f"officer_{key}": value for key, value in kept.get("officers", {}).items()}
    for name in ("plan", "quota", "task", "draw", "checklist"):
        if name in kept:
            names[name] = kept[name]["id"]
    if "checklist" in kept:
        names["digest"] = kept["checklist"]["digest"]
    if "plan" in kept:
        names |= {key: kept["plan"][key] for key in ("window_from", "window_until")}
    if "sites" in kept:
        labels = sorted(kept["sites"])
        names["site"] = kept["sites"][next(one for one in labels if kept["holders"][one])]
        names["unfiled"] = kept["sites"][next(one for one in labels if not kept["holders"][one])]
        names["holder"] = kept["holders"][next(one for one in labels if kept["holders"][one])]
    for number, row in enumerate(kept.get("visits", ())[:2], 1):
        names[f"visit{number}"], names[f"label{number}"] = row["visit"], row["label"]
        names[f"site{number}"] = row["site"]
        for seat, officer in enumerate(row["officers"][:2], 1):
            names[f"seat{number}{seat}"] = officer
    if isinstance(kept.get("approved_only"), dict):
        names["approved"] = kept["approved_only"]["visit"]
    return names


def logins_of(kept: dict[str, Any]) -> dict[str, str]:
    """Give who is whom: the cast, and "lead" and "second" of the first visit."""
    people_ids = {**kept.get("people", {}), ADMINISTRATOR: kept["admin"]}
    names = {v: k for k, v in kept.get("officers", {}).items()}
    for number, row in enumerate(kept.get("visits", ())[:2], 1):
        for seat, officer in zip(("lead", "second"), row["officers"], strict=False):
            if officer in names:
                people_ids[f"{seat}{number}"] = people_ids[names[officer]]
    if "untouched_lead" in kept:
        people_ids["lead3"] = people_ids[names[kept["untouched_lead"]]]
    return people_ids


def copy_of(kept: dict[str, Any]) -> dict[str, Any]:
    """Give a copy that later steps do not touch."""
    found: dict[str, Any] = json.loads(json.dumps(kept))
    return found
