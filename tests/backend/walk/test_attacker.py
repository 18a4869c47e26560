"""Who has every right elsewhere reaches nothing here: every route that names an object.

The routes come from the resolver, what they take from their own serializers: a new route is
attacked without a new line, and a new kind of id fails until an object is given for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern, reverse
from rest_framework import serializers

from backend.accounts.models import Device, Grant, Person
from backend.api.permissions import ROWS
from backend.api.urls import urlpatterns
from backend.core.models import Delivery
from backend.duties.models import Duty
from backend.inspections.models import Evidence
from backend.sync.models import Quarantined, Upload
from tests.backend.walk.conftest import Stage
from tests.backend.walk.snapshot import changed, snapshot
from tests.backend.walk.tablets import Pad

pytestmark = pytest.mark.long

PUBLIC = {  # read by anybody, by design; what they show is tested in tests/backend/publication
    "public-site": "the home's public page",
    "public-draw": "the draw's public page",
    "public-draw-bundle": "what anybody may verify",
    "public-level-file": "a level as anybody may read it",
    "public-announcement-detail": "what a half-year published",
}
NOBODYS = {  # belong to no county; attacked all the same, for what they tell
    "checklist": "a standard is the country's",
    "checklist-bundle": "a standard is the country's",
    "propose-checklist": "a standard is the country's; publishing needs a second person",
    "publish-checklist": "a standard is the country's; publishing needs a second person",
    "retry-delivery": "the house's own post: the answer is a state, and a retry is no change",
}
SIGNED = {  # by a tablet's own key alone; without it the answer is 401
    "ask-reset": "the tablet asks for its own data key",
    "reset": "the tablet reads what became of it",
}
UNPLACED = {"operation-log": "events have no region: an auditor reads ids and numbers of all"}
ANNOUNCED = {  # told to everybody, with the district that announces it; nothing else of it
    "round": "a round is announced to every home",
    "list-rounds": "rounds are announced to every home",
    "announce-round": "rounds are announced to every home",
}
ATTACKERS = ("waixian", "linyuan")  # all roles in another county; the manager of another home


@dataclass(frozen=True, slots=True)
class Route:
    """One way to call one address."""

    name: str
    method: str
    view: type[Any]
    words: tuple[str, ...]  # the names of its ids


def routes() -> Iterator[Route]:
    """Give every call of the API that names an object."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        words = tuple(pattern.pattern.converters)
        if words and pattern.name not in PUBLIC.keys() | ANNOUNCED.keys():
            view = pattern.callback.cls  # type: ignore[attr-defined]  # as_view() leaves it
            for method in ("get", "post", "put", "patch", "delete", "head"):
                if method in vars(view) or (method == "post" and hasattr(view, "run")):
                    yield Route(str(pattern.name), method, view, words)


