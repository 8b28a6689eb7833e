"""Contributors with their names, identifiers, and merging."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext as _

from productions.admin_pages.base import OffMenuAdmin, VerbAdmin
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.catalogue.services.memberships import find_only_production
from productions.people.admin.groups import MembersInline
from productions.people.admin.new_contributors import OTHERS_SEEN, NewContributorForm
from productions.people.admin.private_details import DetailsInline, KeptInline, OwnProductions
from productions.people.models.external_ids import ExternalId
from productions.people.models.people import Contributor, ContributorName
from productions.people.services import contributors, external_ids
from productions.people.services.known_people import find_lookalikes
from productions.shared.choices import ContributorKind
from productions.shared.identifiers import OWNERS
from productions.users import access

USE_KNOWN = "use_known"
"""The button of the form of a new entry that takes one that is there instead."""


class NameInline(KeptInline):
    """Names of everybody's kinds, and the legal names of the user's own productions."""

    model = ContributorName
    fields = (("text", "script", "kind", "primary"), ("language", "used_from", "used_until"), "production")
    add_verb = contributors.add_name
    update_verb = contributors.update_name


@admin.register(Contributor)
class ContributorAdmin(VerbAdmin):
    shared = True
    list_display = ("name", "disambiguation", "kind")
    list_filter = ("kind",)
    search_fields = ("name",)
    ordering = ("sort_key", "pk")
    fields = ("kind", "disambiguation")
    inlines = (NameInline, DetailsInline, MembersInline)
    change_form_template = "admin/contributor.html"
    create_verb = contributors.create_contributor
    update_verb = contributors.update_contributor

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        more = ("given_name", "kana", "romaji"), ("production", "email", "note")
        return self.fields if obj else (*more[0], *self.fields, *more[1])

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None:
            return super().get_form(request, obj, change=change, **kwargs)
        kwargs["form"] = NewContributorForm
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = staff_user(request)
        field: Any = form.base_fields["production"]
        field.queryset = Production.objects.edited_by(staff_user(request))
        field.required = not access.is_everyone(staff_user(request))
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        usual = {
            "kind": ContributorKind.PERSON,
            "production": find_only_production(staff_user(request)),
        }
        return {**usual, **super().get_changeform_initial_data(request)}

    def creation_values(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"name" if name == "given_name" else name: value for name, value in given.items()}

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        """“Use this one” ends the form of a new entry with one that is there."""
        chosen = request.POST.get(USE_KNOWN, "") if object_id is None else ""
        if not chosen:
            return super().changeform_view(request, object_id, *args, **kwargs)
        if not self.has_add_permission(request):
            raise PermissionDenied
        person = self.get_entry(request, chosen)
        if IS_POPUP_VAR in request.POST:
            return self.response_add(request, person)
        return HttpResponseRedirect(self.address("change", person))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for entry in (entry for formset in formsets for entry in formset.forms):
            if "text" in entry.changed_data:
                self.warn_of_lookalikes(request, form.instance, entry.cleaned_data["text"])

    def warn_of_lookalikes(self, request: HttpRequest, obj: Contributor, name: str) -> None:
        """Name the entries whose name looks like this one: the same person, perhaps."""
        if others := find_lookalikes(name, besides=obj, by=staff_user(request)):
            messages.warning(
                request,
                _("“%(name)s” looks like %(others)s: merge the entries if they are the same.")
                % {"name": name, "others": ", ".join(f"“{other}”" for other in others)},
            )

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        context |= {"use_known": USE_KNOWN, "others_seen": OTHERS_SEEN}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A person has no members."""
        if obj is None:
            return ()
        of_group = obj.kind == ContributorKind.ORGANIZATION
        return [each for each in self.inlines if of_group or each is not MembersInline]


@admin.register(ContributorName)
class ContributorNameAdmin(OwnProductions, OffMenuAdmin):
    """Reached from the contributor, to remove a name."""

    shared = True
    list_display = ("text", "script", "kind", "primary", "contributor")
    list_select_related = ("contributor",)
    search_fields = ("text",)
    fields = ("text", "script", "kind", "primary", "language", "used_from", "used_until", "production")
    autocomplete_fields = ("production",)
    update_verb = contributors.update_name


@admin.register(ExternalId)
class ExternalIdAdmin(VerbAdmin):
    shared = True
    list_display = ("scheme", "value", "production", "episode", "edition", "contributor")
    list_filter = ("scheme",)
    list_select_related = ("production", "episode__production", "contributor")
    search_fields = ("value",)
    autocomplete_fields = OWNERS
    fields = ("scheme", "value", *OWNERS, "edition")
    create_verb = external_ids.add_external_id
    update_verb = external_ids.update_external_id

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return OWNERS if obj else ()
