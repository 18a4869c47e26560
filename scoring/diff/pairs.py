"""Which items of the old version a new item carries on (沿用): by ``continues`` and by code."""

from __future__ import annotations

from scoring.checklist import Item, Standard


def old_codes(old: Standard, new: Standard) -> dict[str, tuple[str, ...]]:
    """For each new code the old codes it carries on; one old code may go to several.

    An item's own code counts too, unless the item says what it continues and the old item of
    its code is continued by another one: then two codes changed hands.
    """
    heirs: dict[str, set[str]] = {}
    for item in new.items:
        for code in item.continues:
            heirs.setdefault(code, set()).add(item.code)
    return {item.code: _before(item, old, heirs) for item in new.items}


def _before(item: Item, old: Standard, heirs: dict[str, set[str]]) -> tuple[str, ...]:
    named = [code for code in item.continues if code in old.by_code]
    own = item.code in old.by_code and item.code not in named
    if own and not (named and heirs.get(item.code, set()) - {item.code}):
        named.insert(0, item.code)
    return tuple(named)
