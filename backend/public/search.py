"""What a home can be searched by."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.look.templatetags.look import named
from backend.public.finding import BEDS, NOT_RATED, levels_offered
from backend.publication.public import Choices


class Search(forms.Form):
    """Name, region, level, kind, beds; all stay in the address."""

    name = forms.CharField(label=_("机构名称"), max_length=60, required=False)
    region = forms.ChoiceField(label=_("所在地区"), required=False)
    level = forms.ChoiceField(label=_("等级"), required=False)
    kind = forms.ChoiceField(label=_("机构类型"), required=False)
    beds = forms.ChoiceField(label=_("床位"), required=False)

    def __init__(self, asked: Any, *, choices: Choices) -> None:
        super().__init__(asked, auto_id="search-%s")
        regions = [(region.code, region.name) for region in choices.regions]
        self._offer("region", [("", _("全部地区")), *regions])
        kinds = [(kind.code, named(kind)) for kind in choices.kinds]
        self._offer("kind", [("", _("全部类型")), *kinds])
        levels = [*levels_offered(), (NOT_RATED, _("未评定"))]
        self._offer("level", [("", _("全部等级")), *levels])
        beds = [(code, size.words) for code, size in BEDS.items()]
        self._offer("beds", [("", _("不限床位")), *beds])
        self.fields["name"].widget.attrs |= {"autocomplete": "off"}

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def wanted(self) -> dict[str, str]:
        """Give what was asked for; what is wrong is said beside its field and left out."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "").strip() for name in self.fields}
