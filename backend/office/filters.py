"""What every list of the office can be narrowed by (筛选); all of it stays in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

ALL = ("", _("全部"))


class Filter(forms.Form):
    """The filters of one list, read from the address."""

    def __init__(self, asked: Any) -> None:
        super().__init__(asked, auto_id="filter-%s")

    def offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """Give a field its choices, all of them first."""
        cast(forms.ChoiceField, self.fields[name]).choices = [ALL, *choices]

    def wanted(self) -> dict[str, str]:
        """Give what was asked for; what is wrong is said beside its field and left out."""
        self.is_valid()
        return {name: told.strip() for name, told in self.cleaned_data.items() if told.strip()}

    @property
    def address(self) -> str:
        """Give the filters as they stand in an address, with a leading question mark."""
        wanted = self.wanted()
        return f"?{urlencode(wanted)}" if wanted else ""
