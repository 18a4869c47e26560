"""Logins, people, the register, officers, checklists: before any plan."""

from __future__ import annotations

import io
import shutil
import zipfile

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from infra.demo import sites
from tests.backend.walk.conftest import Stage
from tests.backend.walk.rows import Rest, rows

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")
BOOK = sites.workbook(sites.rows())
IMPORT = "POST /api/v1/site-imports"
PEOPLE = "POST /api/v1/people"
PERSON = {"username": "xinren", "password": "a-long-passphrase-1", "name": "新人（合成）"}
OFFICERS = "POST /api/v1/officers"
INTERESTS = "POST /api/v1/officers/$officer_jiancha1/interests"


def bomb() -> bytes:
    """A workbook whose sheet inflates to 41 MiB."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            more = b" " * (41 << 20) if name.endswith("sheet1.xml") else b""
            new.writestr(name, old.read(name) + more, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def book(row: int, column: int, value: str | int) -> bytes:
    """The good workbook with one cell changed."""
    content = sites.rows()
    content[row][column] = value
    return sites.workbook(content)


def file(data: bytes, name: str = "名录.xlsx") -> Rest:
    """Send a file."""
    return Rest(files={"file": (name, data)})


def officer(**other: str) -> dict[str, str]:
    """A good officer but for what is said."""
    good = {
        "name": "检查员戊（合成）",
        "department": "民政",
        "region": "230102",
        "certificate_number": "HLJ-MZ-00005（合成）",
        "certificate_until": "2028-12-31",
    }
    return {**good, **other}


def send_another(stage: Stage) -> None:
    """Use the key "f" for one file."""
    sent = {"file": SimpleUploadedFile("名录.xlsx", book(1, 6, 76))}
    client = stage.client("dengji")
    answer = client.post(
        "/api/v1/site-imports", sent, format="multipart", headers={"Idempotency-Key": "f"}
    )
    assert answer.status_code == 201


def change_checklist(stage: Stage) -> None:
    """Write a word into a copy of the folder, after the version was proposed or published."""
    place = shutil.copytree(stage.checklists, stage.folder / "changed", dirs_exist_ok=True)
    for version in ("2022.1", "9.1"):
        head = place / "gb-38600-2019" / version / "standard.yaml"
        head.write_text(head.read_text(encoding="utf-8") + "# 改动\n", encoding="utf-8")
    settings.CHECKLISTS = place


# fmt: off
LOGINS = rows(
    "people",
    ("wrong password", "", "POST /api/v1/token", 401, "not-signed-in",
     {"username": "juzhang", "password": "wrong-wrong-1"}),
    ("no such login", "", "POST /api/v1/token", 401, "not-signed-in",
     {"username": "nobody", "password": "x"}),
    ("login without a password", "", "POST /api/v1/token", 400, "invalid-input",
     {"username": "juzhang"}),
    ("a NUL in the login name", "", "POST /api/v1/token", 400, "invalid-input",
     {"username": "ju\0zhang", "password": "x"}),
    ("half a surrogate pair in the login name", "", "POST /api/v1/token", 400, "invalid-input",
     b'{"username": "\\ud800", "password": "x"}'),
    ("a refresh token that is none", "", "POST /api/v1/token/refresh", 401, "not-signed-in",
     {"refresh": "eyJhbGciOiJub25lIn0.e30."}),
    ("a forged login token", "", "GET /api/v1/me", 401, "not-signed-in",
     Rest(headers={"Authorization": "Bearer eyJhbGciOiJub25lIn0.eyJ1c2VyX2lkIjoxfQ."})),
    ("a login token with bytes no header has", "", "GET /api/v1/me", 401, "not-signed-in",
     Rest(headers={"Authorization": "Bearer \xff\xfe"})),
    ("no login", "", PEOPLE, 401, "not-signed-in", PERSON),
    ("not his role", "juzhang", PEOPLE, 403, "forbidden", PERSON),
    ("a login name twice", "guanli", PEOPLE, 422, "username-taken",
     {**PERSON, "username": "juzhang"}),
    ("a weak password", "guanli", PEOPLE, 400, "password-too-weak",
     {**PERSON, "password": "12345678"}),
    ("too long a name", "guanli", PEOPLE, 400, "invalid-input", {**PERSON, "name": "长" * 61}),
    ("a NUL in a name", "guanli", PEOPLE, 400, "invalid-input", {**PERSON, "name": "新\0人"}),
    ("half a surrogate pair in a name", "guanli", PEOPLE, 400, "invalid-input",
     b'{"username": "xinren", "password": "a-long-passphrase-1", "name": "\\ud800"}'),
    ("a number for a name", "guanli", PEOPLE, 400, "invalid-input", {**PERSON, "name": {"a": 1}}),
    ("a list for an object", "guanli", PEOPLE, 400, "invalid-input", b"[1, 2]"),
    ("no JSON", "guanli", PEOPLE, 400, "malformed", b'{"username": "xin'),
    ("JSON that is not UTF-8", "guanli", PEOPLE, 400, "malformed", b'{"name": "\xb0\xb2"}'),
    ("JSON nested without end", "guanli", PEOPLE, 400, "malformed", b"[" * 100_000),
    ("NaN in JSON", "guanli", PEOPLE, 400, "malformed", b'{"username": NaN}'),
    ("a form where JSON is spoken", "guanli", PEOPLE, 400, "malformed", b"username=xinren",
     Rest(headers={"Content-Type": "application/x-www-form-urlencoded"})),
    ("a multipart body without its boundary", "guanli", PEOPLE, 400, "malformed", b"--x",
     Rest(headers={"Content-Type": "multipart/form-data"})),
    ("too long an Idempotency-Key", "guanli", PEOPLE, 400, "malformed", PERSON,
     Rest(headers={"Idempotency-Key": "k" * 101})),
    ("the same key with other content", "guanli", PEOPLE, 422, "idempotency-key-reused",
     {**PERSON, "username": "bieren"}, Rest(first=PERSON, headers={"Idempotency-Key": "k1"})),
    ("an answer in XML", "guanli", "GET /api/v1/me", 406, "not-acceptable",
     Rest(headers={"Accept": "application/xml"})),
    ("another house's name", "guanli", "GET /api/v1/me", 400, "malformed",
     Rest(headers={"Host": "evil.example"})),
    ("a method the address has not", "guanli", "DELETE /api/v1/people", 405, "method-not-allowed"),
    ("an unknown role", "guanli", "POST /api/v1/people/$person_lingren/grants", 400,
     "invalid-input", {"role": "king", "region": "230102"}),
    ("an unknown region", "guanli", "POST /api/v1/people/$person_lingren/grants", 400,
     "unknown-region", {"role": "head", "region": "999999"}),
    ("a role above one's own region", "guanli", "POST /api/v1/people/$person_lingren/grants", 404,
     "not-found", {"role": "head", "region": "230000"}),
    ("a role for somebody of another county", "waixian",
     "POST /api/v1/people/$person_juzhang/grants", 404, "not-found",
     {"role": "head", "region": "230103"}),
    ("an id that is none", "guanli", "POST /api/v1/people/juzhang/grants", 404, "not-found"),
    ("an address that is none", "guanli", "GET /api/v1/nothing/here", 404, "not-found"),
    ("letting time run backwards", "guanli", "POST /api/v1/demo/clock", 400, "invalid-input",
     {"advance_days": -1}),
    ("letting a million days pass", "guanli", "POST /api/v1/demo/clock", 400, "invalid-input",
     {"advance_days": 10**9}),
)

IMPORTS = rows(
    "people",
    ("no file", "dengji", IMPORT, 400, "invalid-input", {}),
    ("a word for a file", "dengji", IMPORT, 400, "invalid-input", {"file": "名录.xlsx"}),
    ("an empty file", "dengji", IMPORT, 400, "workbook-not-xlsx", file(b"")),
    ("a text for a workbook", "dengji", IMPORT, 400, "workbook-not-xlsx", file(b"a,b\n1,2\n")),
    ("a photo for a workbook", "dengji", IMPORT, 400, "workbook-not-xlsx",
     file(b"\xff\xd8\xff\xe0" + b"\0" * 900)),
    ("an old xls", "dengji", IMPORT, 400, "workbook-not-xlsx", file(OLE)),
    ("a workbook under a password", "dengji", IMPORT, 400, "workbook-encrypted", file(ENCRYPTED)),
    ("a truncated workbook", "dengji", IMPORT, 400, "workbook-not-xlsx", file(BOOK[:-800])),
    ("a zip bomb", "dengji", IMPORT, 400, "workbook-too-large", file(bomb())),
    ("a formula", "dengji", IMPORT, 400, "workbook-has-formula", file(book(1, 6, "=20*4"))),
    ("headings only", "dengji", IMPORT, 400, "workbook-empty", file(sites.workbook([]))),
    ("a file from another role", "jihua", IMPORT, 403, "forbidden", file(BOOK)),
    ("a file without login", "", IMPORT, 401, "not-signed-in", file(BOOK)),
)

REGISTER = rows(
    "registered",
    ("applying an import with faults", "dengji", f"{IMPORT}/$faulty/apply", 422,
     "site-import-faulty"),
    ("applying another's import", "duomian", f"{IMPORT}/$ready/apply", 404, "not-found"),
    ("another county reads an import", "linqu", "GET /api/v1/site-imports/$ready", 404,
     "not-found"),
    ("the same key with another file", "dengji", IMPORT, 422, "idempotency-key-reused", {},
     Rest(file(book(1, 6, 77)), ready=send_another, headers={"Idempotency-Key": "f"})),
    ("an expired certificate", "dengji", OFFICERS, 422, "certificate-expired",
     officer(certificate_until="2020-01-01")),
    ("a certificate twice", "dengji", OFFICERS, 422, "certificate-number-taken",
     officer(certificate_number="HLJ-MZ-00001（合成）")),
    ("an officer for another county", "dengji", OFFICERS, 404, "not-found",
     officer(region="230103")),
    ("an officer from another county's registrar", "linqu", OFFICERS, 404, "not-found", officer()),
    ("a day that is none", "dengji", OFFICERS, 400, "invalid-input",
     officer(certificate_until="2028-02-30")),
    ("a term that ends before it begins", "dengji", OFFICERS, 422, "term-ends-early",
     officer(valid_from="2026-02-01", valid_until="2026-01-01")),
    ("one person as two officers", "dengji", OFFICERS, 422, "person-already-officer",
     officer(person="$person_jiancha1")),
    ("a person who is none", "dengji", OFFICERS, 404, "not-found",
     officer(person="00000000-0000-7000-8000-000000000000")),
    ("a hard reason declared soft", "dengji", INTERESTS, 422, "interest-kind-differs",
     {"kind": "soft", "reason": "kin", "site": "$site"}),
    ("an interest in a home and its holder", "dengji", INTERESTS, 422, "interest-needs-one-object",
     {"kind": "hard", "reason": "kin", "site": "$site", "legal_person": "$holder"}),
    ("an interest in nothing", "dengji", INTERESTS, 422, "interest-needs-one-object",
     {"kind": "hard", "reason": "kin"}),
    ("another county declares an interest", "linqu", INTERESTS, 404, "not-found",
     {"kind": "hard", "reason": "kin", "site": "$site"}),
    ("a manager without the role", "dengji", "POST /api/v1/legal-persons/$holder/managers", 422,
     "not-home-manager", {"person": "$person_lingren"}),
    ("a manager of one site of a holder", "dengji", "POST /api/v1/sites/$site/managers", 422,
     "site-has-legal-person", {"person": "$person_yuanzhang"}),
    ("another county appoints a manager", "linqu", "POST /api/v1/legal-persons/$holder/managers",
     404, "not-found", {"person": "$person_yuanzhang"}),
    ("another county reads a home", "linqu", "GET /api/v1/sites/$site", 404, "not-found"),
    ("a home manager reads a home not his", "linyuan", "GET /api/v1/sites/$site", 404, "not-found"),
    ("a NUL in a search", "dengji", "GET /api/v1/sites?name=%00", 400, "invalid-input"),
    ("a NUL in a filter", "dengji", "GET /api/v1/sites?kind=%00", 400, "invalid-input"),
    ("a cursor that is none", "dengji", "GET /api/v1/sites?cursor=%FF%00x", 404, "not-found"),
    ("a site's id with a NUL", "dengji", "GET /api/v1/sites/%00", 404, "not-found"),
    ("a site's id with SQL in it", "dengji", "GET /api/v1/sites/1'%20OR%20'1'='1", 404,
     "not-found"),
)

CHECKLISTS = rows(
    "checklists",
    ("a checklist that is not there", "dengji", "POST /api/v1/checklists", 422,
     "checklist-folder-missing", {"standard": "gb-00000-2019", "version": "1"}),
    ("a way out of the folder", "dengji", "POST /api/v1/checklists", 400,
     "checklist-name-malformed", {"standard": "../../etc", "version": "1"}),
    ("a way out by the version", "dengji", "POST /api/v1/checklists", 400,
     "checklist-name-malformed", {"standard": "example", "version": "1/../../x"}),
    ("loading by another role", "kezhang", "POST /api/v1/checklists", 403, "forbidden",
     {"standard": "example", "version": "1"}),
    ("proposing what is published", "dengji", "POST /api/v1/checklists/$checklist/propose", 422,
     "checklist-not-draft"),
    ("publishing a draft", "kezhang", "POST /api/v1/checklists/$draft/publish", 422,
     "checklist-not-proposed"),
    ("publishing one's own proposal", "duomian", "POST /api/v1/checklists/$proposed/publish", 422,
     "checklist-same-person"),
    ("publishing without the role", "dengji", "POST /api/v1/checklists/$proposed/publish", 403,
     "forbidden"),
    ("publishing what was changed since", "kezhang", "POST /api/v1/checklists/$proposed/publish",
     422, "checklist-changed", Rest(ready=change_checklist)),
    ("loading other files under a published version", "dengji", "POST /api/v1/checklists", 422,
     "checklist-frozen", {"standard": "gb-38600-2019", "version": "2022.1"},
     Rest(ready=change_checklist)),
    ("a checklist that nobody knows", "dengji",
     "POST /api/v1/checklists/00000000-0000-7000-8000-000000000000/propose", 404, "not-found"),
    ("a bundle by a wrong digest", "jiancha1", f"GET /api/v1/checklists/{'0' * 64}/bundle", 404,
     "not-found"),
    ("a bundle by a NUL", "jiancha1", "GET /api/v1/checklists/%00/bundle", 400, "not-storable"),
    ("a bundle without login", "", "GET /api/v1/checklists/$digest/bundle", 401, "not-signed-in"),
    ("a filter with a NUL", "jiancha1", "GET /api/v1/checklists?standard=%00", 400,
     "invalid-input"),
)
# fmt: on

ROWS = [*LOGINS, *IMPORTS, *REGISTER, *CHECKLISTS]
