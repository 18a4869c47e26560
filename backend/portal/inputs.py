"""Fields for the answers of a checklist (自评填写项): from a rule's kind to a form, and back.

Typed is what stands in a form: name → values, as a browser sends it. `fields_of` shows it,
`read` makes an answer of it, `as_typed` gives it for an answer that is kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.look.days import english

Typed = Mapping[str, Sequence[str]]
Data = Mapping[str, Any]
YES_NO = (("yes", gettext_lazy("是")), ("no", gettext_lazy("否")))
GOOD_BAD = (("yes", gettext_lazy("符合")), ("no", gettext_lazy("不符合")))
ABC = (("A", gettext_lazy("符合")), ("B", gettext_lazy("基本符合")), ("C", gettext_lazy("不符合")))
NONE = "-"  # of several options: none holds
REASON = 500  # characters
MOST = 1_000_000


class Wrong(ValueError):
    """What was typed cannot be an answer; its words are for the reader."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice; points: what it earns, where that is told."""

    value: str
    label: Any
    points: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field. shape: radio, checks, number or text; whole: digits only."""

    name: str
    shape: str
    label: Any
    options: tuple[Option, ...] = ()
    typed: str = ""
    unit: str = ""
    whole: bool = False


def fields_of(kind: str, data: Data, name: str, typed: Typed) -> Iterator[Field]:
    """Give the fields of a rule with what is typed in them."""
    if kind == "sum_of":
        for one in data["parts"]:
            for field in fields_of(*_part(one, name), typed):
                label = said(one.get("title") or one["id"])
                yield Field(**{**_plain(field), "label": f"{label} {field.label}".strip()})
    elif options := _options(kind, data):
        yield _choice(kind, options, name, typed)
    elif kind == "sampled_share":
        unit = said(data.get("unit"))
        yield _number(f"{name}:looked_at", _("检查数"), typed, unit, whole=True)
        yield _number(f"{name}:passed", _("合格数"), typed, unit, whole=True)
    elif kind == "expert":
        between = {"least": data.get("least", "0"), "most": data["most"]}
        label = _("自评分（%(least)s 至 %(most)s 分）") % between
        yield _number(f"{name}:points", label, typed, _("分"))
        yield Field(f"{name}:reason", "text", _("理由"), typed=one_of(typed, f"{name}:reason"))
    else:
        share = _is_share(kind, data)
        unit = "%" if share else said(data.get("unit"))
        yield _number(name, _label(kind), typed, unit, whole=kind in COUNTS)


def read(kind: str, data: Data, name: str, typed: Typed) -> Any:
    """Make an answer of what is typed; None for nothing. Raises Wrong."""
    if kind == "sum_of":
        told = {one["id"]: read(*_part(one, name), typed) for one in data["parts"]}
        return {key: value for key, value in told.items() if value is not None} or None
    if options := _options(kind, data):
        return _read_choice(kind, options, typed.get(name, ()))
    if kind == "sampled_share":
        return _read_sample(name, typed)
    if kind == "expert":
        return _read_judgement(data, name, typed)
    text = one_of(typed, name)
    if not text:
        return None
    if kind in COUNTS:
        return whole(text) if kind != "count" else str(whole(text))  # facts are told as text
    value = decimal(text)
    return _plain_number(value / 100) if _is_share(kind, data) else _plain_number(value)


def as_typed(kind: str, data: Data, name: str, value: Any) -> dict[str, list[str]]:
    """Give a kept answer as it would be typed."""
    if kind == "sum_of":
        told: dict[str, list[str]] = {}
        for one in data["parts"]:
            if one["id"] in value:
                told |= as_typed(*_part(one, name), value[one["id"]])
        return told
    if kind == "best_of":
        return {name: list(value) or [NONE]}
    if isinstance(value, dict):
        return {f"{name}:{key}": [str(one)] for key, one in value.items()}
    if _is_share(kind, data):
        return {name: [_plain_number(Decimal(str(value)) * 100)]}
    return {name: [str(value)]}


def one_of(typed: Typed, name: str) -> str:
    """Give the text of a field; full-width digits count as plain ones."""
    found = typed.get(name, ())
    return unicodedata.normalize("NFKC", found[-1]).strip() if found else ""


def whole(text: str) -> int:
    """Read a count; raises Wrong."""
    if not (text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= MOST):
        raise Wrong(_("填整数，不带单位"))
    return int(text)


def decimal(text: str) -> Decimal:
    """Read a number; raises Wrong."""
    try:
        value = Decimal(text)
    except InvalidOperation as fault:
        raise Wrong(_("填数字，不带单位")) from fault
    if not value.is_finite() or not 0 <= value < 1000 * MOST:
        raise Wrong(_("填数字，不带单位"))
    if value != value.quantize(Decimal("0.000001")):
        raise Wrong(_("小数不超过 6 位"))
    return value


def said(raw: Any) -> str:
    """Give a text as it stands in a checklist: one text, or one for each language."""
    if isinstance(raw, Mapping):
        return str(raw["en" if english() else "zh"])
    return "" if raw is None else str(raw)


COUNTS = ("count_each", "deduct_each", "count")


def _label(kind: str) -> Any:
    words = {
        "count_each": gettext_lazy("数量"),
        "deduct_each": gettext_lazy("发现的问题数"),
        "count": "",
        "amount": "",
        "share": "",
    }
    return words.get(kind, gettext_lazy("实测值"))


def _part(one: Data, name: str) -> tuple[str, Data, str]:
    return one.get("rule", "yes_no"), one.get("with", {}), f"{name}:{one['id']}"


def _plain(field: Field) -> dict[str, Any]:
    return {name: getattr(field, name) for name in Field.__slots__}


def _is_share(kind: str, data: Data) -> bool:
    return kind == "share" or (kind == "bands" and data.get("of") == "share")


def _plain_number(value: Decimal) -> str:
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _options(kind: str, data: Data) -> list[tuple[str, Any, str]]:
    if kind == "yes_no":
        words = YES_NO if data.get("good") == "no" or data.get("plain") else GOOD_BAD
        return [(value, label, "") for value, label in words]
    if kind == "grade_abc":
        return [(mark, f"{mark} {label}", data["points"][mark]) for mark, label in ABC]
    if kind in ("choice", "best_of"):
        rows = [(o["id"], said(o.get("title") or o["id"]), o["points"]) for o in data["options"]]
        return [*rows, (NONE, _("都不符合"), "")] if kind == "best_of" else rows
    return []


def _choice(kind: str, options: list[tuple[str, Any, str]], name: str, typed: Typed) -> Field:
    chosen = typed.get(name, ())
    shape = "checks" if kind == "best_of" else "radio"
    rows = tuple(Option(value, label, pts, value in chosen) for value, label, pts in options)
    return Field(name, shape, "", rows)


def _number(name: str, label: Any, typed: Typed, unit: str, *, whole: bool = False) -> Field:
    return Field(name, "number", label, typed=one_of(typed, name), unit=unit, whole=whole)


def _read_choice(kind: str, options: list[tuple[str, Any, str]], chosen: Sequence[str]) -> Any:
    if not chosen:
        return None
    known = {value for value, _label, _points in options}
    if not set(chosen) <= known:
        raise Wrong(_("从列出的选项中选"))
    if kind != "best_of":
        return chosen[-1]
    if NONE in chosen and len(set(chosen)) > 1:
        raise Wrong(_("选了“都不符合”，就不能再选其他项"))
    return [value for value, _label, _points in options if value in chosen and value != NONE]


def _read_sample(name: str, typed: Typed) -> Any:
    texts = [one_of(typed, f"{name}:{part}") for part in ("looked_at", "passed")]
    if not any(texts):
        return None
    if not all(texts):
        raise Wrong(_("检查数和合格数都要填"))
    looked_at, passed = (whole(text) for text in texts)
    if passed > looked_at:
        raise Wrong(_("合格数不能大于检查数"))
    return {"looked_at": looked_at, "passed": passed}


def _read_judgement(data: Data, name: str, typed: Typed) -> Any:
    points, reason = (one_of(typed, f"{name}:{part}") for part in ("points", "reason"))
    if not points and not reason:
        return None
    if not points or not reason:
        raise Wrong(_("自评分和理由都要填"))
    value, least, most = decimal(points), Decimal(data.get("least", "0")), Decimal(data["most"])
    if not least <= value <= most or ("step" in data and (value - least) % Decimal(data["step"])):
        between = {"least": least, "most": most, "step": data.get("step", "")}
        if "step" in data:
            raise Wrong(_("填 %(least)s 至 %(most)s 分，每档 %(step)s 分") % between)
        raise Wrong(_("填 %(least)s 至 %(most)s 分") % between)
    return {"points": _plain_number(value), "reason": reason[:REASON]}
