"""Logins on tablets, forgotten passphrases, officers' keys, ciphertext, numbers to ring."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from infra.demo.secrets import jwk_of, new_key
from tests.backend.walk.conftest import Stage
from tests.backend.walk.field_rows import ENROL, NEW, POINT
from tests.backend.walk.rows import Rest, Row, rows

TOKEN = "POST /api/v1/token"
RESETS = "/api/v1/devices/$device/resets"
GRANT = f"POST {RESETS}/$reset/grant"
OFFICER_KEYS = "POST /api/v1/visits/$visit1/officer-keys"
CONTACTS = "POST /api/v1/emergency-contacts"
JOURNALS = "POST /api/v1/sync/journals"
KEY = jwk_of(new_key())
LOGIN = {"username": "juzhang", "password": "a-long-passphrase-1"}
NUMBER = {"region": "230102", "title_zh": "值班室（合成）", "phone": "0451-11111111"}


def signed_by(
    number: int,
    call: str,
    body: Any = None,
    *,
    spoil: Callable[[dict[str, str]], Any] | None = None,
) -> Rest:
    """Send a call that a tablet signed; spoil: change its headers afterwards."""
    method, address = call.split(" ", 1)

    def how(stage: Stage) -> Any:
        where, raw = stage.fill(address), b"" if body is None else json.dumps(body).encode()
        headers = stage.tablet(number).headers(method, where, raw)
        if spoil:
            spoil(headers)
        client = stage.client("")
        return client.generic(method, where, raw, content_type="application/json", headers=headers)

    return Rest(how=how)


def unknown(headers: dict[str, str]) -> None:
    headers["Xingjian-Device"] = NEW


def forged(headers: dict[str, str]) -> None:
    headers["Xingjian-Signature"] = "AAAA"


# fmt: off
LOGINS = rows(
    "enrolled",
    ("a login under a forged signature", "", TOKEN, 401, "signature-wrong",
     signed_by(1, TOKEN, LOGIN, spoil=forged)),
    ("a login from a tablet nobody enrolled", "", TOKEN, 401, "device-unknown",
     signed_by(1, TOKEN, LOGIN, spoil=unknown)),
    ("a login on a revoked tablet", "", TOKEN, 401, "device-revoked", signed_by(3, TOKEN, LOGIN)),
    ("a wrong password on a tablet", "", TOKEN, 401, "not-signed-in",
     signed_by(1, TOKEN, {**LOGIN, "password": "wrong-wrong-1"})),
    ("going on with nothing", "", f"{TOKEN}/refresh", 400, "invalid-input", {}),
    ("logging out with nothing", "", f"{TOKEN}/end", 400, "invalid-input", {}),
    ("ending the logins of somebody elsewhere", "waixian",
     "POST /api/v1/people/$person_jiancha1/end-sessions", 404, "not-found"),
)

KEYS = rows(
    "enrolled",
    ("a data key wrapped for nobody", "", ENROL, 400, "envelope-broken",
     {"code": "$code", "device": NEW, "public_jwk": KEY, "wrapped_data_key": {"key": NEW}}),
    ("a data key that is a word", "", ENROL, 400, "invalid-input",
     {"code": "$code", "device": NEW, "public_jwk": KEY, "wrapped_data_key": "key"}),
    ("a reset nobody signed", "", f"POST {RESETS}", 401, "device-differs", {"public_jwk": KEY}),
    ("a reset another tablet signed", "", f"POST {RESETS}", 401, "device-differs",
     signed_by(2, f"POST {RESETS}", {"public_jwk": KEY})),
    ("a reset under a forged signature", "", f"POST {RESETS}", 401, "signature-wrong",
     signed_by(1, f"POST {RESETS}", {"public_jwk": KEY}, spoil=forged)),
    ("a reset of a revoked tablet", "", "POST /api/v1/devices/$revoked/resets", 401,
     "device-revoked",
     signed_by(3, "POST /api/v1/devices/$revoked/resets", {"public_jwk": KEY})),
    ("a reset for a key that is none", "", f"POST {RESETS}", 422, "not-a-key",
     signed_by(1, f"POST {RESETS}", {"public_jwk": POINT})),
    ("a reset read by another tablet", "", f"GET {RESETS}/$reset", 401, "device-differs",
     signed_by(2, f"GET {RESETS}/$reset")),
    ("a reset that is not there", "", f"GET {RESETS}/{NEW}", 422, "reset-closed",
     signed_by(1, f"GET {RESETS}/{NEW}")),
    ("a reset granted by other digits", "dengji", GRANT, 422, "check-digits-differ",
     {"check": "12345"}),
    ("a reset granted without digits", "dengji", GRANT, 400, "invalid-input", {}),
    ("a reset granted by another role", "jiancha1", GRANT, 403, "forbidden", {"check": "1"}),
    ("a reset granted by another county", "linqu", GRANT, 404, "not-found", {"check": "1"}),
    ("a reset refused by another county", "linqu", f"POST {RESETS}/$reset/refuse", 404,
     "not-found"),
    ("an officer's key of no visit of his", "duomian", OFFICER_KEYS, 403, "forbidden",
     {"device": "$device", "public_jwk": KEY}),
    ("an officer's key that is no point", "lead1", OFFICER_KEYS, 422, "not-a-key",
     {"device": "$device", "public_jwk": POINT}),
    ("an officer's key on a revoked tablet", "lead1", OFFICER_KEYS, 401, "device-revoked",
     {"device": "$revoked", "public_jwk": KEY}),
    ("an officer's key on nobody's tablet", "lead1", OFFICER_KEYS, 401, "device-unknown",
     {"device": NEW, "public_jwk": KEY}),
)

OFFICE = rows(
    "enrolled",
    ("opening what is not there", "guanli", f"POST /api/v1/sync/escrow/{NEW}/open", 404,
     "not-found"),
    ("opening by another role", "dengji", f"POST /api/v1/sync/escrow/{NEW}/open", 403, "forbidden"),
    ("a journal without a file", "dengji", JOURNALS, 400, "invalid-input", {}),
    ("a journal by another role", "jiancha1", JOURNALS, 403, "forbidden",
     Rest(files={"file": ("x.xjx", b"x")})),
    ("a number of words", "dengji", CONTACTS, 400, "invalid-input", {**NUMBER, "phone": "值班室"}),
    ("a number for another county", "dengji", CONTACTS, 404, "not-found",
     {**NUMBER, "region": "230103"}),
    ("a number twice", "dengji", CONTACTS, 422, "emergency-contact-known",
     {**NUMBER, "phone": "0451-00000000"}),
    ("a number by another role", "jiancha1", CONTACTS, 403, "forbidden", NUMBER),
    ("another county withdraws a number", "linqu",
     "POST /api/v1/emergency-contacts/$contact/withdraw", 404, "not-found"),
)
# fmt: on

ROWS: list[Row] = [*LOGINS, *KEYS, *OFFICE]
