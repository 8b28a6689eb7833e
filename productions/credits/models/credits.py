"""Credits."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.credits.models.joint_lines import JointLine
from productions.credits.queries.credits import AI_STATES, CreditQuerySet
from productions.people.models.people import Contributor
from productions.segments.models import Segment
from productions.shared.choices import (
    LIVE_CREDIT_STATES,
    AbsenceReason,
    AIState,
    Attribution,
    CreditKind,
    CreditState,
    Edition,
    EvidenceKind,
)
from productions.shared.languages import LanguageField
from productions.shared.models import CODE_LENGTH, LIVE, NAME_LENGTH, OpenCodeField, Removable
from productions.shared.names import search_key
from productions.songs.models import Song
from productions.vocabulary.models import Role
from productions.wishes.models.evidence import Evidence

WITHHELD = Q(absence_reason=AbsenceReason.WITHHELD_BY_CONTRIBUTOR)
PERSON = Q(kind=CreditKind.PERSON)
RARE_LINKS = ("last_episode", "last_cut", "segment", "song", "joint_line", "contracted_by")
"""Columns that few credits have: their indexes hold those alone."""


def derive_ai_state(declared: str, recorded: bool) -> AIState:
    """The state of a credit with these two columns (H14)."""
    return AIState.USED if recorded else AIState(declared)


class Credit(Removable):
    """Contributor × role × scope, with the name as credited and the evidence for it.

    The scope is the whole production, an episode, or a cut. `edition` is empty when the credit is part of
    every edition. `headcount` and `named_count` are people; an empty `headcount` on a credit without a
    contributor means that their number is not known. `printed_as` is what the screen really said.
    A credit of a segment or a song names it; one for a range of episodes or cuts names the first and the last.
    """

    PRIVATE_FIELDS = frozenset({"withheld_statement", "withheld_as", "evidence_on", "evidence_note"})
    PERSONAL_FIELDS = frozenset(
        {"contributor", "credited_as", "printed_as", "character_as_printed", "joint_line", "name_breaks"}
    )
    DERIVED_FIELDS = frozenset({"search_key", "printed_role_key", "release_year", "is_labour"})
    KEPT_FIELDS = frozenset({"ai_declared", "ai_recorded"})

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="credits", verbose_name=_("production")
    )
    episode = models.ForeignKey(Episode, models.PROTECT, null=True, blank=True, related_name="credits", verbose_name=_("episode"))  # fmt: skip
    cut = models.ForeignKey(Cut, models.PROTECT, null=True, blank=True, related_name="credits", verbose_name=_("cut"))  # fmt: skip
    role = models.ForeignKey(Role, models.PROTECT, related_name="credits", verbose_name=_("role"))
    role_as_printed = models.CharField(_("role as printed"), max_length=NAME_LENGTH, blank=True)
    role_as_printed_language = LanguageField(_("language of the role as printed"))
    character_as_printed = models.CharField(
        _("character as printed"), max_length=NAME_LENGTH, blank=True, default="", db_default="",
        help_text=_("The character in the words of the roll."),
    )  # fmt: skip
    character_as_printed_language = LanguageField(_("language of the character as printed"))
    dub_language = LanguageField(
        _("dub language"), help_text=_("The language that the voice speaks, in a dub; empty: not said.")
    )
    last_episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name=_("last episode"),
        help_text=_("For a range of episodes: the last one that the credit covers."),
    )  # fmt: skip
    except_episodes = models.TextField(_("except in episodes"), blank=True, default="", db_default="", editable=False,
        help_text=_("For a credit of the whole series: the episodes (uids) that it does not cover."))  # fmt: skip
    last_cut = models.ForeignKey(
        Cut, models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name=_("last cut"),
        help_text=_("For a range of cuts: the last one that the credit covers."),
    )  # fmt: skip
    segment = models.ForeignKey(
        Segment, models.PROTECT, null=True, blank=True, db_index=False, related_name="credits", verbose_name=_("segment")
    )  # fmt: skip
    song = models.ForeignKey(
        Song, models.PROTECT, null=True, blank=True, db_index=False, related_name="credits", verbose_name=_("song")
    )  # fmt: skip
    joint_line = models.ForeignKey(
        JointLine, models.PROTECT, null=True, blank=True, db_index=False, related_name="credits", verbose_name=_("joint line")
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=CreditKind, default=CreditKind.PERSON)
    contributor = models.ForeignKey(
        Contributor, models.PROTECT, null=True, blank=True, related_name="credits",
        verbose_name=_("contributor"),
    )  # fmt: skip
    credited_as = models.CharField(
        _("credited as"), max_length=NAME_LENGTH, blank=True,
        help_text=_("The name the roll prints; empty takes the contributor's primary name."),
    )  # fmt: skip
    printed_as = models.CharField(
        _("printed as"), max_length=NAME_LENGTH, blank=True,
        help_text=_("What the screen really said, where it differs."),
    )  # fmt: skip
    affiliation = models.ForeignKey(
        Contributor, models.PROTECT, null=True, blank=True, related_name="affiliated_credits",
        verbose_name=_("studio they worked for"),
    )  # fmt: skip
    contracted_by = models.ForeignKey(
        Contributor, models.PROTECT, null=True, blank=True, db_index=False, related_name="contracted_credits",
        verbose_name=_("contracted by"), help_text=_("The company that gave the work on."),
    )  # fmt: skip
    name_breaks = models.CharField(
        _("name breaks"), max_length=NAME_LENGTH + 20, blank=True, default="", db_default="",
        help_text=_("Where a roll may break the name if it is too long for one line: the name with | there, or after which characters."),
    )  # fmt: skip
    position = models.PositiveIntegerField(_("position"), default=0, help_text=_("Order within the role."))
    headcount = models.PositiveIntegerField(_("people"), null=True, blank=True)
    named_count = models.PositiveIntegerField(_("of them named"), null=True, blank=True)
    attribution = models.CharField(
        _("attribution"), max_length=CODE_LENGTH, choices=Attribution, default=Attribution.TRUE_NAME
    )
    absence_reason = models.CharField(
        _("why nobody is named"), max_length=CODE_LENGTH, choices=AbsenceReason, blank=True
    )
    withheld_statement = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, editable=False, related_name="withheld_credits"
    )
    withheld_as = models.JSONField(default=dict, db_default={}, editable=False)
    """What a withheld credit said before: `credited_as`, `printed_as`, `character_as_printed`, `attribution`. Private."""
    on_screen = models.BooleanField(_("on screen"), default=True)
    edition = OpenCodeField(_("edition"), max_length=CODE_LENGTH, choices=Edition, blank=True)
    evidence_kind = models.CharField(
        _("evidence"), max_length=CODE_LENGTH, choices=EvidenceKind, blank=True, default=EvidenceKind.NOT_SAID
    )
    evidence_on = models.DateField(
        _("day of the evidence (private)"), null=True, blank=True,
        help_text=_("The day that it bears, such as the day of a purchase order."),
    )  # fmt: skip
    evidence_note = models.TextField(_("evidence note (private)"), blank=True)
    state = models.CharField(
        _("state"), max_length=CODE_LENGTH, choices=CreditState, default=CreditState.DRAFT, editable=False
    )
    ai_declared = models.CharField(
        _("AI use, as declared"), max_length=CODE_LENGTH, choices=AIState, default=AIState.NOT_ASKED,
        db_default=AIState.NOT_ASKED, editable=False,
    )  # fmt: skip
    ai_recorded = models.BooleanField(_("AI use recorded"), default=False, db_default=False, editable=False)
    is_labour = models.BooleanField(_("labour"), default=True, db_default=True, editable=False)
    """Whether its role is work of people, so that a company says how many (H6); a copy of `Role.is_labour`."""
    release_year = models.PositiveSmallIntegerField(null=True, editable=False)
    search_key = models.CharField(max_length=2 * NAME_LENGTH, editable=False, db_index=True)
    printed_role_key = models.CharField(max_length=2 * NAME_LENGTH, editable=False, default="", db_default="")

    objects = CreditQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering: ClassVar = ["production", "role", "position", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["contributor", "production"], name="credit_by_contributor"),
            models.Index(fields=["production", "role", "position"], name="credit_by_production_role"),
            models.Index(fields=["episode", "role"], name="credit_by_episode_role"),
            models.Index(fields=["cut", "role"], name="credit_by_cut_role"),
            models.Index(fields=["role", "release_year", "uid"], name="credit_by_role_year_uid"),
            models.Index(fields=["role", "uid"], name="credit_by_role_uid"),
            *(
                models.Index(
                    fields=[name], condition=Q(**{f"{name}__isnull": False}), name=f"credit_by_{name}"
                )
                for name in RARE_LINKS
            ),
            models.Index(
                fields=["printed_role_key", "uid"],
                condition=Q(printed_role_key__gt=""),
                name="credit_by_printed_role",
            ),
            models.Index(fields=["uid"], condition=AI_STATES["any"], name="credit_ai_used"),
            models.Index(fields=["uid"], condition=AI_STATES["none"], name="credit_ai_none"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="h3_absent_contributor_has_reason",
                condition=Q(contributor__isnull=False) | ~Q(absence_reason=""),
                violation_error_message=_(
                    "Name the contributor, or say why nobody is named; a credit without a person still counts as one."
                ),
            ),
            models.CheckConstraint(
                name="h3_named_person_has_no_absence",
                condition=~PERSON | Q(contributor=None) | Q(absence_reason=""),
                violation_error_message=_("A credit that names its person has no reason for absence."),
            ),
            models.CheckConstraint(
                name="credit_name_goes_with_contributor",
                condition=Q(contributor=None, credited_as="")
                | Q(contributor__isnull=False) & ~Q(credited_as=""),
                violation_error_message=_(
                    "A credited name needs its contributor; what the screen said goes into “printed as”."
                ),
            ),
            models.CheckConstraint(
                name="h5_withheld_is_one_person_with_statement",
                condition=~WITHHELD & ~Q(attribution=Attribution.WITHHELD) & Q(withheld_statement=None)
                | WITHHELD
                & PERSON
                & Q(
                    attribution=Attribution.WITHHELD,
                    contributor=None,
                    headcount=1,
                    withheld_statement__isnull=False,
                ),
                violation_error_message=_(
                    "Only contributors withhold their own names: record their statement with “withhold name”, "
                    "one credit for each person."
                ),
            ),
            models.CheckConstraint(
                name="h6_group_says_how_many",
                condition=PERSON & Q(named_count=None)
                | ~PERSON & Q(headcount__gte=1, named_count__isnull=False, named_count__lte=F("headcount"))
                | ~PERSON
                & Q(headcount=None, named_count=None)
                & (~Q(absence_reason="") | Q(is_labour=False)),
                violation_error_message=_(
                    "A company or collective that is credited for work says how many people it stands for and how many of them "
                    "are named, or why that is not known; one that only takes part may leave all of this empty."
                ),
            ),
            models.CheckConstraint(
                name="credit_headcount_of_persons",
                condition=~PERSON
                | Q(contributor__isnull=False, headcount=None)
                | Q(contributor=None) & (Q(headcount=None) | Q(headcount__gte=1)),
                violation_error_message=_(
                    "A named person is one; only credits without a person and company credits carry a head count."
                ),
            ),
            models.CheckConstraint(
                name="h14_none_excludes_a_recorded_use",
                condition=~Q(ai_declared=AIState.NONE, ai_recorded=True),
                violation_error_message=_(
                    "“No AI” is declared for this credit: withdraw that declaration before an AI use is recorded."
                ),
            ),
            models.CheckConstraint(
                name="credit_ai_declared_known",
                condition=Q(ai_declared__in=AIState.values),
                violation_error_message=_("Whether AI was used is not asked, none or used."),
            ),
            models.CheckConstraint(
                name="credit_state_known",
                condition=Q(state__in=CreditState.values),
                violation_error_message=_("This is not a credit state."),
            ),
            models.UniqueConstraint(
                "production",
                "role",
                Coalesce("episode", 0),
                Coalesce("cut", 0),
                "contributor",
                Coalesce("affiliation", 0),
                "edition",
                "role_as_printed",
                "character_as_printed",
                "dub_language",
                Coalesce("segment", 0),
                Coalesce("song", 0),
                condition=LIVE & Q(contributor__isnull=False, state__in=LIVE_CREDIT_STATES),
                name="credit_once_as_printed",
                violation_error_message=_("This contributor already has this role here."),
            ),
        ]

    def __str__(self) -> str:
        name = self.credited_as or self.get_absence_reason_display()
        return f"{self.role_as_printed or self.role}: {name}"

    @property
    def names_are_private(self) -> bool:
        return self.withheld_statement_id is not None or super().names_are_private

    @property
    def label_without_names(self) -> str:
        return self.role_as_printed or str(self.role)

    @property
    def ai(self) -> AIState:
        """Whether AI was used: what is recorded goes before what was declared (H14)."""
        return derive_ai_state(self.ai_declared, self.ai_recorded)

    def derive(self) -> None:
        self.search_key = search_key(self.credited_as)
        self.printed_role_key = search_key(self.role_as_printed)
        self.is_labour = self.role.is_labour
        self.release_year = self.production.year
