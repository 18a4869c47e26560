"""The self-assessment of an application, part by part (自评): kept, resumed, explained."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from backend.core.refusals import Malformed, Missing, Refusal
from backend.portal.selfform import NO_SUCH_PART, PartForm, form_of
from backend.portal.views.applications import ApplicationPage
from backend.portal.views.page import Act
from backend.ratings import services
from backend.ratings.models import Application
from backend.ratings.selectors.homes import Part, parts_of, self_explained
from backend.ratings.services.self_assessing import part_digest

FACTS = "facts"  # the facts in the address; no chapter is named so
DRAFT = Application.State.DRAFT


class Parts(ApplicationPage):
    """/portal/applications/{id}/self: every part with how much of it is told."""

    template_name = "portal/self.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count."""
        parts = parts_of(self.application)
        return super().get_context_data(
            parts=[(_named(one), one) for one in parts],
            done=sum(one.told for one in parts),
            whole=sum(one.whole for one in parts),
            open=self.application.state == DRAFT,
            result=self.application.self_result,
            **kwargs,
        )


class OnePart(Act, ApplicationPage):
    """/portal/applications/{id}/self/part/{part}: read by GET, kept by POST."""

    http_method_names = ["get", "post"]
    template_name = "portal/part.html"

    @property
    def part(self) -> str:
        """Name the chapter; empty for the facts."""
        named = str(self.kwargs["part"])
        return "" if named == FACTS else named

    @cached_property
    def form(self) -> PartForm:
        """Give the form as it is kept, or as it was sent; raises Missing."""
        sent = dict(self.request.POST.lists()) if self.request.method == "POST" else None
        found = form_of(self.application, self.part, sent)
        if found is None:
            raise Missing(NO_SUCH_PART)
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the form between the part before and the one after."""
        names = [_named(one) for one in parts_of(self.application)]
        place = names.index(self.kwargs["part"])
        return super().get_context_data(
            form=self.form,
            open=self.application.state == DRAFT,
            number=place + 1,
            count=len(names),
            before=names[place - 1] if place else "",
            after=names[place + 1] if place + 1 < len(names) else "",
            **kwargs,
        )

    def act(self, data: dict[str, Any]) -> str:
        """Keep the part, once no field is wrong."""
        if self.form.wrong:
            raise Malformed(_("有填写不对的地方，还没有保存"))
        told = {"answers" if self.part else "facts": dict(self.form.values)}
        services.assess_part(
            application_id=self.application.pk,
            chapter=self.part,
            seen=self.form.seen,
            by=self.person,
            **told,
        )
        return _("已保存：%(title)s。") % {"title": self.form.title}

    def say_no(self, no: Refusal) -> HttpResponse:
        """Let what was typed stay, as an answer to what stands there now."""
        if not self.form.wrong:
            self.application.refresh_from_db(fields=["self_answers", "self_facts"])
            self.form = replace(self.form, seen=part_digest(self.application, self.part))
        return super().say_no(no)

    def after(self) -> str:
        """Go on to the next part where that was asked for, else back to all of them."""
        after = self.request.POST.get("after", "")
        known = map(_named, parts_of(self.application))
        if self.request.POST.get("go") == "next" and after in known:
            return reverse("portal-self-part", args=[self.application.pk, after])
        return reverse("portal-self", args=[self.application.pk])


class SelfResult(ApplicationPage):
    """/portal/applications/{id}/self/result: what the home's own answers come to, provisionally."""

    template_name = "portal/self_result.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Explain it."""
        row = self.application
        return super().get_context_data(explained=self_explained(row), **kwargs)


def _named(part: Part) -> str:
    return part.id or FACTS
