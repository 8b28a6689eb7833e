"""Identifiers elsewhere of works, editions and contributors."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.people.models.people import Contributor
from productions.people.queries import ExternalIdQuerySet
from productions.shared import identifiers
from productions.shared.choices import Edition
from productions.shared.models import CODE_LENGTH, LIVE, NAME_LENGTH, OpenCodeField, Record, Removable
from productions.shared.refusals import translate_for_reader


class ExternalId(Removable):
    """An identifier elsewhere (ISNI, EIDR, …) of one production, one episode or one contributor.

    `edition` says of which edition of the work it is (EIDR and ISAN number those too); empty, of the work itself.
    """

    PERSONAL_FIELDS = frozenset({"value"})

    production = models.ForeignKey(
        "productions.Production", models.PROTECT, null=True, blank=True, related_name="external_ids",
        verbose_name=_("production"),
    )  # fmt: skip
    episode = models.ForeignKey(
        "productions.Episode", models.PROTECT, null=True, blank=True, related_name="external_ids", db_index=False,
        verbose_name=_("episode"),
    )  # fmt: skip
    contributor = models.ForeignKey(
        Contributor, models.PROTECT, null=True, blank=True, related_name="external_ids",
        verbose_name=_("contributor"),
    )  # fmt: skip
    edition = OpenCodeField(
        _("edition"), max_length=CODE_LENGTH, choices=Edition, blank=True, default="", db_default="",
        help_text=_("Of which edition of the work; empty: of the work itself."),
    )  # fmt: skip
    scheme = models.CharField(
        _("scheme"), max_length=CODE_LENGTH, choices=[(name, name) for name in identifiers.SCHEMES]
    )
    value = models.CharField(_("value"), max_length=NAME_LENGTH)

    objects = ExternalIdQuerySet.as_manager()

    class Meta:
        verbose_name = _("external identifier")
        verbose_name_plural = _("external identifiers")
        ordering: ClassVar = ["scheme", "value", "pk"]
        indexes: ClassVar = [
            models.Index(
                name="external_id_by_episode", fields=["episode"], condition=Q(episode__isnull=False)
            )
        ]
        constraints: ClassVar = [
            # Once for each owner: across entries a refusal would tell of those that only others see. The verb
            # refuses what its caller sees.
            *(
                models.UniqueConstraint(
                    fields=["scheme", "value", owner],
                    condition=LIVE & Q(**{f"{owner}__isnull": False}),
                    name=f"external_id_once_{place}",
                    violation_error_message=_("This identifier already belongs to another entry."),
                )
                for place, owner in (
                    ("in_production", "production"),
                    ("of_contributor", "contributor"),
                    ("of_episode", "episode"),
                )
            ),
            models.CheckConstraint(
                name="external_id_belongs_to_one",
                condition=Q(production=None, episode=None, contributor__isnull=False)
                | Q(production__isnull=False, episode=None, contributor=None)
                | Q(production=None, episode__isnull=False, contributor=None),
                violation_error_message=_(
                    "An identifier belongs to one production, one episode or one contributor."
                ),
            ),
            models.CheckConstraint(
                name="external_id_edition_of_work",
                condition=Q(edition="") | Q(contributor=None),
                violation_error_message=_("Only works have editions; a contributor has none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"

    @property
    def shared_owner(self) -> Record | None:
        return self.contributor

    @property
    def names_are_private(self) -> bool:
        owner = self.contributor
        return super().names_are_private or (owner is not None and owner.names_are_private)

    @property
    def label_without_names(self) -> str:
        return self.scheme

    def derive(self) -> None:
        self.value = identifiers.normalise_identifier(self.scheme, self.value)

    @property
    def owner_kind(self) -> str:
        """Whose it is, as `shared.identifiers` calls it and as the column is called."""
        return next((name for name in identifiers.OWNERS if getattr(self, f"{name}_id")), identifiers.CONTRIBUTOR)  # fmt: skip

    def clean(self) -> None:
        found = {
            "scheme": identifiers.find_owner_problem(self.scheme, self.owner_kind),
            "value": identifiers.find_identifier_problem(self.scheme, self.value) if self.scheme and self.value else None,
        }  # fmt: skip
        if problems := {name: translate_for_reader(problem) for name, problem in found.items() if problem}:
            raise ValidationError(problems)
