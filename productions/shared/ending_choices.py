"""The closed lists of what an ending says beside people: songs, segments, variants of characters."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class SongKind(TextChoices):
    OPENING = "opening", pgettext_lazy("song", "opening theme")
    ENDING = "ending", pgettext_lazy("song", "ending theme")
    INSERT = "insert", pgettext_lazy("song", "insert song")
    THEME = "theme", pgettext_lazy("song", "theme song")
    IMAGE = "image", pgettext_lazy("song", "image song")
    OTHER = "other", pgettext_lazy("song", "other song")


class SegmentKind(TextChoices):
    """Pieces of a series that run in a range of its episodes, with staff of their own."""

    OPENING = "opening", pgettext_lazy("segment", "opening (OP)")
    ENDING = "ending", pgettext_lazy("segment", "ending (ED)")
    RECAP = "recap", pgettext_lazy("segment", "recap")
    PREVIEW = "preview", pgettext_lazy("segment", "next-episode preview")
    EYECATCH = "eyecatch", pgettext_lazy("segment", "eyecatch")
    END_CARD = "end_card", pgettext_lazy("segment", "end card")
    CORNER = "corner", pgettext_lazy("segment", "short feature")
    OTHER = "other", pgettext_lazy("segment", "other segment")


class VariantKind(TextChoices):
    """What makes a variant of a character."""

    AGE = "age", pgettext_lazy("character", "age")
    VOICE = "voice", pgettext_lazy("character", "voice")
    ON_SCREEN_NAME = "on_screen_name", pgettext_lazy("character", "on-screen name")
    OTHER = "other", pgettext_lazy("character", "other variant")
