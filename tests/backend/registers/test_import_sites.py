"""POST /api/v1/site-imports: what a sheet would do, and what is wrong with it."""

import pytest
from rest_framework.test import APIClient

from backend.oplog.models import Event
from backend.registers.models import Site
from tests.backend import make
from tests.backend.registers import make as registers
from tests.backend.registers.sheets import book, bring_in, row, twelve, unfiled, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> APIClient:
    return make.client_for(make.person("registrar"))


def test_a_good_sheet_of_twelve_says_what_every_row_would_do(registrar: APIClient) -> None:
    answer = upload(registrar, book(twelve()))

    assert answer.status_code == 201, answer.content
    preview = answer.json()
    assert preview["state"] == "ready"
    assert preview["counts"] == {"new": 12, "change": 0, "same": 0, "faults": 0}
    labels = [line["label"] for line in preview["rows"]]
    assert labels[2:4] == [
        f"{registers.code(3)} 01 合成养老院3",
        f"{registers.code(3)} 02 合成养老院4",
    ]
    assert labels[11] == "- 230102001 合成养老院12"
    assert not Site.objects.exists()
    assert Event.objects.filter(kind="sites.previewed", subject=preview["id"]).count() == 1


def test_three_wrong_rows_are_named_by_row_column_and_heading(registrar: APIClient) -> None:
    rows = twelve()
    rows[1]["统一社会信用代码"] = registers.code(2)[:-1] + "Y"
    rows[5]["床位数"] = "八十张"
    rows[8]["区县代码"] = "110101"

    preview = upload(registrar, book(rows)).json()

    assert preview["state"] == "faulty"
    assert preview["rows"] == []
    told = [(f["row"], f["column"], f["heading"], f["code"]) for f in preview["faults"]]
    assert told == [
        (3, "A", "统一社会信用代码", "uscc-check-character"),
        (7, "G", "床位数", "beds-not-a-number"),
        (10, "E", "区县代码", "region-not-yours"),
    ]
    assert preview["faults"][1]["came"] == "八十张"
    assert preview["faults"][1]["expected"] == "0 至 20000 的整数"
    assert preview["faults"][1]["do"]


def test_nothing_of_a_faulty_sheet_enters_the_register(registrar: APIClient) -> None:
    rows = twelve()
    rows[0]["床位数"] = -1

    answer = bring_in(registrar, rows)

    assert answer.status_code == 422
    assert answer.json()["code"] == "site-import-faulty"
    assert [fault["row"] for fault in answer.json()["errors"]] == [2]
    assert not Site.objects.exists()


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("统一社会信用代码", "5223010", "uscc-length"),
        ("统一社会信用代码", 522301020000000000, "uscc-stored-as-number"),
        ("统一社会信用代码", "5O230102MJY0000019", "uscc-letters"),
        ("登记法人", None, "holder-missing"),
        ("服务场所序号", "第一", "site-number-shape"),
        ("服务场所名称", None, "cell-empty"),
        ("服务场所名称", "长" * 61, "text-too-long"),
        ("服务场所名称", "合成\u200b养老院", "text-invisible"),
        ("床位数", 12.5, "beds-not-a-number"),
        ("类型", "酒店", "kind-unknown"),
        ("备案状态", "正常", "state-unknown"),
        ("备案编号", None, "filing-number-missing"),
        ("备案日期", None, "filing-day-missing"),
        ("备案日期", "2024-02-30", "day-unreadable"),
        ("备案日期", "2999-01-01", "day-in-future"),
        ("联系电话", "张某", "phone-shape"),
    ],
)
def test_a_wrong_cell_has_its_own_code(
    registrar: APIClient, heading: str, value: object, code: str
) -> None:
    preview = upload(registrar, book([row(1, **{heading: value})])).json()

    assert [(f["heading"], f["code"]) for f in preview["faults"]] == [(heading, code)]


def test_an_unfiled_place_has_no_filing_number(registrar: APIClient) -> None:
    place = {**unfiled(1), "备案编号": "X"}

    preview = upload(registrar, book([place])).json()

    assert [f["code"] for f in preview["faults"]] == ["filing-not-expected"]


def test_a_filed_place_needs_its_code(registrar: APIClient) -> None:
    place = {**unfiled(1), "备案状态": "已备案"}

    preview = upload(registrar, book([place])).json()

    codes = {f["code"] for f in preview["faults"]}
    assert codes == {"uscc-missing", "filing-number-missing", "filing-day-missing"}


def test_the_same_site_twice_in_a_sheet_names_the_other_row(registrar: APIClient) -> None:
    twice = row(1, 服务场所序号="1")

    preview = upload(registrar, book([twice, row(2), {**twice, "服务场所名称": "别名"}])).json()

    (fault,) = preview["faults"]
    assert (fault["row"], fault["code"]) == (4, "site-twice")
    assert "第 2 行" in fault["do"]


def test_one_code_has_one_holder_in_a_sheet(registrar: APIClient) -> None:
    rows = [row(1), row(2, 统一社会信用代码=registers.code(1))]

    preview = upload(registrar, book(rows)).json()

    assert [(f["row"], f["code"]) for f in preview["faults"]] == [(3, "holder-differs")]


def test_a_site_of_another_district_is_not_taken_over(registrar: APIClient) -> None:
    away = registers.site(at=make.NANGANG)
    mine = row(
        1, 统一社会信用代码=away.uscc, 服务场所序号="01", 登记法人=registers.holder_name(away)
    )

    preview = upload(registrar, book([mine])).json()

    assert [f["code"] for f in preview["faults"]] == ["site-registered-elsewhere"]


def test_a_holder_with_sites_elsewhere_is_not_renamed_from_here(registrar: APIClient) -> None:
    away = registers.site(at=make.NANGANG)
    own = "02" if away.number == "01" else "01"
    mine = row(1, 统一社会信用代码=away.uscc, 登记法人="新名", 服务场所序号=own)

    preview = upload(registrar, book([mine])).json()

    assert [f["code"] for f in preview["faults"]] == ["holder-registered-elsewhere"]


def test_the_same_file_twice_is_one_import(registrar: APIClient) -> None:
    data = book(twelve())

    first, second = upload(registrar, data).json(), upload(registrar, data).json()

    assert first == {**second, "uploaded_at": first["uploaded_at"]}
    assert len(registrar.get("/api/v1/site-imports").json()["results"]) == 1


def test_somebody_elses_import_is_not_there(registrar: APIClient) -> None:
    preview = upload(registrar, book(twelve())).json()
    other = make.client_for(make.person("registrar"))

    assert other.get(f"/api/v1/site-imports/{preview['id']}").status_code == 404
    assert other.post(f"/api/v1/site-imports/{preview['id']}/apply").status_code == 404


@pytest.mark.parametrize("role", ["scheduler", "auditor", "home_manager"])
def test_only_a_registrar_imports(role: str) -> None:
    client = make.client_for(make.person(role))

    assert upload(client, book(twelve())).status_code == 403


def test_nobody_imports_without_a_login() -> None:
    assert upload(make.client_for(), book(twelve())).status_code == 401


def test_an_upload_without_a_file_is_malformed(registrar: APIClient) -> None:
    answer = registrar.post("/api/v1/site-imports", {})

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid-input"
