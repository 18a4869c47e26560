"""What other apps hand in: plain records without a table (文书所附材料)."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, NotRequired, TypedDict
from uuid import UUID


class Subject(NamedTuple):
    """What a paper is about; region (code) and site decide who may read it."""

    type: str
    id: UUID
    region: str = ""
    site: UUID | None = None


class Picture(TypedDict):
    """Bytes in the object store; content_key is empty where they are not sealed."""

    key: str
    content_key: NotRequired[str]


class Photo(Picture):
    """A photo with what stands under it; all strings are ready to print (照片)."""

    sha256: str
    caption: str
    taken_at: str
    place: str
    person_visible: bool


class SignatureLine(TypedDict):
    """One person's signature, or why there is none (签名, 拒签).

    role: 检查人员, 被检查单位现场负责人, 见证人 …; words: for a refusal, its reason and witness.
    """

    role: str
    name: str
    signed_on: str
    words: NotRequired[str]
    picture: NotRequired[Picture | None]


@dataclass(frozen=True, slots=True)
class DeviceWord:
    """What is known of the tablet on which a date of service was written.

    skew_s: seconds its clock was off at its last contact, None when never measured.
    """

    id: str
    skew_s: float | None
    downloaded_at: datetime | None
    received_at: datetime
