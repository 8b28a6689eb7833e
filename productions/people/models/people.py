"""Contributors: people and organizations, and their names. Never a machine (H1)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.people.queries import ContributorQuerySet, NameQuerySet
from productions.shared.choices import PRIVATE_NAME_KINDS, ContributorKind, NameKind, NameScript
from productions.shared.models import CODE_LENGTH, LIVE, NAME_LENGTH, Record, Removable
from productions.shared.name_choices import NameLanguage
from productions.shared.names import compute_name_identity, lookalike_key, search_key
from productions.shared.readings import reading_key

DISAMBIGUATION_LENGTH = 100
"""Characters: it stands in one line beside the name."""


class Contributor(Removable):
    """A person or an organization. `name` and `sort_key` are copies from the primary name."""

    PRIVATE_FIELDS = frozenset({"entered_for"})
    PERSONAL_FIELDS = frozenset({"disambiguation"})
    DERIVED_FIELDS = frozenset({"name", "sort_key"})
    CREDIT_PATHS = (
        "contributor", "affiliation", "contracted_by", "withheld_statement__stated_by", "withheld_statement__wishes__person",
        "ai_uses__validated_by", "ai_declarations__declared_by",
    )  # fmt: skip

    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=ContributorKind)
    name = models.CharField(_("name"), max_length=NAME_LENGTH, editable=False)
    disambiguation = models.CharField(
        _("told apart by (public)"), max_length=DISAMBIGUATION_LENGTH, blank=True, default="", db_default="",
        help_text=_(
            "Public: a few words that tell this entry from others of the same name, as in “backgrounds, Example Studio, "
            "2019–”. Say nothing private here."
        ),
    )  # fmt: skip
    sort_key = models.CharField(max_length=2 * NAME_LENGTH, editable=False)
    training_mining = models.JSONField(
        _("training and data mining"), null=True, blank=True, editable=False,
        help_text=_("What the person says about the use of their work for AI. Empty: nothing was said."),
    )  # fmt: skip
    entered_for = models.ForeignKey(
        "productions.Production", models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("entered for (private)"),
    )  # fmt: skip
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    objects = ContributorQuerySet.as_manager()

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering: ClassVar = ["sort_key", "pk"]
        indexes: ClassVar = [models.Index(fields=["sort_key", "id"], name="contributor_by_name")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="contributor_kind_known",
                condition=Q(kind__in=ContributorKind.values),
                violation_error_message=_("A contributor is a person or an organization."),
            ),
            models.CheckConstraint(
                name="contributor_merged_is_removed",
                condition=Q(merged_into=None) | Q(removed_at__isnull=False),
                violation_error_message=_("A merged contributor no longer stands on its own."),
            ),
        ]

    def __str__(self) -> str:
        """The name, and what tells two of the same name apart. What a roll prints is `name` or a credit's own."""
        return f"{self.name} ({self.disambiguation})" if self.disambiguation else self.name

    @property
    def shared_owner(self) -> Record:
        return self

    @property
    def label_without_names(self) -> str:
        return self.get_kind_display()


class ContributorName(Removable):
    """One name of a contributor in one script, with the dates it was used; one is primary.

    A name of a private kind belongs to the `production` that entered it, and only its editors read it. The production is
    None in private names from before they had one, where it is not known whose they are: superusers read those.
    """

    PERSONAL_FIELDS = frozenset({"text"})
    DERIVED_FIELDS = frozenset({"identity_key", "search_key", "lookalike_key", "reading_key"})

    contributor = models.ForeignKey(
        Contributor, models.PROTECT, related_name="names", verbose_name=_("contributor")
    )
    text = models.CharField(_("name"), max_length=NAME_LENGTH)
    script = models.CharField(_("script"), max_length=CODE_LENGTH, choices=NameScript)
    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=NameKind, default=NameKind.REAL)
    language = models.CharField(
        _("language of its characters"), max_length=CODE_LENGTH, choices=NameLanguage, blank=True, default="", db_default="",
        help_text=_("Which forms rolls print: 骨, 直 and 角 differ between Japan, China, Taiwan and Korea."),
    )  # fmt: skip
    production = models.ForeignKey(
        "productions.Production", models.PROTECT, null=True, blank=True, related_name="private_names",
        verbose_name=_("kept by (legal names)"),
    )  # fmt: skip
    primary = models.BooleanField(_("primary"), default=False)
    used_from = models.DateField(_("used from"), null=True, blank=True)
    used_until = models.DateField(_("used until"), null=True, blank=True)
    # Empty only in rows that a version before it wrote; who looks by it looks at those too (`people.services.named_contributors`).
    identity_key = models.CharField(max_length=2 * NAME_LENGTH, editable=False, default="", db_default="")
    search_key = models.CharField(max_length=2 * NAME_LENGTH, editable=False, db_index=True)
    lookalike_key = models.CharField(max_length=2 * NAME_LENGTH, editable=False, db_index=True)
    reading_key = models.CharField(max_length=2 * NAME_LENGTH, editable=False, default="", db_default="")

    objects = NameQuerySet.as_manager()

    class Meta:
        verbose_name = _("contributor name")
        verbose_name_plural = _("contributor names")
        ordering: ClassVar = ["-primary", "script", "pk"]
        indexes: ClassVar = [models.Index(fields=["identity_key"], name="contributor_name_by_identity")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contributor"],
                condition=LIVE & Q(primary=True),
                name="contributor_one_primary_name",
                violation_error_message=_("A contributor has one primary name."),
            ),
            models.UniqueConstraint(
                fields=["contributor", "text", "script", "kind"],
                condition=LIVE & Q(production=None),
                name="contributor_name_once",
                violation_error_message=_("The contributor already has this name."),
            ),
            # Apart for each production: a refusal does not tell one what another keeps.
            models.UniqueConstraint(
                fields=["contributor", "production", "text", "script", "kind"],
                condition=LIVE & Q(production__isnull=False),
                name="contributor_private_name_once",
                violation_error_message=_("The contributor already has this name."),
            ),
            models.CheckConstraint(
                name="contributor_name_kept_is_private",
                condition=Q(production=None) | Q(kind__in=sorted(PRIVATE_NAME_KINDS)),
                violation_error_message=_(
                    "Only a legal name is kept by one production; other names are everybody's."
                ),
            ),
            models.CheckConstraint(
                name="contributor_name_legal_not_primary",
                condition=Q(primary=False) | ~Q(kind=NameKind.LEGAL),
                violation_error_message=_("A legal name is private and cannot be the primary name."),
            ),
            models.CheckConstraint(
                name="contributor_name_not_empty",
                condition=~Q(text=""),
                violation_error_message=_("Enter the name."),
            ),
            models.CheckConstraint(
                name="contributor_name_dates_in_order",
                condition=Q(used_from=None) | Q(used_until=None) | Q(used_from__lte=models.F("used_until")),
                violation_error_message=_("The name's first day is after its last day."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def shared_owner(self) -> Record:
        return self.contributor

    @property
    def is_private(self) -> bool:
        return self.kind in PRIVATE_NAME_KINDS

    @property
    def names_are_private(self) -> bool:
        private = self.is_private or super().names_are_private
        return private or self.contributor.names_are_private

    @property
    def label_without_names(self) -> str:
        return f"{self.get_kind_display()}, {self.get_script_display()}"

    def derive(self) -> None:
        of_organization = self.contributor.kind == ContributorKind.ORGANIZATION
        self.identity_key = compute_name_identity(self.text, of_organization=of_organization)
        self.search_key = search_key(self.text)
        self.lookalike_key = lookalike_key(self.text)
        self.reading_key = reading_key(self.text)
