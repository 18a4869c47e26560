"""POST /api/v1/checklists: from the folder to a draft."""

from pathlib import Path
from typing import Any

import pytest

from backend.oplog.models import Event
from backend.standards.models import ChecklistVersion
from backend.standards.selectors import by_digest
from scoring import load
from tests.backend import make
from tests.backend.standards.make import STANDARD, VERSION

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> Any:
    return make.client_for(make.person("registrar"))


def load_it(client: Any, standard: str = STANDARD, version: str = VERSION) -> Any:
    body = {"standard": standard, "version": version}
    return client.post("/api/v1/checklists", body, format="json")


def change(folder: Path) -> None:
    with (folder / "CHANGES.md").open("a", encoding="utf-8") as notes:
        notes.write("\n改动。\n")


def test_a_sound_folder_becomes_a_draft_with_its_digest(registrar: Any, folder: Path) -> None:
    answer = load_it(registrar)

    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["state"], told["digest"]) == ("draft", load(folder).digest)
    assert told["title_zh"] == "养老机构服务安全基本规范"
    assert told["item_count"] == len(load(folder).items)
    assert Event.objects.filter(kind="checklist.loaded", subject=told["id"]).exists()


def test_loading_twice_is_one_version(registrar: Any, folder: Path) -> None:
    first, second = load_it(registrar).json(), load_it(registrar).json()

    assert first == second
    assert ChecklistVersion.objects.count() == 1
    assert Event.objects.filter(kind="checklist.loaded").count() == 1


def test_changed_files_make_a_draft_of_a_proposed_version_again(
    registrar: Any, folder: Path
) -> None:
    first = load_it(registrar).json()
    registrar.post(f"/api/v1/checklists/{first['id']}/propose")
    change(folder)

    again = load_it(registrar).json()

    assert again["id"] == first["id"]
    assert again["digest"] != first["digest"]
    assert (again["state"], again["proposed_by"]) == ("draft", None)


def test_a_faulty_folder_names_every_fault(registrar: Any, folder: Path) -> None:
    text = (folder / "standard.yaml").read_text(encoding="utf-8")
    (folder / "standard.yaml").write_text(text.replace("in_force:", "in_farce:"), "utf-8")

    answer = load_it(registrar)

    assert (answer.status_code, answer.json()["code"]) == (422, "checklist-faulty")
    assert any("in_farce" in line for line in answer.json()["errors"])
    assert not ChecklistVersion.objects.exists()


def test_a_worked_case_that_fails_is_a_fault(registrar: Any, folder: Path) -> None:
    text = (folder / "cases.yaml").read_text(encoding="utf-8")
    (folder / "cases.yaml").write_text(text.replace("outcome: pass", "outcome: fail"), "utf-8")

    answer = load_it(registrar)

    assert answer.json()["code"] == "checklist-faulty"
    assert any("case-fails" in line for line in answer.json()["errors"])


@pytest.mark.parametrize(
    ("standard", "version", "code"),
    [
        ("gb-99999-2030", "1", "checklist-folder-missing"),
        ("../gb-38600-2019", "1", "checklist-name-malformed"),
        (STANDARD, "..", "checklist-name-malformed"),
        (STANDARD, "2022.1/..", "checklist-name-malformed"),
    ],
)
def test_a_name_that_is_no_folder_is_refused(
    registrar: Any, folder: Path, standard: str, version: str, code: str
) -> None:
    assert load_it(registrar, standard, version).json()["code"] == code


def test_only_a_registrar_loads(folder: Path) -> None:
    assert load_it(make.client_for(make.person("head"))).status_code == 403
    assert load_it(make.client_for()).status_code == 401


def test_the_row_alone_gives_the_standard_back(registrar: Any, folder: Path) -> None:
    digest = load_it(registrar).json()["digest"]
    read = load(folder)
    change(folder)

    standard = by_digest(digest)

    assert standard.digest == digest
    assert list(standard.by_code) == list(read.by_code)
    assert by_digest(digest) is standard
