"""What editions are called in rolls."""

from productions.rollkit.document.work import Work
from productions.rollkit.roll_catalogue import list_table
from productions.shared.site_languages import pick_localised_text


def name_edition(work: Work, lang: str) -> str:
    """What the work's edition is called: in our words, or in its production's, in another language where it has none in this."""
    own = pick_localised_text(work, "edition_label", lang) or work.edition
    return list_table(lang, "edition").get(work.edition, own)
