"""Random contexts of a paper, from its schema and a seed: nasty words, and some to be refused."""

import json
import unicodedata
from random import Random
from typing import Any

Json = dict[str, Any]
PIECES = (
    *("", "0", "1.0", "-0", "null", "true", " ", "　", "养老院（合成）", "203室", "轮椅3台"),
    *("O'Neil", "“李”‘王’", '"', "&amp;", "<b>", "</script>", "\\n", "$&", "$1", "%s", "a.b"),
    *("{", "}", "{{", "}}", "{{{", "}}}", "{{{agency}}}", "{{#items}}", "{{/items}}", "{{! }}"),
    *("{{=<% %>=}}", "{{>head}}", "{{.}}", "\U00020bb7", "\U0002b740", "\U00030edd", "👨‍👩‍👧", "é"),
    *("한국", "ﬁ", "Ω", "\u200d", "\ufeff", "\u00a0", "\u3000", "㊣", "…", "\ufffd", "constructor"),
)
REFUSED = (
    *("一\n二", "一\r\n二", "\t", "\x00", "\x7f", "\u2028", "\u2029"),
    *("e\u0301", "\ue000", "\ud83d"),
)
WRONG: tuple[Any, ...] = (
    *(None, 0, 1, 1.5, True, "甲"),
    *({}, {"a": "甲"}, [], ["甲"], [{}], [[]], [None]),
)
LONG = 4000


def sound(schema: Json, chance: Random) -> Json:
    """A context that the schema allows."""
    return {name: _value(one, chance) for name, one in schema["properties"].items()}


def spoilt(schema: Json, chance: Random) -> Json:
    """A context with one thing changed, which mostly is refused."""
    context = sound(schema, chance)
    change = chance.choice((_drop, _add, _retype, _break))
    change(_somewhere(context, chance), chance)
    return context


def words(chance: Random) -> str:
    """One line in NFC, as free words come out of `one_line`: often odd, sometimes long."""
    times = chance.choice((0, 1, 1, 2, 3, 8))
    picks = (lambda: chance.choice(PIECES), lambda: _any_letter(chance))
    text = "".join(chance.choice(picks)() for _ in range(times))
    if chance.random() < 0.02:
        text = (text or "长") * (LONG // max(len(text), 1))
    return unicodedata.normalize("NFC", text)


def _value(schema: Json, chance: Random) -> Any:
    if schema["type"] == "boolean":
        return chance.random() < 0.5
    if schema["type"] == "array":
        return [sound(schema["items"], chance) for _ in range(chance.choice((0, 0, 1, 2, 7)))]
    return words(chance)


def _any_letter(chance: Random) -> str:
    """Any character both engines know and the papers admit."""
    while True:
        one = chr(chance.randrange(*chance.choice(((0x20, 0x3000), (0x3000, 0x32000)))))
        if unicodedata.category(one) not in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp"):
            return one


def _somewhere(context: Json, chance: Random) -> Json:
    """The context itself, or a row inside it."""
    rows = [row for value in context.values() if isinstance(value, list) for row in value]
    return chance.choice([context, *rows])


def _drop(part: Json, chance: Random) -> None:
    del part[chance.choice(sorted(part))]


def _add(part: Json, chance: Random) -> None:
    part[chance.choice(("lead", "__proto__", "constructor", ""))] = words(chance)


def _retype(part: Json, chance: Random) -> None:
    part[chance.choice(sorted(part))] = chance.choice(WRONG)


def _break(part: Json, chance: Random) -> None:
    name = chance.choice(sorted(part))
    part[name] = words(chance) + chance.choice(REFUSED) + words(chance)


def shown(context: Json) -> str:
    """A context for a message."""
    return json.dumps(context, ensure_ascii=True)
