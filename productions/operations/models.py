"""What the site's own processes leave in the database for one another: signs of life, and whose turn it is to send."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from productions.shared.models import NAME_LENGTH


class WorkerSign(models.Model):
    """When a worker was last seen, by the database's clock, and the names of the queues that it takes from."""

    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    queues = models.JSONField(default=list)
    seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class BeatLease(models.Model):
    """Which beat sends, of however many there are, and until when by the database's clock. One row, named `beat`."""

    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    holder = models.CharField(max_length=NAME_LENGTH)
    until = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name
