"""Refusals have stable codes, each its own, and words for people: what is wrong, what to do."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.utils.functional import Promise

import backend
from backend.core.refusals import CHINESE, Refusal, catalogue

for module in pkgutil.walk_packages(backend.__path__, "backend."):
    if module.name.rsplit(".", 1)[-1] in {"refusals", "services", "problems", "clock"}:
        import_module(module.name)

RAISER = "as wide as this, only the raiser knows what to do"
CLIENT = "a fault of a program that calls, which nobody at a page can mend"
TABLET = "the tablet's app meets it and goes on by itself"
FOR_PROGRAMS = {  # code → why no hint
    **dict.fromkeys(("refused", "malformed"), RAISER),
    **dict.fromkeys(("idempotency-key-reused", "method-not-allowed", "not-acceptable"), CLIENT),
    **dict.fromkeys(("clock-is-real", "envelope-broken", "not-a-key"), CLIENT),
    **dict.fromkeys(("batch-malformed", "batch-too-large", "batch-too-many"), TABLET),
    **dict.fromkeys(("batch-inflates-too-far", "gzip-broken", "state-differs"), TABLET),
    **dict.fromkeys(("evidence-not-awaited", "manifest-missing", "tus-version"), TABLET),
    **dict.fromkeys(("upload-checksum-differs", "upload-gone", "upload-hash-differs"), TABLET),
    **dict.fromkeys(("upload-length-differs", "upload-malformed"), TABLET),
    **dict.fromkeys(("upload-offset-differs", "upload-picture-unreadable"), TABLET),
    **dict.fromkeys(("upload-taken-over", "upload-too-many-pixels", "upload-type-differs"), TABLET),
}


def ours() -> Iterator[type[Refusal]]:
    """Give the refusals of this house, those that a test made left out."""
    return (kind for kind in catalogue() if kind.__module__.startswith("backend."))


def test_codes_are_kebab_case_and_belong_to_one_class() -> None:
    codes: dict[str, type] = {}
    for kind in ours():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.code), kind
        assert codes.setdefault(kind.code, kind) is kind, (kind, codes[kind.code])


def test_every_refusal_says_what_it_means() -> None:
    for kind in catalogue():
        assert (kind.__doc__ or "").strip(), kind


def test_every_refusal_a_person_may_meet_says_what_to_do() -> None:
    """Missing here: give the class its own `hint`, lazily translated; a constant may be shared."""
    said = {kind.code for kind in ours() if vars(kind).get("hint")}
    assert sorted({kind.code for kind in ours()} - said - set(FOR_PROGRAMS)) == []
    assert sorted(said & set(FOR_PROGRAMS)) == []


def test_every_refusal_has_its_own_title_in_chinese() -> None:
    plain = [k for k in ours() if "title" not in vars(k) or not CHINESE.search(str(k.title))]
    assert plain == []


def test_the_words_of_a_refusal_are_for_people() -> None:
    words = [(kind, told) for kind in ours() for told in (kind.hint, kind.expects) if told]
    assert [kind for kind, told in words if not isinstance(told, Promise)] == []
    assert [kind for kind, told in words if not CHINESE.search(str(told))] == []


def test_a_refusal_that_speaks_of_states_names_a_model_that_has_them() -> None:
    named = [kind.states_of for kind in ours() if kind.states_of]
    assert [one for one in named if not apps.get_model(one)._meta.get_field("state").choices] == []
