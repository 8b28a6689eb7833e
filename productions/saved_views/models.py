"""Filters of a page of the admin under a name. They are a user's own tool, and no part of the record."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Production
from productions.saved_views.queries import SavedViewQuerySet

MAX_NAME_CHARACTERS = 60
MAX_PAGE_CHARACTERS = 300
MAX_QUERY_CHARACTERS = 1000


class SavedView(models.Model):
    """`page` is a path under the admin, `query` what follows its `?`. With a production its members see it too."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user")
    )
    production = models.ForeignKey(
        Production, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("production")
    )
    page = models.CharField(_("page"), max_length=MAX_PAGE_CHARACTERS, db_index=True)
    query = models.CharField(_("filters"), max_length=MAX_QUERY_CHARACTERS, blank=True)
    name = models.CharField(_("name"), max_length=MAX_NAME_CHARACTERS)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "page", "name"],
                name="saved_view_name_once",
                violation_error_message=_("You have a view with this name here already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return f"{self.page}?{self.query}" if self.query else self.page
