"""What a roll calls songs and segments: their kinds and titles in English and Japanese."""

from productions.rollkit.document.groups import RollSegment, RollSong
from productions.rollkit.texts.roll_texts import pick_language

SONG_LABELS = {
    "opening": ("Opening theme", "オープニングテーマ"),
    "ending": ("Ending theme", "エンディングテーマ"),
    "insert": ("Insert song", "挿入歌"),
    "theme": ("Theme song", "主題歌"),
    "image": ("Image song", "イメージソング"),
}
"""By kind; of one that has no name here, or that nobody said, only the title is printed."""
SEGMENT_LABELS = {
    "opening": ("Opening", "オープニング"),
    "ending": ("Ending", "エンディング"),
    "recap": ("Recap", "前回までのあらすじ"),
    "preview": ("Next episode preview", "次回予告"),
    "eyecatch": ("Eyecatch", "アイキャッチ"),
    "end_card": ("End card", "エンドカード"),
    "corner": ("Short feature", "コーナー"),
    "other": ("Other segment", "その他"),
}


def format_song_heading(song: RollSong, lang: str) -> str:
    """`オープニングテーマ「title」`, `Opening theme “title”`."""
    label, title = format_song_label(song, lang), format_song_title(song, lang)
    return f"{label} {title}" if label and lang != "ja" else label + title


def format_song_label(song: RollSong, lang: str) -> str:
    """What its kind is called; Japanese rolls take the words that were written. Empty where nobody said."""
    usual = pick_language(SONG_LABELS.get(song.kind, ("", "")), lang)
    return (song.label or usual) if lang == "ja" else (usual or song.label)


def format_song_title(song: RollSong, lang: str) -> str:
    return f"「{song.title}」" if lang == "ja" else f"“{song.title_en or song.title}”"


def format_segment_heading(segment: RollSegment, lang: str) -> str:
    """Its title, or what its kind is called."""
    usual = pick_language(SEGMENT_LABELS[segment.kind], lang)
    if lang == "ja":
        return segment.title or usual
    return segment.title_en or segment.title or usual
