"""Nouns of the sync app (离线同步)."""

from backend.sync.models.operation import HeldOperation, Operation, PushBatch, Receipt
from backend.sync.models.quarantine import Quarantined
from backend.sync.models.standing import DeviceJournal, Epoch
from backend.sync.models.upload import Upload, UploadPiece

__all__ = [
    "DeviceJournal",
    "Epoch",
    "HeldOperation",
    "Operation",
    "PushBatch",
    "Quarantined",
    "Receipt",
    "Upload",
    "UploadPiece",
]
