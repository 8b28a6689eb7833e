"""What the cut sheet keeps of its users: the columns that they chose, and which cell they are at just now. Neither is a part of the record."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from productions.catalogue.models.works import Episode, Production
from productions.shared.models import CODE_LENGTH


class SheetColumns(models.Model):
    """The roles (codes, in their order) that a user's cut sheets of a production show."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    production = models.ForeignKey(Production, models.CASCADE, related_name="+", db_index=False)
    roles = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "user"], name="sheet_columns_once")
        ]

    def __str__(self) -> str:
        return ", ".join(self.roles)


class SheetVisitor(models.Model):
    """One tab in which somebody has a cut sheet open: where its cursor is, and when it was last heard of."""

    visitor = models.UUIDField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    production = models.ForeignKey(Production, models.CASCADE, related_name="+", db_index=False)
    episode = models.ForeignKey(Episode, models.CASCADE, null=True, related_name="+", db_index=False)
    cut = models.UUIDField(null=True)
    role = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "user", "visitor"], name="sheet_visitor_once")
        ]

    def __str__(self) -> str:
        return str(self.visitor)
