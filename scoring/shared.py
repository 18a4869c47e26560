"""A JSON object that many results share (共用节点): read like a dict, never changed."""

from __future__ import annotations

import copy
from typing import Any, NoReturn


class Shared(dict[str, Any]):
    """A dict that refuses to be changed; ``copy``, ``|``, deepcopy and pickle give plain dicts."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("expected a read only, came a change of a node that results share; copy it")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Any]:
        return copy.deepcopy(dict(self), memo)

    def __reduce__(self) -> tuple[type, tuple[dict[str, Any]]]:
        return dict, (dict(self),)
