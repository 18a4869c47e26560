"""Orders, papers, publication, the public's own reading."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

from infra.demo.photo import photo
from tests.backend.walk.rows import Rest, rows

PHOTO = photo("small", 7, (320, 240))
ORDER = "POST /api/v1/orders/$order"
SERVED = {"served_on": "$today", "kind": "direct", "recipient": "院长（合成）"}
RESULT = {"result": "passed", "way": "desk", "note": "已整改"}
PUBLICATION = "POST /api/v1/publications/$publication"
NOBODY = "00000000-0000-7000-8000-000000000000"


def wide() -> bytes:
    """A small file that opens to sixty million pixels."""
    out = BytesIO()
    Image.new("1", (10_000, 6_000)).save(out, "PNG")
    return out.getvalue()


def sent(*files: tuple[str, bytes]) -> Rest:
    """Send files with an answer."""
    return Rest(files={"files": list(files)})


def served(**other: Any) -> dict[str, Any]:
    """A good service but for what is said."""
    return {**SERVED, **other}


TEXT = {"text": "已整改（合成）"}
# fmt: off
DRAFT = rows(
    "concluded",
    ("serving what was not issued", "lead1", f"{ORDER}/serve", 422, "order-state-wrong", SERVED),
    ("answering what the home has not got", "yuanzhang", f"{ORDER}/answer", 404, "not-found", TEXT,
     sent()),
    ("re-checking what was not issued", "lead1", f"{ORDER}/recheck", 422, "order-state-wrong",
     RESULT),
    ("closing what was not issued", "kezhang", f"{ORDER}/close", 422, "order-state-wrong"),
    ("issuing without the role", "kezhang", f"{ORDER}/issue", 403, "forbidden"),
    ("issuing from another county", "waixian", f"{ORDER}/issue", 404, "not-found"),
    ("issuing what moved on", "juzhang", f"{ORDER}/issue", 409, "version-conflict",
     {"seen_version": 99}),
    ("an order nobody knows", "juzhang", f"POST /api/v1/orders/{NOBODY}/issue", 404, "not-found"),
    ("scanning in after the conclusion", "lead1", "POST /api/v1/visits/$visit1/scan-in", 422,
     "visit-wrong-state", {"reason": "补记"}),
    ("a package after the conclusion", "lead1", "GET /api/v1/visits/$visit1/package", 422,
     "visit-wrong-state", Rest(headers={"Xingjian-Device": "$device"})),
    ("cancelling after the conclusion", "jihua", "POST /api/v1/visits/$visit1/cancel", 422,
     "visit-wrong-state", {"seen_version": "$visit1_version", "reason": "x"}),
    ("a state of orders that is none", "kezhang", "GET /api/v1/orders?state=x", 400,
     "invalid-input"),
    ("a site of orders that is no id", "kezhang", "GET /api/v1/orders?site=%00", 400,
     "invalid-input"),
)

ISSUED = rows(
    "issued",
    ("issuing twice", "juzhang", f"{ORDER}/issue", 422, "order-state-wrong"),
    ("answering before the service", "yuanzhang", f"{ORDER}/answer", 422, "order-state-wrong", TEXT,
     sent()),
    ("served tomorrow", "lead1", f"{ORDER}/serve", 422, "service-date-impossible",
     served(served_on="2099-01-01")),
    ("served before the visit", "lead1", f"{ORDER}/serve", 422, "service-date-impossible",
     served(served_on="2020-01-01")),
    ("served in a way that is none", "lead1", f"{ORDER}/serve", 400, "invalid-input",
     served(kind="pigeon")),
    ("left at the home without a witness", "lead1", f"{ORDER}/serve", 422,
     "service-witness-missing", served(kind="retained")),
    ("served on a day that is none", "lead1", f"{ORDER}/serve", 400, "invalid-input",
     served(served_on="2026-13-45")),
    ("served by the head", "juzhang", f"{ORDER}/serve", 403, "forbidden", SERVED),
    ("served from another county", "linqu", f"{ORDER}/serve", 404, "not-found", SERVED),
    ("served from a revoked tablet", "lead1", f"{ORDER}/serve", 403, "forbidden", SERVED,
     Rest(headers={"Xingjian-Device": "$revoked"})),
    ("the same service key with another day", "lead1", f"{ORDER}/serve", 422,
     "idempotency-key-reused", served(recipient="他人"),
     Rest(first=SERVED, headers={"Idempotency-Key": "s"})),
    ("a date confirmed before the service", "juzhang", f"{ORDER}/confirm-service", 422,
     "service-date-settled", {"served_on": "$today"}),
)

SERVING = rows(
    "served",
    ("served twice on another day", "lead1", f"{ORDER}/serve", 422, "paper-already-served",
     served(kind="post")),
    ("answered by another home", "linyuan", f"{ORDER}/answer", 404, "not-found", TEXT, sent()),
    ("answered by the office", "kezhang", f"{ORDER}/answer", 403, "forbidden", TEXT, sent()),
    ("answered without words", "yuanzhang", f"{ORDER}/answer", 400, "invalid-input", {"text": " "},
     sent()),
    ("a thousand fields", "yuanzhang", f"{ORDER}/answer", 400, "malformed",
     {f"field{n}": "x" for n in range(1001)}, sent()),
    ("too long an answer", "yuanzhang", f"{ORDER}/answer", 400, "invalid-input",
     {"text": "长" * 4001}, sent()),
    ("a program for a photo", "yuanzhang", f"{ORDER}/answer", 400, "answer-file-unfit", TEXT,
     sent(("整改.jpg", b"MZ\x90\0" + b"\0" * 500))),
    ("a page for a photo", "yuanzhang", f"{ORDER}/answer", 400, "answer-file-unfit", TEXT,
     sent(("整改.jpg", b"<html><script>1</script></html>"))),
    ("a truncated photo", "yuanzhang", f"{ORDER}/answer", 400, "answer-file-unfit", TEXT,
     sent(("整改.jpg", PHOTO[: len(PHOTO) // 2]))),
    ("a good photo and a bad one", "yuanzhang", f"{ORDER}/answer", 400, "answer-file-unfit", TEXT,
     sent(("整改.jpg", PHOTO), ("整改2.jpg", PHOTO[:99]))),
    ("a damaged PDF", "yuanzhang", f"{ORDER}/answer", 400, "answer-file-unfit", TEXT,
     sent(("整改.pdf", b"%PDF-1.7\n" + b"x" * 99))),
    ("an empty file", "yuanzhang", f"{ORDER}/answer", 400, "invalid-input", TEXT,
     sent(("整改.jpg", b""))),
    ("a pixel bomb", "yuanzhang", f"{ORDER}/answer", 400, "answer-file-unfit", TEXT,
     sent(("整改.png", wide()))),
    ("eleven megabytes", "yuanzhang", f"{ORDER}/answer", 400, "answer-file-unfit", TEXT,
     sent(("整改.jpg", PHOTO + b"\0" * (11 << 20)))),
    ("thirteen files", "yuanzhang", f"{ORDER}/answer", 400, "answer-files-too-many", TEXT,
     sent(*((f"{n}.jpg", PHOTO) for n in range(13)))),
    ("a file's name with a NUL", "yuanzhang", f"{ORDER}/answer", 400, "answer-file-unfit", TEXT,
     sent(("整\0改.exe", b"MZ"))),
    ("the same answer key with another photo", "yuanzhang", f"{ORDER}/answer", 422,
     "idempotency-key-reused", {"text": "另一说法"},
     Rest(files={}, first=TEXT, headers={"Idempotency-Key": "a"})),
    ("re-checking before the answer", "lead1", f"{ORDER}/recheck", 422, "order-state-wrong",
     RESULT),
    ("issuing after the service", "juzhang", f"{ORDER}/issue", 422, "order-state-wrong"),
    ("no more time at all", "juzhang", f"{ORDER}/extend", 400, "invalid-input",
     {"amount": 0, "reason": "x"}),
    ("more time than there is", "juzhang", f"{ORDER}/extend", 400, "invalid-input",
     {"amount": 10**9, "reason": "x"}),
    ("more time by the section", "kezhang", f"{ORDER}/extend", 403, "forbidden",
     {"amount": 3, "reason": "x"}),
    ("more time from another county", "waixian", f"{ORDER}/extend", 404, "not-found",
     {"amount": 3, "reason": "x"}),
    ("confirming a day that is settled", "juzhang", f"{ORDER}/confirm-service", 422,
     "service-date-settled", {"served_on": "$today"}),
    ("another home reads the order", "linyuan", "GET /api/v1/orders/$order", 404, "not-found"),
)

ANSWERED = rows(
    "answered",
    ("answering twice", "yuanzhang", f"{ORDER}/answer", 422, "order-state-wrong", TEXT, sent()),
    ("failed without saying why", "lead1", f"{ORDER}/recheck", 422, "order-reason-missing",
     {"result": "failed", "note": " "}),
    ("a result that is none", "lead1", f"{ORDER}/recheck", 400, "invalid-input",
     {"result": "perhaps"}),
    ("re-checked from another county", "linqu", f"{ORDER}/recheck", 404, "not-found", RESULT),
    ("re-checked by the section", "kezhang", f"{ORDER}/recheck", 403, "forbidden", RESULT),
    ("closed without a re-check", "kezhang", f"{ORDER}/close", 422, "order-state-wrong"),
    ("another home reads a file of the answer", "linyuan", "GET /api/v1/orders/$order/files/$file",
     404, "not-found"),
    ("a file under another order", "kezhang", f"GET /api/v1/orders/{NOBODY}/files/$file", 404,
     "not-found"),
)

RECHECKED = rows(
    "rechecked",
    ("closed by who re-checked", "duomian", f"{ORDER}/close", 422, "order-closed-by-rechecker"),
    ("closed by the registrar", "dengji", f"{ORDER}/close", 403, "forbidden"),
    ("closed from another county", "waixian", f"{ORDER}/close", 404, "not-found"),
    ("closed on an old version", "kezhang", f"{ORDER}/close", 409, "version-conflict",
     {"seen_version": 1}),
    ("publishing another county's result", "waixian", f"{PUBLICATION}/publish", 404, "not-found"),
    ("publishing without the role", "jihua", f"{PUBLICATION}/publish", 403, "forbidden"),
    ("publishing an old version", "gongshi", f"{PUBLICATION}/publish", 409, "version-conflict",
     {"seen_version": 77}),
    ("withdrawing what is not published", "gongshi", f"{PUBLICATION}/withdraw", 422,
     "publication-not-published", {"reason": "x"}),
    ("taking down what is not published", "gongshi", f"{PUBLICATION}/takedown", 422,
     "publication-not-published", {"reason": "x"}),
)

PUBLISHED = rows(
    "published",
    ("closing twice", "juzhang", f"{ORDER}/close", 422, "order-state-wrong"),
    ("answering what is closed", "yuanzhang", f"{ORDER}/answer", 422, "order-state-wrong", TEXT,
     sent()),
    ("publishing twice", "gongshi", f"{PUBLICATION}/publish", 422, "publication-not-due"),
    ("withdrawing without a reason", "gongshi", f"{PUBLICATION}/withdraw", 400, "invalid-input",
     {"reason": ""}),
    ("withdrawing from another county", "waixian", f"{PUBLICATION}/withdraw", 404, "not-found",
     {"reason": "x"}),
    ("a takedown confirmed by the same person", "gongshi",
     "POST /api/v1/publications/$publication2/confirm-takedown", 422, "takedown-same-person"),
    ("a takedown confirmed from another county", "waixian",
     "POST /api/v1/publications/$publication2/confirm-takedown", 404, "not-found"),
    ("confirming what was not taken down", "juzhang", f"{PUBLICATION}/confirm-takedown", 422,
     "publication-not-taken-down"),
    ("publishing again what was taken down", "gongshi",
     "POST /api/v1/publications/$publication2/publish", 422, "publication-not-due"),
    ("a publication's state that is none", "gongshi", "GET /api/v1/publications?state=%00", 400,
     "invalid-input"),
    ("a cursor to no day", "gongshi", "GET /api/v1/publications?cursor=cD1zb29u", 404,
     "not-found"),
    ("a publication's site that is no id", "gongshi", "GET /api/v1/publications?site=home", 400,
     "invalid-input"),
    ("a paper's version that is none", "kezhang", "GET /api/v1/papers/$paper/file?version=secret",
     400, "invalid-input"),
    ("another home's paper", "linyuan", "GET /api/v1/papers/$paper", 404, "not-found"),
    ("another county's paper", "waixian", "GET /api/v1/papers/$paper/file", 404, "not-found"),
    ("a paper by no id", "kezhang", "GET /api/v1/papers/..%2f..%2fetc%2fpasswd", 404, "not-found"),
    ("making a good paper again", "kezhang", "POST /api/v1/papers/$paper/render-again", 422,
     "paper-not-sealed"),
    ("papers of a subject that is no id", "kezhang", "GET /api/v1/papers?subject=1;DROP", 400,
     "invalid-input"),
    ("another home's credit", "linyuan", "GET /api/v1/sites/$site1/credit", 404, "not-found"),
    ("credit as known at no moment", "kezhang", "GET /api/v1/sites/$site1/credit?known=soon", 400,
     "malformed"),
    ("credit as known on the 99th", "kezhang",
     "GET /api/v1/sites/$site1/credit?known=2026-02-99T00:00:00Z", 400, "malformed"),
    ("the log by who may not read it", "juzhang", "GET /api/v1/operation-log", 403, "forbidden"),
    ("the log with a NUL", "jiandu", "GET /api/v1/operation-log?subject=%00", 400, "invalid-input"),
    ("deliveries in a state that is none", "guanli", "GET /api/v1/outbox?state=%00", 400,
     "invalid-input"),
    ("a delivery nobody knows", "guanli", "POST /api/v1/outbox/999999999/retry", 404, "not-found"),
    ("a delivery beyond every number", "guanli", f"POST /api/v1/outbox/{'9' * 30}/retry", 404,
     "not-found"),
    ("the quarantine by a reviewer", "kezhang", "GET /api/v1/sync/quarantine", 403, "forbidden"),
    ("the quarantine with a NUL", "guanli", "GET /api/v1/sync/quarantine?state=%00", 400,
     "invalid-input"),
    ("the public searches with a NUL", "", "GET /api/v1/public/sites?name=%00", 400,
     "invalid-input"),
    ("the public searches with a book", "", f"GET /api/v1/public/sites?name={'长' * 200}", 400,
     "invalid-input"),
    ("the public asks for a home nobody knows", "", f"GET /api/v1/public/sites/{NOBODY}", 404,
     "not-found"),
    ("the public asks for a draw's bundle before its time", "",
     "GET /api/v1/public/draws/$draw/bundle", 404, "not-found"),
    ("the public asks for draws with a NUL", "", "GET /api/v1/public/draws?region=%00", 400,
     "invalid-input"),
)
# fmt: on

ROWS = [*DRAFT, *ISSUED, *SERVING, *ANSWERED, *RECHECKED, *PUBLISHED]
