"""Songs as the headings of our tables write them, read back into the cells of a row."""

from collections.abc import Iterator

from productions.interchange.sheets.coded_words import CODE_OF_WORD
from productions.interchange.sheets.song_cells import SONG_PATTERN
from productions.interchange.sheets.spellings import fold_word

USUAL_SONG_LABELS = frozenset(
    {
        "Opening theme", "Ending theme", "Insert song", "Theme song", "Image song",
        "オープニングテーマ", "エンディングテーマ", "挿入歌", "主題歌", "イメージソング",
    }
)  # fmt: skip
"""Labels that our rolls give a kind of song; another one is what somebody wrote."""


def read_song_heading(text: str) -> dict[str, str]:
    """`オープニングテーマ「手紙」` → its title, kind and label; a text without marks is the title alone."""
    found = SONG_PATTERN.fullmatch(text)
    if found is None:
        return {"song": text} if text else {}
    label = found["label"].strip()
    kind = CODE_OF_WORD["song_kind"].get(fold_word(label), "") if label else ""
    return {
        "song": found["title"],
        "song_kind": kind,
        "song_label": "" if label in USUAL_SONG_LABELS else label,
    }


def list_song_rights(song: dict[str, str], text: str) -> Iterator[dict[str, str]]:
    """A row for each of the song's lines of rights, which is no credit."""
    for part in text.split(" / "):
        if song and part.strip():
            yield {**song, "song_rights": part.strip()}
