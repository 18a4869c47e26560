"""Signatures and photos of a visit as papers print them (签名, 照片)."""

from __future__ import annotations

from typing import cast

from backend.inspections.models import Evidence, Signature, Visit
from backend.papers.formatting import day, minute
from backend.papers.services import one_line
from backend.papers.shapes import Photo, Picture, SignatureLine

ROLES = {
    Signature.Signer.OFFICER: "检查人员",
    Signature.Signer.REPRESENTATIVE: "被检查单位现场负责人",
    Signature.Signer.REFUSAL: "被检查单位现场负责人（拒绝签名）",
}
RATING_ROLES = {
    Signature.Signer.OFFICER: "评定人员",
    Signature.Signer.REPRESENTATIVE: "被评定机构现场负责人",
    Signature.Signer.REFUSAL: "被评定机构现场负责人（拒绝签名）",
}


def signatures_of(visit: Visit, text_digest: str) -> list[SignatureLine]:
    """Give the signatures under one text, in the order they were made."""
    roles = RATING_ROLES if visit.nature.may_grade else ROLES
    rows = visit.signatures.filter(text_digest=text_digest).order_by("done_at", "id")
    images = visit.evidence.in_bulk([one.image_id for one in rows if one.image_id])
    return [_line(one, roles, images.get(one.image_id) if one.image_id else None) for one in rows]


def _line(
    row: Signature, roles: dict[Signature.Signer, str], image: Evidence | None
) -> SignatureLine:
    unseen = image is None and row.signer_kind == Signature.Signer.OFFICER
    words = [
        row.opinion,
        f"见证人：{row.witness}" if row.witness else "",
        "电子签名" if unseen else "",  # by his key, which his PIN opens; nothing was drawn
    ]
    return {
        "role": roles[Signature.Signer(row.signer_kind)],
        "name": row.name,
        "signed_on": day(row.signed_on),
        "words": one_line("；".join(word for word in words if word)),
        "picture": _picture(image) if image and image.object_key else None,
    }


def photos_of(visit: Visit) -> list[Photo]:
    """Give the photos whose bytes are there, by item and time."""
    rows = visit.evidence.filter(kind=Evidence.Kind.PHOTO, state=Evidence.State.COMPLETE)
    return [_photo(one) for one in rows.order_by("item", "captured_at", "id")]


def _photo(row: Evidence) -> Photo:
    caption = {
        "sha256": row.sha256,
        "caption": one_line(row.caption or row.item),
        "taken_at": minute(row.captured_at),
        "place": _place(row),
        "person_visible": row.person_visible,
    }
    return cast(Photo, {**_picture(row), **caption})


def _picture(row: Evidence) -> Picture:
    picture: Picture = {"key": row.object_key}
    if row.content_key:
        picture["content_key"] = str(row.content_key)
    return picture


def _place(row: Evidence) -> str:
    if row.lat is None or row.lon is None:
        return "未取得位置"
    near = f"（误差{row.accuracy_m}米）" if row.accuracy_m is not None else ""
    return f"{row.lat}，{row.lon}{near}{'，模拟位置' if row.mock_location else ''}"
