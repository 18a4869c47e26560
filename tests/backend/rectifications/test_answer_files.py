"""Files of an answer: judged by content, sealed in the store, read by whom they concern."""

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backend.core import objects
from backend.rectifications import files
from backend.rectifications.models import AnswerFile, Order
from tests.backend import make as house
from tests.backend.rectifications import make

pytestmark = pytest.mark.django_db

JPEG = make.jpeg((400, 300))


def answer(order: Order, *uploads: bytes) -> Any:
    sent = [SimpleUploadedFile("照片.jpg", data) for data in uploads]
    return house.client_for(make.manager(order)).post(
        f"/api/v1/orders/{order.pk}/answer", {"text": "已整改", "files": sent}, format="multipart"
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<html>not a photo</html>", id="a page named photo"),
        pytest.param(JPEG[: len(JPEG) // 2], id="a photo cut off"),
        pytest.param(b"%PDF-1.7\nnothing more", id="a document cut off"),
        pytest.param(b"MZ\x90\x00" + bytes(200), id="a program"),
        pytest.param(b"GIF89a" + bytes(200), id="a kind not taken"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_half_done(data: bytes) -> None:
    order = make.served()

    response = answer(order, make.jpeg(), data)

    assert (response.status_code, response.json()["code"]) == (400, "answer-file-unfit")
    order.refresh_from_db()
    assert order.state == "served"
    assert not AnswerFile.objects.exists()


def test_an_empty_file_is_refused() -> None:
    assert answer(make.served(), b"").status_code == 400


def test_too_many_files_are_refused() -> None:
    photos = [make.jpeg(colour=f"#00{n:02d}00") for n in range(files.MAX_FILES + 1)]

    assert answer(make.served(), *photos).json()["code"] == "answer-files-too-many"


def test_a_file_too_large_is_refused() -> None:
    large = make.pdf() + b"\n" + bytes(files.MAX_BYTES)

    assert answer(make.served(), large).json()["code"] == "answer-file-unfit"


def test_the_same_photo_twice_is_kept_once_and_sealed() -> None:
    assert answer(make.served(), make.jpeg(), make.jpeg()).status_code == 200

    kept = AnswerFile.objects.get()
    assert kept.media_type == "image/jpeg"
    assert kept.sha256 == hashlib.sha256(make.jpeg()).hexdigest()
    assert make.jpeg() not in objects.get(kept.object_key)


def test_office_and_home_read_the_file_and_another_home_does_not() -> None:
    order = make.answered()
    address = f"/api/v1/orders/{order.pk}/files/{AnswerFile.objects.get().pk}"
    stranger = make.manager(make.served())

    read = house.client_for(make.head()).get(address)

    assert read.content == make.jpeg()
    assert read["Content-Disposition"].startswith("attachment")
    assert house.client_for(make.manager(order)).get(address).status_code == 200
    assert house.client_for(stranger).get(address).status_code == 404
