"""What roles of a roll stand together under: a song with its lines of rights, a segment of a series."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RollSong:
    """A song. `kind` is a code, empty where nobody said it; `label` is what the roll calls the kind, empty where its usual name serves.

    `rights` are printed as they stand, below the last of its roles: the blocks before have none.
    """

    uid: str
    kind: str
    title: str
    title_kana: str
    title_en: str
    label: str
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RollSegment:
    """An opening, ending, recap, preview and the like; `title` is what the roll calls it, empty where its kind serves."""

    uid: str
    kind: str
    title: str
    title_en: str
