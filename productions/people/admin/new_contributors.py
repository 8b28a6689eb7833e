"""The form of a new contributor, which asks first whether somebody who is known is meant."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.forms import VerbForm
from productions.admin_pages.pickers import PickerSelect
from productions.catalogue.models.works import Production
from productions.people.models.people import Contributor
from productions.people.models.private_details import ContributorDetails
from productions.people.services.known_people import (
    KnownPerson,
    Likeness,
    describe_known_people,
    find_known_people,
)
from productions.shared.models import NAME_LENGTH
from productions.users.models import User

OTHERS_SEEN = "others_seen"
"""The field in which a form says whom its user has looked at: none of them is meant."""


class NewContributorForm(VerbForm):
    """A new contributor comes with a name; later names have their own list."""

    given_name = forms.CharField(
        label=gettext_lazy("Name"), max_length=NAME_LENGTH, widget=AdminTextInputWidget
    )
    kana = forms.CharField(
        label=gettext_lazy("Kana reading"),
        max_length=NAME_LENGTH,
        required=False,
        widget=AdminTextInputWidget,
    )
    romaji = forms.CharField(
        label=gettext_lazy("Romaji"), max_length=NAME_LENGTH, required=False, widget=AdminTextInputWidget
    )

    class Meta:
        model = Contributor
        fields = ("kind", "disambiguation")

    email = forms.EmailField(label=gettext_lazy("E-mail (private)"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note (private)"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    production = forms.ModelChoiceField(
        Production.objects.none(),
        label=gettext_lazy("Entered for"),
        widget=PickerSelect(ContributorDetails._meta.get_field("production"), admin.site),
        help_text=gettext_lazy(
            "Its members see the entry from now on; e-mail and note are read by its editors alone."
        ),
    )

    user: User | None = None  # who fills it in; `ContributorAdmin.get_form` says

    def clean(self) -> dict[str, Any]:
        """Nobody is entered beside those who may be meant before somebody has looked at them."""
        cleaned = super().clean()
        if self.known and not self.is_another:
            self.add_error(
                None,
                _("Somebody is known who may be meant. Use that entry, or say that this is another person."),
            )
        elif any(one.likeness != Likeness.SAME_READING for one in self.known) and not cleaned.get(
            "disambiguation"
        ):
            self.add_error("disambiguation", _("Say in a few words what tells this entry from the others."))
        return cleaned

    @cached_property
    def known(self) -> list[KnownPerson]:
        """Who may be meant by the names of the form, as far as it is filled in."""
        if not self.is_bound:
            return []
        given = self.cleaned_data
        texts = [given.get(name) or "" for name in ("given_name", "kana", "romaji")]
        found = find_known_people(
            texts, kind=given.get("kind") or "", by=self.user, production=given.get("production")
        )
        return describe_known_people(found, by=self.user)

    @property
    def seen_value(self) -> str:
        """What the form says once its user has looked at all of them; who comes later is asked about again."""
        return " ".join(sorted(str(one.person.pk) for one in self.known))

    @property
    def is_another(self) -> bool:
        """Whether the user has said that none of them is meant."""
        return bool(self.known) and self.seen_value in self.data.getlist(OTHERS_SEEN)
