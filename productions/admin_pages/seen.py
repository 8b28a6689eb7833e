"""What the user of a page sees: where every query of the admin begins."""

from typing import Any, cast

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from productions.users.models import User
from productions.users.queries import UserQuerySet


def get_every_row(model: type[models.Model]) -> Any:
    """All rows of a model, as the query set that knows who sees them."""
    return UserQuerySet(User) if model is User else model._default_manager.all()


def filter_seen_rows(model: type[models.Model], user: User) -> Any:
    """The rows of a model that the user sees. Every query of the admin begins here."""
    return get_every_row(model).visible_to(user)


class SeenChoices(admin.RelatedFieldListFilter):
    """A list's filter by another entry: it offers those that the user sees."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        seen = filter_seen_rows(field.remote_field.model, cast(User, request.user))
        ordering = self.field_admin_ordering(field, request, model_admin)
        chosen = models.Q(pk__in=seen.order_by().values("pk"))
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to=chosen)


admin.FieldListFilter.register(lambda field: bool(field.remote_field), SeenChoices, take_priority=True)
