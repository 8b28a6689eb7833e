"""What was counted of the whole public record."""

from django.db import models

from productions.shared.models import NAME_LENGTH, Leased
from productions.shared.uids import new_uid


class RecordStatistics(Leased):
    """The figures of the whole public record as they were last counted; the row is the job of counting them (`Leased`).

    There is one row for each version of the program that counts otherwise, by `name`: one that is being replaced goes on with its own.
    `figures` and `counted_at` are stored by one statement, and stay as they are until the next count is whole. `counted_at` is when
    that count began, by the database's clock, so that everything before it is in the figures; `begun_at` is when the last one began
    that has perhaps not ended.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    begun_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    figures = models.JSONField(null=True)

    def __str__(self) -> str:
        return self.name
