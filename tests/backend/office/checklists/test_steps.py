"""/office/checklists: loading from a folder and a workbook, proposing, publishing by another."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from backend.accounts.roles import Role
from backend.oplog.models import Event
from backend.standards.models import ChecklistImport, ChecklistVersion
from tests.backend import make
from tests.backend.office.checklists.test_pages import LIST, PAGE, plain
from tests.backend.pages import browser
from tests.backend.standards import make as standards
from tests.backend.standards.conftest import folder
from tests.backend.standards.test_load_checklist import change

__all__ = ["folder"]
pytestmark = pytest.mark.django_db
NAMED = {"standard": standards.STANDARD, "version": standards.VERSION}
SURE = {"sure": "yes"}


def as_role(role: Role) -> Any:
    return browser(make.person(role))


def test_a_folder_is_offered_loaded_and_no_longer_offered(folder: Path) -> None:
    client = as_role(Role.REGISTRAR)

    before = plain(client.get(LIST))
    answer = client.post(f"{LIST}/load", NAMED, follow=True)
    after = plain(client.get(LIST))

    assert "尚未载入" in before
    assert "已载入为草稿" in plain(answer)
    assert "标准文件夹中的版本都已载入" in after
    change(folder)
    assert "内容有变动" in plain(client.get(LIST))


def test_a_faulty_folder_is_refused_beside_the_list_with_every_fault(folder: Path) -> None:
    head = folder / "standard.yaml"
    head.write_text(head.read_text("utf-8").replace("in_force:", "in_farce:"), "utf-8")

    answer = as_role(Role.REGISTRAR).post(f"{LIST}/load", NAMED)

    assert answer.status_code == 422
    assert "in_farce" in plain(answer)
    assert not ChecklistVersion.objects.exists()


def test_two_persons_publish_and_the_page_says_who(folder: Path) -> None:
    standards.draft()
    registrar, head = as_role(Role.REGISTRAR), as_role(Role.HEAD)

    unsure = registrar.post(f"{PAGE}/propose")
    proposed = registrar.post(f"{PAGE}/propose", SURE, follow=True)
    published = head.post(f"{PAGE}/publish", SURE, follow=True)

    assert unsure.status_code == 400
    assert "已提请发布，请另一人核对后发布" in plain(proposed)
    assert "已发布并冻结" in plain(published)
    row = ChecklistVersion.objects.get()
    assert row.state == "published"
    kinds = set(Event.objects.filter(subject=str(row.pk)).values_list("kind", flat=True))
    assert {"checklist.loaded", "checklist.proposed", "checklist.published"} <= kinds


def test_who_proposed_sees_that_another_must_publish(folder: Path) -> None:
    standards.draft()
    both = browser(make.person(Role.REGISTRAR, Role.HEAD))
    both.post(f"{PAGE}/propose", SURE)

    page, answer = both.get(f"{PAGE}/steps"), both.post(f"{PAGE}/publish", SURE)

    assert "须由另一人发布" in plain(page)
    assert (answer.status_code, "提请人不得自行发布" in plain(answer)) == (422, True)


def test_files_changed_since_the_proposal_stop_the_publication(folder: Path) -> None:
    standards.draft()
    as_role(Role.REGISTRAR).post(f"{PAGE}/propose", SURE)
    change(folder)

    answer = as_role(Role.PUBLISHER).post(f"{PAGE}/publish", SURE)

    assert (answer.status_code, "提请发布后文件已变动" in plain(answer)) == (422, True)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SCHEDULER, Role.INSPECTOR])
def test_who_only_reads_changes_nothing(folder: Path, role: Role) -> None:
    standards.published()
    client = as_role(role)

    assert client.get(f"{PAGE}/steps").status_code == 200
    for verb in ("propose", "publish"):
        assert client.post(f"{PAGE}/{verb}", SURE).status_code == 403
    assert client.post(f"{LIST}/load", NAMED).status_code == 403
    assert client.post(f"{LIST}/upload").status_code == 403


def exported(client: Any) -> bytes:
    answer = client.get(f"{PAGE}/sheet.xlsx")
    assert answer.status_code == 200
    return bytes(answer.content)


def upload(client: Any, data: bytes, name: str = "合成.xlsx") -> Any:
    return client.post(f"{LIST}/upload", {"file": SimpleUploadedFile(name, data)}, follow=True)


def renamed(data: bytes, version: str) -> bytes:
    """Give the workbook as another version."""
    book = load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == standards.VERSION:
                    cell.value = version
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_checked_shown_loaded_proposed_and_published_without_a_folder(
    folder: Path,
) -> None:
    standards.published()
    client, head = as_role(Role.REGISTRAR), as_role(Role.HEAD)

    preview = upload(client, renamed(exported(client), "2027.1"))
    found = ChecklistImport.objects.get()
    assert not ChecklistVersion.objects.filter(version="2027.1").exists()
    loaded = client.post(f"/office/checklist-imports/{found.pk}/apply", follow=True)
    page = f"{LIST}/{standards.STANDARD}/2027.1"
    client.post(f"{page}/propose", SURE)
    head.post(f"{page}/publish", SURE)

    assert "50 个项目" in plain(loaded)
    assert "载入后得到的版本" in plain(preview)
    assert "相同 50 项" in plain(preview)
    row = ChecklistVersion.objects.get(version="2027.1")
    assert (row.state, row.origin, row.item_count) == ("published", "upload", 50)
    again = client.post(f"/office/checklist-imports/{found.pk}/apply")
    assert again.status_code == 303
    assert ChecklistVersion.objects.count() == 2


def test_a_workbook_with_faults_loads_nothing_and_names_cells(folder: Path) -> None:
    standards.draft()
    client = as_role(Role.REGISTRAR)
    book = load_workbook(io.BytesIO(exported(client)))
    items = book["指标"]
    for row in items.iter_rows(min_row=2):
        for cell in row:
            if cell.value in {"yes_no", "是否"}:
                cell.value = "无此规则"
    out = io.BytesIO()
    book.save(out)

    answer = upload(client, out.getvalue())

    told = plain(answer)
    assert "整个工作簿都没有载入" in told
    assert "指标" in told
    assert ChecklistImport.objects.get().state == "faulty"
    assert ChecklistVersion.objects.count() == 1
    refused = client.post(f"/office/checklist-imports/{ChecklistImport.objects.get().pk}/apply")
    assert refused.status_code == 422


def test_what_is_no_workbook_is_refused_beside_the_field(folder: Path) -> None:
    client = as_role(Role.REGISTRAR)

    nothing = client.post(f"{LIST}/upload")
    other = upload(client, b"not a workbook")
    large = upload(client, b"x" * (5 * 2**20 + 1))

    assert (nothing.status_code, other.status_code, large.status_code) == (400, 400, 400)
    assert "工作簿无法读取" in plain(other)
    assert not ChecklistImport.objects.exists()


def test_a_workbook_of_a_published_version_with_other_content_is_refused(folder: Path) -> None:
    standards.published()
    client = as_role(Role.REGISTRAR)
    book = load_workbook(io.BytesIO(exported(client)))
    book["变更说明"].append(["- 改动"])
    out = io.BytesIO()
    book.save(out)

    answer = upload(client, out.getvalue())

    assert (answer.status_code, "已发布的版本不可更改" in plain(answer)) == (422, True)


def test_another_persons_upload_is_not_there(folder: Path) -> None:
    standards.draft()
    client = as_role(Role.REGISTRAR)
    upload(client, renamed(exported(client), "2027.1"))
    address = f"/office/checklist-imports/{ChecklistImport.objects.get().pk}"

    assert as_role(Role.REGISTRAR).get(address).status_code == 404
    assert as_role(Role.REGISTRAR).post(f"{address}/apply").status_code == 404
    assert client.get(address).status_code == 200
