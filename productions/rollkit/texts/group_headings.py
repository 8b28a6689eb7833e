"""What a roll calls songs and segments: their kinds and titles."""

from productions.rollkit.document.groups import RollSegment, RollSong
from productions.rollkit.roll_catalogue import list_table, say_text
from productions.shared.site_languages import WORK_LANGUAGE, pick_localised_text


def format_song_heading(song: RollSong, lang: str) -> str:
    """`オープニングテーマ「title」`, `Opening theme “title”`."""
    label, title = format_song_label(song, lang), format_song_title(song, lang)
    return say_text(lang, "song_heading.line", label=label, title=title) if label else title


def format_song_label(song: RollSong, lang: str) -> str:
    """What its kind is called; rolls in the language of the works take the words that were written. Empty where nobody said."""
    usual = list_table(lang, "song").get(song.kind, "")
    return (song.label or usual) if lang == WORK_LANGUAGE else (usual or song.label)


def format_song_title(song: RollSong, lang: str) -> str:
    return say_text(lang, "quoted", text=choose_title(song, lang))


def format_segment_heading(segment: RollSegment, lang: str) -> str:
    """Its title, or what its kind is called."""
    return choose_title(segment, lang) or say_text(lang, f"segment.{segment.kind}")


def choose_title(group: RollSong | RollSegment, lang: str) -> str:
    """The title as it was written, or its translation; empty where nobody said."""
    if lang == WORK_LANGUAGE:
        return group.title
    return pick_localised_text(group, "title", lang, plain=WORK_LANGUAGE)
