"""What was odd about a tablet's operation and accepted all the same (瑕疵)."""

from __future__ import annotations

from django.db import models

from backend.core.ids import uuid7
from backend.inspections.models.visit import Visit


class Defect(models.Model):
    """One defect of one operation (瑕疵); codes and words in field/words.py.

    After the home has signed nothing is refused: what a rule would have said stands here, also
    where no record changed and the operation is kept as sent only.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="defects")
    op = models.UUIDField()
    code = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["visit"], name="defect_visit")]

    def __str__(self) -> str:
        return f"{self.op} {self.code}"
