"""Songs: opening and ending themes and insert songs, with the lines that their right-holders ask for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Episode, Production
from productions.shared.ending_choices import SongKind
from productions.shared.languages import LanguageField
from productions.shared.models import CODE_LENGTH, NAME_LENGTH, Removable
from productions.shared.names import search_key
from productions.shared.reader_texts import list_written_forms
from productions.shared.readings import join_readings
from productions.songs.queries import SongQuerySet, SongRightQuerySet


class Song(Removable):
    """A song of the whole production or of one episode. Its people are credits that name it (`Credit.song`)."""

    DERIVED_FIELDS = frozenset({"search_key", "reading_key"})

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="songs", verbose_name=_("production")
    )
    episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="songs", verbose_name=_("episode")
    )
    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=SongKind, blank=True, default="")
    label_as_printed = models.CharField(
        _("kind as printed"), max_length=NAME_LENGTH, blank=True, default="", db_default="",
        help_text=_("What the roll calls it, such as 主題歌; empty takes the kind."),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=NAME_LENGTH)
    title_language = LanguageField(_("language of the title"))
    title_kana = models.CharField(_("title, kana reading"), max_length=NAME_LENGTH, blank=True, default="")
    title_en = models.CharField(_("title, English"), max_length=NAME_LENGTH, blank=True, default="")
    position = models.PositiveIntegerField(
        _("position"), null=True, blank=True, help_text=_("Place among the songs, from 1.")
    )
    search_key = models.CharField(max_length=4 * NAME_LENGTH, editable=False, db_index=True)
    reading_key = models.CharField(max_length=4 * NAME_LENGTH, editable=False, default="", db_default="")

    objects = SongQuerySet.as_manager()

    class Meta:
        verbose_name = _("song")
        verbose_name_plural = _("songs")
        ordering: ClassVar = ["production", "position", "pk"]
        indexes: ClassVar = [models.Index(fields=["production", "position"], name="song_in_order")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="song_kind_known",
                condition=Q(kind__in=["", *SongKind.values]),
                violation_error_message=_(
                    "The song is an opening, an ending, an insert song or another one."
                ),
            ),
            models.CheckConstraint(
                name="song_title_not_empty",
                condition=~Q(title=""),
                violation_error_message=_("Enter the song's title."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def derive(self) -> None:
        forms = list_written_forms(self, "title")
        self.search_key, self.reading_key = search_key(" ".join(forms)), join_readings(*forms)


class SongRight(Removable):
    """A line of rights as its right-holder wants it printed, such as a label or a collecting society's licence number."""

    song = models.ForeignKey(Song, models.PROTECT, related_name="rights", verbose_name=_("song"))
    holder = models.CharField(
        _("right-holder"), max_length=NAME_LENGTH, blank=True, default="", help_text=_("Empty: not said.")
    )
    text = models.CharField(_("line"), max_length=NAME_LENGTH, help_text=_("Printed as it stands."))
    position = models.PositiveIntegerField(_("position"), null=True, blank=True)

    objects = SongRightQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of rights")
        verbose_name_plural = _("lines of rights")
        ordering: ClassVar = ["song", "position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="song_right_text_not_empty",
                condition=~Q(text=""),
                violation_error_message=_("Enter the line of rights."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
