"""A real S3 server (SeaweedFS) from the wheel, for photos and papers (对象存储)."""

import contextlib
import json
import os
import shutil
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from infra.local import ports
from infra.local.secret import secret
from infra.local.service import Command, Service

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BUCKET = "xingjian"
SOCKETS = "o"  # ending of the folder's name
PING_BUCKET = "ping"  # so that looking whether it lives leaves nothing among the evidence
REGION = "us-east-1"
PARTS = ("master", "volume", "filer", "s3", "admin")  # each listens on a port of its own
SIGNED_PARTS = ("signing", "signing.read", "filer_signing", "filer_signing.read")


class Objects(Service):
    """The object store; its inner ports refuse whoever does not carry its own signature."""

    name = "objects"
    start_patience = 90

    @property
    def home(self) -> Path:
        return self.places.var / "objects"

    @property
    def data(self) -> Path:
        return self.home / "data"

    def command(self) -> Command:
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        sockets = self.places.make_sockets(SOCKETS)
        _write(self.home / "s3.json", json.dumps(self._identities()))
        _write(self.home / "security.toml", self._signatures())
        chosen = {
            part: ports.keep(self.places, f"{self.name}_{part}", spare=ports.GRPC) for part in PARTS
        }
        argv = [
            str(Path(sysconfig.get_path("scripts")) / "weed"),
            "-logtostderr=true",
            "mini",
            f"-dir={self.data}",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            *(f"-{part}.port={port}" for part, port in chosen.items()),
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            f"-s3.config={self.home / 's3.json'}",
            f"-s3.localSocket={sockets / 's3.sock'}",
            f"-filer.localSocket={sockets / 'filer.sock'}",
            "-admin.ui=false",
            "-webdav=false",
            "-master.telemetry=false",
        ]
        return Command(argv, {**os.environ, "HOME": str(self.home)}, self.home)

    def ping(self) -> None:
        client = self.client()
        _ensure_bucket(client, PING_BUCKET)
        client.put_object(Bucket=PING_BUCKET, Key="ping", Body=b"ping")

    def prepare(self) -> None:
        _ensure_bucket(self.client(), BUCKET)

    def down(self) -> bool:
        ran = super().down()
        shutil.rmtree(self.places.sockets(SOCKETS), ignore_errors=True)
        for part in PARTS:  # its inner sockets have a fixed place, and it leaves them behind
            port = ports.kept(self.places, f"{self.name}_{part}") or 0
            for name in (f"{part}-{port}", f"{part}-grpc-{port + ports.GRPC}"):
                with contextlib.suppress(OSError):
                    Path(f"/tmp/seaweedfs-{name}.sock").unlink()
        return ran

    def address(self) -> str:
        return f"http://127.0.0.1:{ports.kept(self.places, f'{self.name}_s3')}"

    def environment(self) -> dict[str, str]:
        """The variables by which a client finds and enters it."""
        return {
            "S3_ENDPOINT_URL": self.address(),
            "S3_ACCESS_KEY_ID": secret(self.places, "s3_access_key_id"),
            "S3_SECRET_ACCESS_KEY": secret(self.places, "s3_secret_access_key"),
            "S3_REGION": REGION,
            "S3_BUCKET": BUCKET,
        }

    def client(self, **changed: str) -> "S3Client":
        """A client that asks once and says at once when nobody answers.

        changed: variables of ``environment`` to enter with instead.
        """
        import boto3  # here, so that reading the environment stays quick
        from botocore.config import Config

        given = self.environment() | changed
        return boto3.client(
            "s3",
            endpoint_url=given["S3_ENDPOINT_URL"],
            aws_access_key_id=given["S3_ACCESS_KEY_ID"],
            aws_secret_access_key=given["S3_SECRET_ACCESS_KEY"],
            region_name=REGION,
            config=Config(
                retries={"total_max_attempts": 1}, connect_timeout=3, read_timeout=10, proxies={}
            ),
        )

    def _identities(self) -> dict[str, object]:
        given = self.environment()
        key = {"accessKey": given["S3_ACCESS_KEY_ID"], "secretKey": given["S3_SECRET_ACCESS_KEY"]}
        actions = ["Admin", "Read", "Write", "List", "Tagging"]
        return {"identities": [{"name": BUCKET, "credentials": [key], "actions": actions}]}

    def _signatures(self) -> str:
        return "".join(
            f'[jwt.{part}]\nkey = "{secret(self.places, "objects_" + part)}"\n'
            for part in SIGNED_PARTS
        )


def _ensure_bucket(client: "S3Client", name: str) -> None:
    try:
        client.head_bucket(Bucket=name)
    except client.exceptions.ClientError:
        client.create_bucket(Bucket=name)


def _write(path: Path, text: str) -> None:
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
