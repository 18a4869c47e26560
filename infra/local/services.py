"""The whole local stack (本机服务): what belongs to it, and the environment it gives."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from infra.local.objects import Objects
from infra.local.places import ROOT, Places
from infra.local.postgres import APP, OWNER, Postgres
from infra.local.programs import Beat, Web, Worker
from infra.local.secret import secret
from infra.local.service import Service
from infra.local.trouble import Trouble
from infra.local.valkey import Valkey

SERVERS = ("postgres", "valkey", "objects")
PROGRAMS = ("web", "worker", "beat")
FONTS = "backend/tablet/node_modules/@expo-google-fonts"
GIVEN_BY = {  # a variable set by whoever runs us replaces the server of that name
    "postgres": "DATABASE_URL",
    "valkey": "REDIS_URL",
    "objects": "S3_ENDPOINT_URL",
}


class Stack:
    """The services of one state folder; a server whose address is given is left alone."""

    def __init__(self, places: Places, given: Mapping[str, str] = os.environ) -> None:
        places.make()
        self.places = places
        self.given = given
        self.postgres = Postgres(places)
        self.valkey = Valkey(places)
        self.objects = Objects(places)

    def given_elsewhere(self, name: str) -> str | None:
        """The variable that points this server elsewhere; our own address does not count."""
        variable = GIVEN_BY.get(name)
        value = self.given.get(variable or "")
        return variable if value and value != self._embedded().get(variable or "") else None

    def environment(self) -> dict[str, str]:
        """What the application reads: the addresses, where state lies, and its key."""
        own = self._embedded()
        if self.given_elsewhere("postgres"):
            own["DATABASE_URL"] = self.given["DATABASE_URL"]
            own["DATABASE_OWNER_URL"] = self.given.get(
                "DATABASE_OWNER_URL", self.given["DATABASE_URL"]
            )
        if self.given_elsewhere("valkey"):
            own["REDIS_URL"] = self.given["REDIS_URL"]
        if self.given_elsewhere("objects"):
            own |= {
                key: self.given[key] for key in own if key.startswith("S3_") and key in self.given
            }
        return own

    def service(self, name: str) -> Service:
        """The server or program of that name.  Raises Trouble for an unknown one."""
        servers: dict[str, Service] = {
            one.name: one for one in (self.postgres, self.valkey, self.objects)
        }
        if name in servers:
            return servers[name]
        programs = {one.name: one for one in (Web, Worker, Beat)}
        if name in programs:
            return programs[name](self.places, self.environment())
        known = ", ".join((*SERVERS, *PROGRAMS))
        raise Trouble("service-unknown", f"expected one of {known}, came {name}")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One change of the stack at a time; a second one waits."""
        with (self.places.run / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _embedded(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.postgres.url(APP),
            "DATABASE_OWNER_URL": self.postgres.url(OWNER),
            "REDIS_URL": self.valkey.url(),
            **self.objects.environment(),
            "DJANGO_SETTINGS_MODULE": "backend.config.settings",
            "DJANGO_SECRET_KEY": secret(self.places, "django_secret_key"),
            "XINGJIAN_ADDRESS": self.given.get("XINGJIAN_ADDRESS") or Web.expected(self.places),
            "XINGJIAN_MASTER_KEY": secret(self.places, "master_key"),
            "XINGJIAN_VAR": str(self.places.var),
            "XINGJIAN_FONTS": str(ROOT / FONTS),
        }
