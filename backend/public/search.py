"""What a home can be searched by."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.look.templatetags.look import named
from backend.publication.public import Choices


class Search(forms.Form):
    """Name, region, kind; all stay in the address."""

    name = forms.CharField(label=_("机构名称"), max_length=60, required=False)
    region = forms.ChoiceField(label=_("所在地区"), required=False)
    kind = forms.ChoiceField(label=_("机构类型"), required=False)

    def __init__(self, asked: Any, *, choices: Choices) -> None:
        super().__init__(asked, auto_id="search-%s")
        regions = [(region.code, region.name) for region in choices.regions]
        self._offer("region", [("", _("全部地区")), *regions])
        kinds = [(kind.code, named(kind)) for kind in choices.kinds]
        self._offer("kind", [("", _("全部类型")), *kinds])
        self.fields["name"].widget.attrs |= {"autocomplete": "off"}

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def wanted(self) -> dict[str, str]:
        """Give what was asked for; what is wrong is said beside its field and left out."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "").strip() for name in self.fields}
