"""What editions are called in rolls, in English and Japanese."""

from productions.rollkit.document.work import Work

EDITION_NAMES = {
    "broadcast": ("broadcast edition", "放送版"),
    "streaming": ("streaming edition", "配信版"),
    "theatrical": ("theatrical edition", "劇場版"),
    "disc": ("disc edition", "ディスク版"),
    "festival": ("festival edition", "映画祭版"),
    "dub": ("dubbed edition", "吹替版"),
}


def name_edition(work: Work) -> tuple[str, str]:
    """What the work's edition is called: in our words, or in its production's, of which one serves both languages where it is alone."""
    ja = work.edition_label_ja or work.edition_label_en or work.edition
    return EDITION_NAMES.get(work.edition, (work.edition_label_en or ja, ja))
