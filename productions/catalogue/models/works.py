"""Productions and their parts: titles, episodes, cuts."""

import secrets
from fractions import Fraction
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Length, Right
from django.utils.translation import gettext_lazy as _

from productions.catalogue.queries import EpisodeQuerySet, ProductionQuerySet, TitleQuerySet
from productions.shared.choices import EpisodeKind, ProductionKind, TitleKind, Visibility
from productions.shared.languages import LanguageField
from productions.shared.models import CODE_LENGTH, LIVE, TITLE_LENGTH, Removable
from productions.shared.names import MAX_TITLE_KEY_CHARACTERS, title_search_key
from productions.shared.numbers import natural_key, number_key
from productions.shared.readings import MAX_READING_CHARACTERS, reading_key

NUMBER_LENGTH = 40
SEAL_KEY_BYTES = 32


def new_seal_key() -> bytes:
    """A secret for the salts of one production's names (`productions.rollkit.document.commitments`)."""
    return secrets.token_bytes(SEAL_KEY_BYTES)


class SealKey(models.Func):
    """The same made by the database: for code of an earlier version, which knows no such column."""

    function = "randomblob"
    template = f"%(function)s({SEAL_KEY_BYTES})"
    arity = 0
    output_field = models.BinaryField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """Two random UUIDs, since random bytes would need an extension: 244 of 256 bits are chance."""
        two = "gen_random_uuid()::text || gen_random_uuid()::text"
        return f"decode(replace({two}, '-', ''), 'hex')", []


class Production(Removable):
    """One work. `title` and `sort_key` are copies from the primary title.

    The frame rate is the fraction `fps_num` / `fps_den` in frames per second (24/1, 24000/1001).
    """

    DERIVED_FIELDS = frozenset({"title", "sort_key", "seal_key"})
    IS_TENANT = True

    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=ProductionKind)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, editable=False)
    sort_key = models.CharField(max_length=MAX_TITLE_KEY_CHARACTERS, editable=False)
    released_on = models.DateField(_("released on"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        help_text=_("Year of first release; taken from the date when there is one."),
    )
    fps_num = models.PositiveIntegerField(_("frame rate, numerator"), default=24)
    fps_den = models.PositiveIntegerField(_("frame rate, denominator"), default=1)
    visibility = models.CharField(
        _("visibility"), max_length=CODE_LENGTH, choices=Visibility, default=Visibility.PRIVATE
    )
    public_from = models.DateTimeField(
        _("public from"),
        null=True,
        blank=True,
        help_text=_(
            "When a private production becomes public by itself, such as its broadcast; never earlier."
        ),
    )
    invented = models.BooleanField(
        _("invented"),
        default=False,
        help_text=_("An example that does not exist; every page and roll says so."),
    )
    remark = models.TextField(
        _("remark"), blank=True, help_text=_("Shown to the public with the production.")
    )
    remark_language = LanguageField(_("language of the remark"))
    training_mining = models.JSONField(
        _("training and data mining"), null=True, blank=True,
        help_text=_("What its makers say about the use of their work for AI. Empty: nothing was said."),
    )  # fmt: skip

    seal_key = models.BinaryField(default=new_seal_key, db_default=SealKey(), editable=False)

    objects = ProductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("production")
        verbose_name_plural = _("productions")
        ordering: ClassVar = ["sort_key", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["sort_key", "id"], name="production_by_title"),
            models.Index(fields=["visibility", "year", "id"], name="production_by_year"),
            models.Index(
                fields=["public_from"], condition=Q(public_from__isnull=False), name="production_by_moment"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="production_frame_rate",
                condition=Q(fps_num__gte=1, fps_den__gte=1, fps_num__lte=F("fps_den") * 240),
                violation_error_message=_(
                    "The frame rate is a fraction above 0 and at most 240 frames per second."
                ),
            ),
            models.CheckConstraint(
                name="production_waits_in_private",
                condition=Q(public_from=None) | Q(visibility=Visibility.PRIVATE),
                violation_error_message=_(
                    "A production that is already public cannot be scheduled to become public."
                ),
            ),
            models.CheckConstraint(
                name="production_year",
                condition=Q(year=None) | Q(year__gte=1888, year__lte=2200),
                violation_error_message=_("The year is between 1888 and 2200."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def derive(self) -> None:
        if self.released_on is not None:
            self.year = self.released_on.year

    @property
    def fps(self) -> Fraction:
        """Frames per second."""
        return Fraction(self.fps_num, self.fps_den)


class ProductionTitle(Removable):
    """One title of a production; one is primary."""

    DERIVED_FIELDS = frozenset({"search_key", "reading_key"})

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="titles", verbose_name=_("production")
    )
    text = models.CharField(_("title"), max_length=TITLE_LENGTH)
    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=TitleKind)
    primary = models.BooleanField(_("primary"), default=False)
    search_key = models.CharField(max_length=MAX_TITLE_KEY_CHARACTERS, editable=False, db_index=True)
    reading_key = models.CharField(
        max_length=MAX_READING_CHARACTERS, editable=False, default="", db_default=""
    )

    objects = TitleQuerySet.as_manager()

    class Meta:
        verbose_name = _("title")
        verbose_name_plural = _("titles")
        ordering: ClassVar = ["-primary", "kind", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production"],
                condition=LIVE & Q(primary=True),
                name="production_one_primary_title",
                violation_error_message=_("A production has one primary title."),
            ),
            models.UniqueConstraint(
                "production",
                "kind",
                # The whole may be longer than a row of an index, which has 2,700 bytes, and SQLite knows no digests.
                Left("text", 400),
                Right("text", 200),
                Length("text"),
                condition=LIVE,
                name="production_has_title_once",
                violation_error_message=_("The production already has this title."),
            ),
            models.CheckConstraint(
                name="production_title_not_empty",
                condition=~Q(text=""),
                violation_error_message=_("Enter the title."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def derive(self) -> None:
        self.search_key = title_search_key(self.text)
        self.reading_key = reading_key(self.text)


class Episode(Removable):
    """A numbered part of a production, or its opening, ending or trailer. `number` is kept as given."""

    DERIVED_FIELDS = frozenset({"number_key", "sort_key"})

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="episodes", verbose_name=_("production")
    )
    kind = models.CharField(
        _("kind"), max_length=CODE_LENGTH, choices=EpisodeKind, default=EpisodeKind.EPISODE
    )
    number = models.CharField(
        _("number"), max_length=NUMBER_LENGTH, help_text=_("As given: 1, 01, 12.5, OP1.")
    )
    number_key = models.CharField(max_length=2 * NUMBER_LENGTH, editable=False)
    sort_key = models.CharField(max_length=4 * NUMBER_LENGTH, editable=False)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    title_kana = models.CharField(_("title, kana reading"), max_length=TITLE_LENGTH, blank=True)
    title_en = models.CharField(_("title, English"), max_length=TITLE_LENGTH, blank=True)
    released_on = models.DateField(_("released on"), null=True, blank=True)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        ordering: ClassVar = ["production", "sort_key", "pk"]
        indexes: ClassVar = [models.Index(fields=["production", "sort_key"], name="episode_in_order")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "number_key"],
                condition=LIVE,
                name="episode_number_once",
                violation_error_message=_("The production already has an episode with this number."),
            ),
            models.CheckConstraint(
                name="episode_number_not_empty",
                condition=~Q(number_key=""),
                violation_error_message=_("Enter the episode's number."),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.title}".rstrip()

    def derive(self) -> None:
        self.number_key = number_key(self.number)
        self.sort_key = natural_key(self.number)
