"""One person's way into the API: waits for a server that is away, never does a thing twice."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

PATIENCE = 90.0  # seconds a server may be away
PAUSE = 0.5
TOKEN = "/api/v1/token"
AWAY = {502, 503, 504}
ENDED = {"not-signed-in", "session-ended"}
Body = dict[str, Any]


class Refused(Exception):
    """The API said no; `problem` is its document."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.problem: Body = {}
        if response.content and "json" in response.headers.get("content-type", ""):
            self.problem = response.json()  # the answer to a HEAD has its words left out
        self.code = str(self.problem.get("code", ""))
        asked = f"{response.request.method} {response.request.url.path}"
        super().__init__(f"{asked}: {self.status} {self.code} {response.text[:600]}")


class Away(Exception):
    """A server stayed away longer than we wait."""


@dataclass
class Caller:
    """Somebody who calls; logs in when needed."""

    base: str
    username: str = ""
    password: str = ""
    language: str = "zh-hans"
    token: str = ""
    sign: Callable[[str, str, bytes], Body] | None = None  # the tablet it is logged in on
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.base, timeout=60, trust_env=False)

    def close(self) -> None:
        """Hang up."""
        self.http.close()

    def get(self, path: str, **params: Any) -> Any:
        """Read; gives JSON, or the raw response for anything else."""
        return _content(self.ask("GET", path, params=params or None))

    def post(self, path: str, body: Body | None = None, *, key: str = "", **rest: Any) -> Any:
        """Write once: the key makes a repeated call the same call."""
        headers = {"Idempotency-Key": _key(key)} if key else {}
        given = {"json": body or {}} if not rest else {"data": body or {}, **rest}
        return _content(self.ask("POST", path, headers=headers, **given))

    def ask(self, method: str, path: str, **rest: Any) -> httpx.Response:
        """Call, waiting for a server that is away; raises Refused for an answer of 400 and more."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                response = self._once(method, path, rest)
            except httpx.TransportError as fault:
                response, why = None, str(fault)
            if response is not None and response.status_code not in AWAY:
                if response.status_code >= 400:
                    raise Refused(response)
                return response
            if response is not None:
                why = f"{response.status_code}"
            if time.monotonic() > until:
                raise Away(f"{method} {path}: {why}")
            time.sleep(PAUSE)

    def _once(self, method: str, path: str, rest: dict[str, Any]) -> httpx.Response:
        """Call once, logged in; an ended login is renewed."""
        for last in (False, True):
            if self.username and not self.token:
                self._log_in()
            headers = {"Accept-Language": self.language, **rest.get("headers", {})}
            if self.token:
                headers["Authorization"] = f"Bearer {self.token}"
            response = self.http.request(method, path, **{**rest, "headers": headers})
            if response.status_code != 401 or last or not self._is_stale(response):
                break
            self.token = ""
        return response

    def _is_stale(self, response: httpx.Response) -> bool:
        """Say whether a 401 is about our login, not about a tablet's signature."""
        return bool(self.username) and response.json().get("code") in ENDED

    def _log_in(self) -> None:
        body = json.dumps({"username": self.username, "password": self.password}).encode()
        headers = {"Content-Type": "application/json"}
        if self.sign:
            headers |= self.sign("POST", TOKEN, body)
        response = self.http.post(TOKEN, content=body, headers=headers)
        if response.status_code in AWAY or response.status_code >= 500:
            raise httpx.ConnectError("cannot log in yet")
        if response.status_code != 200:
            raise Refused(response)
        self.token = response.json()["access"]


def _key(name: str) -> str:
    """Make a header of a name that may hold Chinese and be long."""
    return hashlib.sha256(name.encode()).hexdigest()


def _content(response: httpx.Response) -> Any:
    if response.status_code == 204:
        return None
    if "json" in response.headers.get("content-type", ""):
        return response.json()
    return response
