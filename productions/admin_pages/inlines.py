"""Small lists on the page of their owner: names, titles."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.db import models
from django.http import HttpRequest

from productions.admin_pages.forms import VerbForm
from productions.admin_pages.rights import Verb, staff_user
from productions.admin_pages.seen import filter_seen_rows


class VerbInline(admin.TabularInline):
    """Small lists on the page of their owner (names, titles); `save_entry` calls the verbs.

    A row's fields stand below one another where they do not fit beside one another, so that a telephone shows all of them.
    """

    template = "admin/edit_inline/stacked.html"
    form = VerbForm
    extra = 1
    can_delete = False
    show_change_link = True
    add_verb: ClassVar[Verb]
    update_verb: ClassVar[Verb]

    @classmethod
    def save_entry(cls, owner: models.Model, entry: Any, *, by: Any, now: Any) -> None:
        names: list[str] = flatten(cls.fields or ())
        values = {name: entry.cleaned_data[name] for name in entry.changed_data if name in names}
        if entry.instance.pk:
            cls.update_verb(entry.instance, by=by, now=now, **values)
        else:
            given = {
                name: entry.cleaned_data[name] for name in names if entry.cleaned_data.get(name) is not None
            }
            cls.add_verb(owner, by=by, now=now, **given)

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = filter_seen_rows(self.model, staff_user(request))
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change_owner(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change_owner(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(staff_user(request).is_staff)

    def may_change_owner(self, request: HttpRequest, obj: Any) -> bool:
        """As the owner's page."""
        return bool(self.admin_site._registry[self.parent_model].has_change_permission(request, obj))
