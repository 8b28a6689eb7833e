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
    """`オープニングテーマ「title」`, `Opening theme “title”`; Japanese rolls take the words that were written."""
    usual = pick_language(SONG_LABELS.get(song.kind, ("", "")), lang)
    label = (song.label or usual) if lang == "ja" else (usual or song.label)
    if lang == "ja":
        return f"{label}「{song.title}」"
    quoted = f"“{song.title_en or song.title}”"
    return f"{label} {quoted}" if label else quoted


def format_segment_heading(segment: RollSegment, lang: str) -> str:
    """Its title, or what its kind is called."""
    usual = pick_language(SEGMENT_LABELS[segment.kind], lang)
    if lang == "ja":
        return segment.title or usual
    return segment.title_en or segment.title or usual
