"""The stage of the demonstration: its own database, files and programs, made new each time.

A demonstration never touches the office's own database: it has one named `…_demo`, a bucket
`…-demo`, and passwords that are made for it.
"""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import boto3
import psycopg

from infra.demo.cast import ADMINISTRATOR, CAST, CITY
from infra.demo.logins import lines
from infra.demo.walk import Walk
from infra.local import databases
from infra.local.places import ROOT, here
from infra.local.programs import Beat, Program, Web, Worker
from infra.local.services import Stack

SUFFIX = "_demo"


def environment() -> dict[str, str]:
    """Give the application's environment, pointed at the demonstration's own places."""
    own = Stack(here()).environment()
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        parts = urlsplit(own[name])
        own[name] = urlunsplit(parts._replace(path=parts.path.removesuffix(SUFFIX) + SUFFIX))
    bucket = own.get("S3_BUCKET", "xingjian") + "-demo"
    return own | {
        "S3_BUCKET": bucket,
        "S3_LOG_BUCKET": f"{bucket}-log",
        "XINGJIAN_DEMO": "1",
        "XINGJIAN_ADDRESS": Web.expected(here()),
    }


def programs() -> list[Program]:
    """Give web, worker and beat of the demonstration."""
    env = environment()
    return [kind(here(), env) for kind in (Web, Worker, Beat)]


def stage(*, fresh: bool) -> Walk:
    """Make everything ready and give the walk, from its start or where it was cut off."""
    folder = here().var / "demo"
    folder.mkdir(mode=0o700, exist_ok=True)
    if fresh:
        _clear(folder)
        Web.settle(here())
    passwords = _passwords(folder)
    own = environment()
    if fresh:
        _new_database(own)
        _manage(own, "migrate", "--verbosity", "0")
        _manage(own, "secure_database")
        _manage(own, "build_words")
        _manage(own, "create_administrator", ADMINISTRATOR, "--region", CITY, password=passwords)
    for program in programs():
        program.up()
    kept_file = folder / "kept.json"
    kept = json.loads(kept_file.read_text(encoding="utf-8")) if kept_file.exists() else {}
    return Walk(base=own["XINGJIAN_ADDRESS"], folder=folder, passwords=passwords, kept=kept)


def logins() -> list[str]:
    """Say where the site is and who may log in."""
    return list(lines(Web.expected(here()), _passwords(here().var / "demo")))


def _clear(folder: Path) -> None:
    """End an earlier demonstration and forget what it kept."""
    for program in reversed(programs()):
        program.down()
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()


def _passwords(folder: Path) -> dict[str, str]:
    path = folder / "passwords.json"
    if not path.exists():
        names = [ADMINISTRATOR, *(member.username for member in CAST)]
        made = {name: secrets.token_urlsafe(12) for name in names}
        path.touch(mode=0o600)
        path.write_text(json.dumps(made), encoding="utf-8")
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _new_database(own: dict[str, str]) -> None:
    """Drop the last demonstration's database and the content of its buckets, make new ones."""
    url = own["DATABASE_OWNER_URL"]
    name = urlsplit(url).path.lstrip("/")
    home = urlunsplit(urlsplit(url)._replace(path="/" + name.removesuffix(SUFFIX)))
    with psycopg.connect(home, autocommit=True) as connection:
        databases.drop(connection, name)
        databases.create(connection, name)
    store = boto3.resource(
        "s3",
        endpoint_url=own["S3_ENDPOINT_URL"],
        aws_access_key_id=own.get("S3_ACCESS_KEY_ID"),
        aws_secret_access_key=own.get("S3_SECRET_ACCESS_KEY"),
        region_name=own.get("S3_REGION", "us-east-1"),
    )
    for name in (own["S3_BUCKET"], own["S3_LOG_BUCKET"]):
        bucket = store.Bucket(name)
        if bucket.creation_date is None:
            bucket.create()
        bucket.objects.all().delete()


def _manage(own: dict[str, str], *words: str, password: dict[str, str] | None = None) -> None:
    """Run an operator's command as the owner of the tables."""
    env = {**os.environ, **own, "DATABASE_URL": own["DATABASE_OWNER_URL"]}
    if password:
        env["XINGJIAN_PASSWORD"] = password[ADMINISTRATOR]
    subprocess.run([sys.executable, "-m", "backend", *words], env=env, cwd=ROOT, check=True)
