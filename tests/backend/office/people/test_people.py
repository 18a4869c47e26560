"""/office/people: who logs in, with which roles; new ones, roles, forced ends."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.accounts.models import Grant, Person, TokenFamily
from backend.accounts.services import begin_session
from tests.backend import make
from tests.backend.pages import browser, text_of

pytestmark = pytest.mark.django_db
LIST = "/office/people"
NEW = {
    "username": "hecheng-xinren",
    "name": "合成新人",
    "department": "民政",
    "password": "gu-dong-yun-che-2026",
}


def admin(at: str = make.DAOLI) -> Any:
    return browser(make.person("platform_admin", at=at))


def test_the_list_names_people_with_roles_and_who_is_blocked() -> None:
    gone = make.person("inspector", name="合成停用")
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    make.person("head", "reviewer", name="合成局长")
    make.person("head", at=make.NANGANG, name="外县局长")

    page = text_of(admin().get(LIST))
    blocked = text_of(admin().get(f"{LIST}?state=blocked"))

    for word in ("合成局长", "机关负责人", "科室负责人", "合成停用", "已停用"):
        assert word in page
    assert "外县局长" not in page
    assert "合成停用" in blocked
    assert "合成局长" not in blocked


def test_a_new_person_gets_a_role_on_the_own_page() -> None:
    client = admin()
    answer = client.post(f"{LIST}/new", NEW)
    person = Person.objects.get(username=NEW["username"])
    where = f"{LIST}/{person.pk}"

    assert (answer.status_code, answer["Location"]) == (303, where)
    told = {"role": "inspector", "region": make.DAOLI}
    for _ in range(2):
        assert client.post(f"{where}/grants", told).status_code == 303
    assert Grant.objects.filter(person=person).count() == 1
    assert person.check_password(NEW["password"])
    assert NEW["password"] not in text_of(client.get(where))


def test_a_taken_name_and_a_weak_password_are_refused_without_the_password() -> None:
    client = admin()
    client.post(f"{LIST}/new", NEW)

    taken = client.post(f"{LIST}/new", NEW)
    weak = client.post(f"{LIST}/new", NEW | {"username": "hecheng-2", "password": "12345678"})

    assert (taken.status_code, weak.status_code) == (422, 400)
    assert "登录名已被使用" in text_of(taken)
    assert "口令强度不足" in text_of(weak)
    assert 'value="合成新人"' in text_of(taken)
    assert NEW["password"] not in text_of(taken)


def test_a_role_is_given_inside_ones_own_area() -> None:
    somebody = make.person("inspector")

    answer = admin().post(f"{LIST}/{somebody.pk}/grants", {"role": "head", "region": make.NANGANG})

    assert answer.status_code == 404
    assert Grant.objects.filter(person=somebody).count() == 1


def test_people_of_another_county_are_not_there() -> None:
    far = make.person("inspector", at=make.NANGANG)
    begin_session(person=far)
    client = admin()

    assert client.get(f"{LIST}/{far.pk}").status_code == 404
    told = {"role": "head", "region": make.DAOLI}
    assert client.post(f"{LIST}/{far.pk}/grants", told).status_code == 404
    assert client.post(f"{LIST}/{far.pk}/end-sessions", {"sure": "yes"}).status_code == 404
    assert TokenFamily.objects.filter(person=far, revoked_at=None).exists()


def test_all_logins_end_at_once_after_a_tick() -> None:
    somebody = make.person("reviewer")
    begin_session(person=somebody)
    own, client = browser(somebody), admin()
    where = f"{LIST}/{somebody.pk}/end-sessions"

    assert client.post(where).status_code == 400
    assert own.get("/office/").status_code == 200
    assert client.post(where, {"sure": "yes"}).status_code == 303
    assert "已结束全部登录，其中平板检查端和接口 1 个。" in text_of(
        client.get(f"{LIST}/{somebody.pk}")
    )
    assert not TokenFamily.objects.filter(person=somebody, revoked_at=None).exists()
    assert own.get("/office/").headers["Location"].startswith("/login")
    assert client.get("/office/").status_code == 200
    somebody.refresh_from_db()
    assert browser(somebody).get("/office/").status_code == 200


@pytest.mark.parametrize("role", ["auditor", "supervision", "head"])
def test_readers_see_no_forms_and_nobody_without_a_role(role: str) -> None:
    new, somebody = make.person(name="合成未授"), make.person("inspector")
    client = browser(make.person(role))

    assert "合成未授" not in text_of(client.get(LIST))
    assert "create" not in text_of(client.get(LIST))
    assert client.get(f"{LIST}/{new.pk}").status_code == 404
    page = text_of(client.get(f"{LIST}/{somebody.pk}"))
    assert "<form" not in page.split("<main")[1]
    assert client.post(f"{LIST}/new", NEW).status_code == 403


@pytest.mark.parametrize("role", ["inspector", "registrar", "home_manager", "assessor"])
def test_nobody_else_enters(role: str) -> None:
    assert browser(make.person(role)).get(LIST).status_code == 403


def test_no_row_asks_again() -> None:
    client = admin()
    make.person("inspector", "reviewer")
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _ in range(5):
        make.person("head", "reviewer")
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) == len(few)


@pytest.mark.parametrize(
    "query", ["?role=head", "?name=合成局长", f"?region={make.DAOLI}&role=head"]
)
def test_the_list_is_narrowed(query: str) -> None:
    make.person("head", name="合成局长")
    make.person("inspector", name="合成检查员")

    page = text_of(admin().get(LIST + query)).split("<tbody>")[1]

    assert "合成局长" in page
    assert "合成检查员" not in page


def test_who_has_no_role_yet_is_found_by_the_whole_login_name_only() -> None:
    new = make.person(name="合成新人", username="xinren-hecheng")
    client = admin()

    for query in ("", "?name=合成新人", "?name=xinren"):
        assert "合成新人" not in text_of(client.get(LIST + query)).partition("<tbody>")[2]
    assert f"{LIST}/{new.pk}" in text_of(client.get(f"{LIST}?name=xinren-hecheng"))


def test_it_is_a_file_too() -> None:
    make.person("head", name="合成局长")
    answer = admin().get(f"{LIST}.csv?role=head")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "机关负责人 道里区" in text


def test_a_role_is_taken_back_and_an_account_blocked_and_unblocked() -> None:
    somebody = make.person("reviewer", name="合成调离")
    client, where = admin(), f"{LIST}/{somebody.pk}"
    grant = somebody.grants.get()

    assert client.post(f"{where}/block").status_code == 400
    assert client.post(f"{where}/block", {"sure": "yes"}).status_code == 303
    page = text_of(client.get(where))
    assert "已停用“合成调离”的账号，其全部登录已结束。" in page
    assert "恢复账号" in page
    assert client.post(f"{where}/unblock").status_code == 303
    assert "可登录" in text_of(client.get(where))

    assert client.post(f"{where}/grants/{grant.pk}/end").status_code == 400
    assert client.post(f"{where}/grants/{grant.pk}/end", {"sure": "yes"}).status_code == 303
    page = text_of(client.get(where))
    assert "已收回角色：科室负责人" in page
    assert "尚无角色" in page


def test_on_the_own_page_no_form_blocks_and_a_sent_one_is_refused() -> None:
    me = make.person("platform_admin")
    client, where = browser(me), f"{LIST}/{me.pk}"
    page = text_of(client.get(where))

    answer = client.post(f"{where}/block", {"sure": "yes"})

    assert "停用账号" not in page
    assert "收回" not in page
    assert answer.status_code == 422
    assert "不能停用自己或者收回自己的角色" in text_of(answer)
