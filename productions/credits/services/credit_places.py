"""Whether the song and the segment that a credit names fit the rest of it."""

from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit


def find_song_problem(credit: Credit) -> str:
    """One sentence when the song is not of the credit's production and episode, or an empty string."""
    song = credit.song
    if song is None:
        return ""
    if song.production_id != credit.production_id:
        return _("The song “%s” belongs to another production.") % song
    if song.removed_at is not None:
        return _("The song “%s” was removed; choose another one.") % song
    if song.episode_id is not None and song.episode_id != credit.episode_id:
        return _("The song “%s” is of another episode.") % song
    if credit.cut_id is not None:
        return _("A credit of a song has no cut.")
    return ""


def find_segment_problem(credit: Credit) -> str:
    """One sentence when the segment does not fit the credit, or an empty string.

    The segment says in which episodes its staff are named, so its credits say none of their own.
    """
    segment = credit.segment
    if segment is None:
        return ""
    if segment.production_id != credit.production_id:
        return _("The segment “%s” belongs to another production.") % segment
    if segment.removed_at is not None:
        return _("The segment “%s” was removed; choose another one.") % segment
    if credit.episode_id is not None or credit.cut_id is not None:
        return _("A credit of a segment has no episode or cut of its own: the segment says where it runs.")
    return ""
