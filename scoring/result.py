"""What a rule awards and what the engine finds, before it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

FactValue = Decimal | str
Facts = Mapping[str, FactValue]

Outcome = Literal["pass", "fail", "not_applicable", "not_answered"]


class Words(NamedTuple):
    """The same sentence in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Award:
    """Points (得分) for one answer and the reason in words.

    complete: False where part of the answer, or a fact the rule needs, is still missing.
    """

    points: Decimal
    why: Words
    complete: bool = True