def lists() -> Iterator[URLPattern]:
    """Give every address of the API that names no object and is not for everybody."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        row = ROWS[str(pattern.name)]
        if not pattern.pattern.converters and not row.public:
            yield pattern


def ids_of(stage: Stage) -> dict[str, str]:
    """Give the object of this county that stands for each kind of id."""
    names = stage.names
    evidence = Evidence.objects.get(pk=names["evidence"])
    return {
        "application_id": names["application"],
        "checklist_id": names["checklist"],
        "contact_id": names["contact"],
        "delivery_id": str(Delivery.objects.order_by("-pk").values_list("pk", flat=True)[0]),
        "device_id": names["device"],
        "digest": names["digest"],
        "draw_id": names["draw"],
        "duty_id": str(Duty.objects.filter(region="230102").values_list("pk", flat=True)[0]),
        "file_id": names["file"],
        "level_id": names["level"],
        "objection_id": names["objection"],
        "grant_id": str(Grant.objects.get(person__pk=UUID(names["person_juzhang"])).pk),
        "removal_id": names["removal"],
        "review_id": names["review"],
        "round_id": names["round"],
        "holder_id": names["holder"],
        "import_id": names["ready"],
        "officer_id": names["officer_jiancha1"],
        "order_id": names["order"],
        "paper_id": names["paper"],
        "person_id": names["person_juzhang"],
        "plan_id": names["plan"],
        "publication_id": names["publication"],
        "region": "230102",
        "quarantined_id": str(Quarantined.objects.values_list("pk", flat=True)[0]),
        "reset_id": names["reset"],
        "site_id": names["site1"],
        "task_id": names["task"],
        "upload_id": str(Upload.objects.filter(evidence=evidence).values_list("pk", flat=True)[0]),
        "view": "sealed",
        "visit_id": names["visit1"],
    }


def good_body(view: type[Any], attacker: str) -> dict[str, Any]:
    """Fill a verb's input with what passes its serializer, in the attacker's own region."""
    given = getattr(view, "Input", None)
    region = "230103" if attacker == "waixian" else "230102"
    return _filled(given(), region) if given else {}


def _filled(serializer: Any, region: str) -> dict[str, Any]:
    fields = {k: v for k, v in serializer.fields.items() if v.required and not v.read_only}
    return {
        name: _value(field, region if name == "region" else "") for name, field in fields.items()
    }


def _value(field: Any, region: str) -> Any:
    if region:
        return region
    if isinstance(field, serializers.ChoiceField):
        return next(iter(field.choices))
    if isinstance(field, serializers.ListField):
        return [_value(field.child, "")]
    kinds: list[tuple[type[Any], Any]] = [
        (serializers.UUIDField, "0192f0c0-0000-7000-8000-000000000009"),
        (serializers.BooleanField, True),
        (serializers.IntegerField, getattr(field, "min_value", None) or 1),
        (serializers.DateField, "2026-11-22"),
        (serializers.DictField, {}),
    ]
    return next((value for kind, value in kinds if isinstance(field, kind)), "合成")


def secrets_of(stage: Stage) -> list[str]:
    """Give the names, numbers and labels of this county that nobody elsewhere may be told."""
    return [*names_of_ours(stage), stage.names["paper_number"], "哈里民"]


def names_of_ours(stage: Stage) -> list[str]:
    """Give the names alone."""
    labels = [row["label"].split(" ")[-1] for row in stage.kept["visits"]]
    people = ["局长（合成）", "检查员甲", "检查员乙", "养老院院长", "juzhang", "jiancha"]
    return [*labels, *people, "道里区"]


@pytest.fixture
def world(at: Callable[[str], Stage]) -> Stage:
    """Give the world after everything, with something of this county in the quarantine."""
    stage = at("rated")
    pad = Pad(stage)
    assert pad.send(pad.body(pad.op("visit.open")), signature="AAAA").status_code == 401
    by = Person.objects.get(pk=stage.logins["waixian"])
    elsewhere = Device.objects.create(label="外县平板", region_id="230103", enrolled_by=by)
    stage.names["elsewhere"] = str(elsewhere.pk)
    return stage


@pytest.mark.parametrize("attacker", ATTACKERS)
@pytest.mark.parametrize("route", [pytest.param(r, id=f"{r.method} {r.name}") for r in routes()])
def test_nobody_from_elsewhere_reaches_an_object(route: Route, attacker: str, world: Stage) -> None:
    ids = ids_of(world)
    assert set(route.words) <= ids.keys(), f"give an object for {set(route.words) - ids.keys()}"
    before = snapshot()

    answer = call(route, attacker, world, {word: ids[word] for word in route.words})

    told = answer.content.decode("utf-8", "replace")
    words = json.dumps(json.loads(told), ensure_ascii=False) if told.startswith("{") else told
    leaks = [secret for secret in secrets_of(world) if secret in words]
    assert not leaks, (answer.status_code, leaks, words[:400])
    if route.name not in NOBODYS:
        refused = (401,) if route.name in SIGNED else (403, 404)
        assert answer.status_code in refused, (answer.status_code, words[:400])
        assert changed(before) == []


def call(route: Route, attacker: str, stage: Stage, ids: dict[str, str]) -> Any:
    """Call with all that a rightful caller would send."""
    client, where = stage.client(attacker), reverse(route.name, kwargs=ids)
    headers = {"Xingjian-Device": stage.names["device"], "Tus-Resumable": "1.0.0"}
    if route.name == "upload":
        headers["Xingjian-Device"] = stage.names["elsewhere"]
        headers["Upload-Offset"] = "0"
        kind = "application/offset+octet-stream"
        return client.generic(route.method.upper(), where, b"x", content_type=kind, headers=headers)
    if route.method == "post":
        body = good_body(route.view, attacker)
        return client.post(where, body, format="json", headers=headers)
    return getattr(client, route.method)(where, headers=headers)


@pytest.mark.parametrize("attacker", ATTACKERS)
def test_a_round_tells_elsewhere_its_district_and_nothing_more(attacker: str, world: Stage) -> None:
    answer = world.client(attacker).get(reverse("round", args=[world.names["round"]]))

    assert answer.status_code == 200
    words = json.dumps(answer.json(), ensure_ascii=False)
    assert [secret for secret in secrets_of(world) if secret in words] == ["道里区"]
    assert world.names["application"] not in words


@pytest.mark.parametrize("attacker", ATTACKERS)
@pytest.mark.parametrize("name", sorted({str(one.name) for one in lists()}))
def test_no_list_tells_elsewhere_of_this_county(name: str, attacker: str, world: Stage) -> None:
    headers = {"Xingjian-Device": world.names["elsewhere"]}

    answer = world.client(attacker).get(reverse(name), headers=headers)

    told = answer.content.decode("utf-8", "replace")
    words = json.dumps(json.loads(told), ensure_ascii=False) if told[:1] in "{[" else told
    kept = set(names_of_ours(world) if name in UNPLACED else secrets_of(world))
    kept -= {"道里区"} if name in ANNOUNCED else set()
    assert [secret for secret in kept if secret in words] == []


def test_every_route_with_an_object_is_attacked() -> None:
    named = {p.name for p in urlpatterns if isinstance(p, URLPattern) and p.pattern.converters}
    attacked = {route.name for route in routes()}

    assert named - attacked == PUBLIC.keys() | (ANNOUNCED.keys() & named)
    assert named <= ROWS.keys()
    assert NOBODYS.keys() <= attacked
