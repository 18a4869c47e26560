"""People, sites, officers: the registers before any plan (名录)."""

from typing import Any

from infra.demo import sites
from infra.demo.cast import ADMINISTRATOR, CAST, DISTRICT, OFFICERS
from infra.demo.client import Caller, Refused
from infra.demo.districts import DISTRICTS, HOMES, SITES
from infra.demo.report import Done
from infra.demo.walk import Walk, check

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def everything(caller: Caller, path: str, **params: Any) -> list[dict[str, Any]]:
    """Read a list through all of its pages."""
    rows, answer = [], caller.get(path, page_size=200, **params)
    while True:
        rows += answer["results"]
        if not answer["next"]:
            return rows
        answer = caller.get(answer["next"])


def people(walk: Walk) -> Done:
    """Create everybody and what they may do."""
    admin = walk.as_(ADMINISTRATOR)
    ids = {}
    for member in CAST:
        body = {
            "username": member.username,
            "password": walk.passwords[member.username],
            "name": member.name,
            "department": member.department,
        }
        person = admin.post("/api/v1/people", body, key=f"person:{member.username}")
        ids[member.username] = person["id"]
        for role in member.roles:
            grant = {"role": role, "region": member.region}
            url = f"/api/v1/people/{person['id']}/grants"
            admin.post(url, grant, key=f"grant:{member.username}:{role}")
    walk.keep("people", ids)
    return Done("人员与授权：每人只在本区划内有权", len(ids), "/api/v1/people")


def import_sites(walk: Walk) -> Done:
    """Send the city's file with three wrong rows, then the right one."""
    city, registrar = walk.as_("shidengji"), walk.as_("dengji")
    bad = _send(walk, city, "名录-有误.xlsx", sites.wrong())
    named = {(fault["row"], fault["column"]) for fault in bad["faults"]}
    check(named == sites.WRONG_CELLS, f"faults named {named}, expected {sites.WRONG_CELLS}")
    _refused(city, bad)

    good = _send(walk, city, "名录.xlsx", sites.workbook(sites.city_rows()))
    check(not good["faults"], f"the right file has faults: {good['faults']}")
    city.post(f"/api/v1/site-imports/{good['id']}/apply", key="apply-sites")

    every = everything(city, "/api/v1/sites")
    regions = {row["region"] for row in every}
    check(len(every) == SITES, f"{len(every)} sites, expected {SITES}")
    check(regions == set(DISTRICTS), f"sites in {len(regions)} districts")
    _keep_own(walk, everything(registrar, "/api/v1/sites"))
    return Done(
        f"名录导入：3 处错误按行列指出，无半成品；改正后 {len(regions)} 个区县",
        len(every),
        "var/demo/名录.xlsx",
    )


def _refused(city: Caller, bad: dict[str, Any]) -> None:
    """The file with errors cannot be applied and left nothing behind."""
    try:
        city.post(f"/api/v1/site-imports/{bad['id']}/apply", key="apply-wrong-sites")
        check(False, "a file with errors was applied")
    except Refused as refused:
        check(refused.code == "site-import-faulty", f"applying a file with errors: {refused}")
    held = city.get("/api/v1/site-imports")["results"]
    if all(row["state"] != "applied" for row in held):
        check(not everything(city, "/api/v1/sites"), "a file with errors left sites behind")


def _keep_own(walk: Walk, own: list[dict[str, Any]]) -> None:
    """The district's registrar sees its own homes only; they are what the walk goes on with."""
    shared = [row for row in own if row["uscc"] == sites.code(1)]
    unfiled = [row for row in own if row["state"] == "unfiled"]
    check({row["region"] for row in own} == {DISTRICT}, "the district sees other districts")
    check(len(own) == HOMES, f"{len(own)} homes in the district, expected {HOMES}")
    check([len(shared), len(unfiled)] == [2, 1], "two under one certificate, one unfiled")
    walk.keep("sites", {row["label"]: row["id"] for row in own})
    walk.keep("holders", {row["label"]: row["legal_person"] for row in own})


def _send(walk: Walk, registrar: Caller, name: str, data: bytes) -> Any:
    kept = walk.folder / name  # an Excel file holds its time: send the same one again
    data = kept.read_bytes() if kept.exists() else walk.file(name, data).read_bytes()
    files = {"file": (name, data, XLSX)}
    return registrar.post("/api/v1/site-imports", key=f"import:{name}", files=files)


def officers(walk: Walk) -> Done:
    """Register four officers with their certificates, one with a declared interest."""
    registrar = walk.as_("dengji")
    ids = {}
    for number, member in enumerate(OFFICERS, 1):
        body = {
            "name": member.name,
            "department": member.department,
            "region": DISTRICT,
            "certificate_number": f"HLJ-MZ-0000{number}（合成）",
            "certificate_until": "2028-12-31",
            "person": walk.kept["people"][member.username],
        }
        made = registrar.post("/api/v1/officers", body, key=f"officer:{member.username}")
        ids[member.username] = made["id"]
    walk.keep("officers", ids)
    home = walk.kept["sites"][next(iter(sorted(walk.kept["sites"])))]
    interest = {"kind": "hard", "reason": "kin", "site": home}
    url = f"/api/v1/officers/{ids['jiancha4']}/interests"
    registrar.post(url, interest, key="interest:jiancha4")
    return Done("执法检查人员：证号与有效期，1 项申报回避", len(ids), "/api/v1/officers")


STEPS = [people, import_sites, officers]
