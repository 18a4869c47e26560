"""POST /api/v1/checklists/{id}/propose and /publish: two persons, then frozen."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from backend.standards.models import ChecklistVersion
from backend.standards.selectors import published
from tests.backend import make
from tests.backend.standards import make as standards
from tests.backend.standards.make import STANDARD, VERSION, folder_in
from tests.backend.standards.test_load_checklist import change, load_it

pytestmark = pytest.mark.django_db


def call(client: Any, checklist: Any, verb: str) -> Any:
    return client.post(f"/api/v1/checklists/{checklist.pk}/{verb}")


def test_one_proposes_and_another_publishes(folder: Path) -> None:
    found = standards.draft()
    registrar, head = make.person("registrar"), make.person("head")

    proposed = call(make.client_for(registrar), found, "propose")
    answer = call(make.client_for(head), found, "publish")

    assert proposed.json()["state"] == "proposed"
    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == "published"
    assert answer.json()["proposed_by"] == str(registrar.pk)
    assert answer.json()["published_by"] == str(head.pk)


def test_who_proposed_may_not_publish(folder: Path) -> None:
    found = standards.draft()
    both = make.client_for(make.person("registrar", "head"))
    call(both, found, "propose")

    answer = call(both, found, "publish")

    assert (answer.status_code, answer.json()["code"]) == (422, "checklist-same-person")
    found.refresh_from_db()
    assert found.state == "proposed"


def test_a_draft_is_not_published(folder: Path) -> None:
    answer = call(make.client_for(make.person("head")), standards.draft(), "publish")

    assert answer.json()["code"] == "checklist-not-proposed"


def test_a_published_version_is_not_proposed_again(folder: Path) -> None:
    found = standards.published()

    answer = call(make.client_for(make.person("registrar")), found, "propose")

    assert answer.json()["code"] == "checklist-not-draft"


def test_publishing_twice_by_the_same_person_is_once(folder: Path) -> None:
    found, head = standards.draft(), make.client_for(make.person("head"))
    call(make.client_for(make.person("registrar")), found, "propose")

    first, second = call(head, found, "publish"), call(head, found, "publish")

    assert first.json() == second.json()


def test_files_that_changed_since_the_proposal_are_not_published(folder: Path) -> None:
    found = standards.draft()
    call(make.client_for(make.person("registrar")), found, "propose")
    change(folder)

    answer = call(make.client_for(make.person("head")), found, "publish")

    assert answer.json()["code"] == "checklist-changed"


def test_changed_files_of_a_published_version_are_refused(folder: Path) -> None:
    standards.published()
    change(folder)

    answer = load_it(make.client_for(make.person("registrar")))

    assert (answer.status_code, answer.json()["code"]) == (422, "checklist-frozen")


@pytest.mark.parametrize("column", ["bundle", "digest", "in_force_to", "state"])
def test_the_database_keeps_a_published_version_as_it_is(folder: Path, column: str) -> None:
    found = standards.published()
    other = {"bundle": {}, "digest": "0" * 64, "in_force_to": date(2030, 1, 1), "state": "draft"}

    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        ChecklistVersion.objects.filter(pk=found.pk).update(**{column: other[column]})


def test_the_database_deletes_no_published_version(folder: Path) -> None:
    standards.published()

    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        ChecklistVersion.objects.all().delete()
    with (
        pytest.raises(IntegrityError, match="never emptied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE standards_checklistversion CASCADE")


def test_the_version_in_force_is_found_by_day(folder: Path, tmp_path: Path) -> None:
    older = standards.published()
    newer = folder_in(tmp_path, "2026.1") / "standard.yaml"
    text = newer.read_text(encoding="utf-8")
    newer.write_text(text.replace('from: "2022-01-01"', 'from: "2026-06-01"'), "utf-8")
    later = standards.published("2026.1")

    assert published(STANDARD, date(2021, 12, 31)) is None
    assert published(STANDARD, date(2026, 5, 31)) == older
    assert published(STANDARD, date(2026, 6, 1)) == later


def test_a_demonstration_is_published_and_never_in_force(folder: Path, tmp_path: Path) -> None:
    real = standards.published()
    head = folder_in(tmp_path, "2026.1-demo") / "standard.yaml"
    text = head.read_text(encoding="utf-8")
    text = text.replace('from: "2022-01-01"', 'from: "2026-06-01"')
    head.write_text(f"{text}\ndemonstration: 编造的条目，只供培训\n", "utf-8")

    shown = standards.published("2026.1-demo")

    assert shown.bundle["demonstration"]["zh"] == "编造的条目，只供培训"
    assert published(STANDARD, date(2026, 6, 1)) == real


def test_an_inspector_publishes_nothing(folder: Path) -> None:
    found = standards.draft()

    assert call(make.client_for(make.person("inspector")), found, "publish").status_code == 403


def test_a_version_that_is_not_there_answers_404(folder: Path) -> None:
    head = make.person("head")

    assert call(make.client_for(head), head, "publish").status_code == 404


def test_the_version_shipped_is_sound() -> None:
    assert standards.published().version == VERSION
