"""Every word a person may read is there in Chinese, which is the source, and in English."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation.template import templatize

from backend.core.refusals import catalogue

BACKEND = Path(__file__).parents[2] / "backend"
PLAIN = ("_", "gettext", "gettext_lazy", "gettext_noop")
PAIRS = ("ngettext", "ngettext_lazy")
IN_CONTEXT = ("pgettext", "pgettext_lazy")
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(PLAIN),
    **dict.fromkeys(PAIRS, (1, 2)),
    **dict.fromkeys(IN_CONTEXT, ((1, "c"), 2)),
}


def sources() -> Iterator[tuple[Path, bytes]]:
    """Give the Python of every module, and what Django makes of every template."""
    for path in BACKEND.rglob("*.py"):
        yield path, path.read_bytes()
    for path in BACKEND.glob("*/templates/**/*.html"):
        made = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield path, "\n".join(line.strip() for line in made.splitlines()).encode()


def forms(message: Any) -> tuple[str, ...]:
    """Give a message as its forms, one or singular and plural."""
    return (message,) if isinstance(message, str) else tuple(message)


def used() -> Iterator[tuple[str, str]]:
    """Give every text and where it stands."""
    for path, source in sources():
        for line, message, _comments, _context in extract("python", BytesIO(source), KEYWORDS):
            for text in forms(message):
                yield text, f"{path.relative_to(BACKEND)}:{line}"


@cache
def english() -> dict[str, set[tuple[str, ...]]]:
    """Give what each text is in English, in all catalogues together."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for path in BACKEND.glob("*/locale/en/LC_MESSAGES/django.po"):
        for message in read_po(BytesIO(path.read_bytes())):
            for text in forms(message.id) if message.id else ():
                found.setdefault(text, set()).add(forms(message.string))
    return found


def test_every_text_has_its_english() -> None:
    assert sorted(f"{where} {text}" for text, where in used() if text not in english()) == []


def test_no_english_is_empty_and_one_text_is_one_text() -> None:
    assert [text for text, said in english().items() if not all(map(all, said))] == []
    assert {text: said for text, said in english().items() if len(said) > 1} == {}


def test_the_titles_of_refusals_can_be_said_in_english() -> None:
    ours = [kind for kind in catalogue() if kind.__module__.startswith("backend.")]
    assert [kind for kind in ours if not isinstance(kind.title, Promise)] == []


def test_the_choices_of_every_model_can_be_said_in_english() -> None:
    fields = [f for m in apps.get_models() for f in m._meta.get_fields() if ours(m)]
    plain = [
        f"{field.model.__name__}.{field.name}: {label}"
        for field in fields
        for _value, label in getattr(field, "choices", None) or ()
        if not isinstance(label, Promise)
    ]
    assert plain == []


def ours(model: type) -> bool:
    """Say whether a model is of this house."""
    return model.__module__.startswith("backend.")
