"""What is backed up or restored (备份对象): the database, its two buckets, its key."""

from __future__ import annotations

import hashlib
import hmac
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from psycopg.conninfo import conninfo_to_dict

from infra.local.places import ROOT
from infra.local.services import Stack
from infra.local.trouble import Trouble

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PARTS = ("objects", "log")
LIBPQ = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
}


@dataclass(frozen=True, slots=True)
class House:
    """One installation, by the environment that its programs get.

    programs: the folder of PostgreSQL's programs, None for those of PATH.
    """

    environment: dict[str, str] = field(repr=False)  # holds passwords
    programs: Path | None

    @classmethod
    def of(cls, stack: Stack, environment: dict[str, str] | None = None) -> House:
        """The house of a stack; environment: another one on the same servers."""
        own = environment or stack.environment()
        if stack.given_elsewhere("postgres") and shutil.which("pg_dump"):
            return cls(own, None)
        return cls(own, stack.postgres.programs)

    @property
    def owner_url(self) -> str:
        """The address of the database for the role that owns it."""
        return self.environment.get("DATABASE_OWNER_URL") or self.environment["DATABASE_URL"]

    @property
    def database(self) -> str:
        """Its name."""
        return unquote(urlsplit(self.owner_url).path.lstrip("/"))

    @property
    def role(self) -> str:
        """The role that the application runs as; empty where it is the owner itself."""
        app, owner = (
            urlsplit(url).username for url in (self.environment["DATABASE_URL"], self.owner_url)
        )
        return "" if app == owner else unquote(app or "")

    def url(self, database: str) -> str:
        """The owner's address of another database of the same server."""
        return urlunsplit(urlsplit(self.owner_url)._replace(path=f"/{database}"))

    def bucket(self, part: str) -> str:
        """The bucket of a part: objects, log."""
        objects = self.environment.get("S3_BUCKET", "xingjian")
        log = self.environment.get("S3_LOG_BUCKET", f"{objects}-log")
        return {"objects": objects, "log": log}[part]

    def client(self) -> S3Client:
        """A client of the object store; may be shared by threads."""
        import boto3  # here, so that the help is there at once
        from botocore.config import Config

        config = Config(retries={"max_attempts": 5, "mode": "standard"}, connect_timeout=5)
        made: S3Client = boto3.client(
            "s3",
            config=config,
            endpoint_url=self.environment["S3_ENDPOINT_URL"],
            aws_access_key_id=self.environment.get("S3_ACCESS_KEY_ID", ""),
            aws_secret_access_key=self.environment.get("S3_SECRET_ACCESS_KEY", ""),
            region_name=self.environment.get("S3_REGION", "us-east-1"),
        )
        return made

    def key_mark(self) -> str:
        """A mark by which the master key is known again, and which does not tell it."""
        key = self.environment["XINGJIAN_MASTER_KEY"].encode()
        return hmac.digest(key, b"xingjian master key", hashlib.sha256).hex()[:16]

    def tool(self, *words: str, database: str = "") -> subprocess.Popen[str]:
        """Start a program of PostgreSQL on a database; the password is on no command line."""
        name, *rest = words
        told = conninfo_to_dict(self.url(database) if database else self.owner_url)
        env = {**os.environ, **{LIBPQ[k]: str(v) for k, v in told.items() if k in LIBPQ}}
        if self.programs:
            name = str(self.programs / "bin" / name)
            env["LD_LIBRARY_PATH"] = str(self.programs / "lib")
        pipe = subprocess.PIPE
        try:
            return subprocess.Popen([name, *rest], env=env, text=True, stdout=pipe, stderr=pipe)
        except FileNotFoundError as fault:
            do = "install PostgreSQL's client programs, or unset DATABASE_URL"
            raise Trouble("program-missing", f"expected {name}, came none; {do}") from fault

    def manage(self, *words: str, database: str = "") -> str:
        """Run an operator's command as the owner of the tables; give what it printed."""
        url = self.url(database) if database else self.owner_url
        env = {**os.environ, **self.environment, "DATABASE_URL": url}
        argv = [sys.executable, "-m", "backend", *words]
        ran = subprocess.run(argv, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
        if ran.returncode:
            last = "\n".join(ran.stderr.strip().splitlines()[-8:])
            raise Trouble("command-failed", f"expected {words[0]} to work, came:\n{last}")
        return ran.stdout


def finished(program: subprocess.Popen[str], what: str) -> str:
    """Wait for a program; give what it printed.  Raises Trouble when it failed."""
    out, errors = program.communicate()
    if program.returncode:
        raise Trouble(f"{what}-failed", f"expected {what} to end well, came:\n{errors.strip()}")
    return out
