"""Refusals have stable codes: each its own, and all of them in the generated catalogue."""

import pkgutil
import re
from importlib import import_module

import backend
from backend.core.refusals import catalogue

for module in pkgutil.walk_packages(backend.__path__, "backend."):
    if module.name.rsplit(".", 1)[-1] in {"refusals", "services", "problems", "clock"}:
        import_module(module.name)


def test_codes_are_kebab_case_and_belong_to_one_class() -> None:
    codes: dict[str, type] = {}
    for kind in catalogue():
        if kind.__module__.startswith("tests."):
            continue
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.code), kind
        assert codes.setdefault(kind.code, kind) is kind, (kind, codes[kind.code])


def test_every_refusal_says_what_it_means() -> None:
    for kind in catalogue():
        assert (kind.__doc__ or "").strip(), kind
