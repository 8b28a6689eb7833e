"""How the last change of an entry is taken back: the page that does it, or why none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.credits.models.credits import Credit
from productions.history.admin.links import find_entry_address
from productions.history.admin.sentences import Told
from productions.history.services.acts import list_newest
from productions.history.services.entries import is_birth
from productions.history.services.taking_back import find_hindrance
from productions.imports.models import ImportBatch
from productions.ledger.models import Event
from productions.shared.choices import CreditState, MembershipLevel
from productions.shared.models import Removable

NO_WAY_BACK: dict[str, Any] = {
    "issued": gettext_lazy("What was issued stands: corrections go into the next issue."),
    "approved": gettext_lazy("A signature stands; remove the approval instead."),
    "name withheld": gettext_lazy("It follows a person's own wish; it ends with that wish."),
    "name restored": gettext_lazy("It follows a person's own wish."),
    CreditState.CONTRIBUTOR_CONFIRMED: gettext_lazy("The contributor said so."),
    CreditState.DISPUTED: gettext_lazy("It ends with the claim."),
    "kind corrected": gettext_lazy("It is taken back on the contributor's page."),
    "joined": gettext_lazy("It is taken back on the credit's page."),
    "reordered": gettext_lazy("The order is changed on the billing page."),
}
"""Why an action is not taken back here."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """A page that takes an event back, or a sentence that says why there is none."""

    address: str = ""
    label: str = ""
    why_not: str = ""


class WayFinder:
    """Finds the ways back for one user."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def add_ways(self, told: Sequence[Told]) -> None:
        """Give each sentence its way back, where its event is the newest of its entry, and the user may change that."""
        single = [(each, each.event) for each in told if each.event is not None]
        newest = list_newest(event for _told, event in single) if single else set()
        for each, event in single:
            if event.pk in newest:
                each.way = self.find_way(event, each.entry)

    def find_way(self, event: Event, entry: Any) -> WayBack | None:
        """The way back from the newest event of an entry; None where the user changes nothing of it."""
        if isinstance(entry, ImportBatch):
            return self.find_import_way(entry)
        if not admin.site.is_registered(type(entry)):
            return None
        pages: Any = admin.site.get_model_admin(type(entry))
        if not pages.has_level(self.request, entry, MembershipLevel.EDITOR):
            return None
        if getattr(entry, "removed_at", None) is not None:
            return self.find_restoring_way(event, entry)
        if event.action == "changed" and pages.has_change_permission(self.request, entry):
            if not isinstance(entry, Removable):
                return WayBack(why_not=_("Change it on its own page."))
            if hindrance := find_hindrance(entry, event, list_form_fields(pages, self.request, entry)):
                return WayBack(why_not=hindrance)
            address = reverse("admin:take_back", args=[event.uid])
            return WayBack(address, _("Undo this change"))
        if event.action == CreditState.CONFIRMED and isinstance(entry, Credit):
            review = reverse("admin:productions_production_review", args=[entry.production_id])
            return WayBack(f"{review}?show=confirmed", _("Back to draft, in the review"))
        if is_birth(event) and isinstance(entry, Removable) and pages.removable and not entry.IS_TENANT:
            return WayBack(self.reverse(entry, "remove"), _("Remove"))
        if (why_not := NO_WAY_BACK.get(event.action)) is not None:
            return WayBack(why_not=str(why_not))
        return None

    def find_import_way(self, batch: ImportBatch) -> WayBack | None:
        if batch.undone_at is not None or batch.production_id is None:
            return None
        return WayBack(find_entry_address(self.request, batch), _("Take the import back"))

    def find_restoring_way(self, event: Event, entry: Any) -> WayBack | None:
        """An entry that was removed or merged comes back by the page that it has for that."""
        page = {"removed": "undo_removal", "merged": "undo_merge"}.get(event.action)
        address = self.reverse(entry, page) if page else ""
        return WayBack(address, _("Restore")) if address else None

    def reverse(self, entry: Any, page: str) -> str:
        """A page of an entry; empty where its kind has none."""
        try:
            return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{page}", args=[entry.pk])
        except NoReverseMatch:
            return ""


def list_form_fields(pages: Any, request: HttpRequest, entry: Any) -> frozenset[str]:
    """What the verb of an entry's form takes."""
    shown = flatten_fieldsets(pages.get_fieldsets(request, entry))
    return frozenset(shown) - frozenset(pages.get_readonly_fields(request, entry))
