"""File names of earlier imports, as editors are told them: one that says a name that somebody withholds is not told (H16)."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.services.withheld_names import list_names_withheld_in
from productions.shared.names import search_key

MIN_WORD_CHARACTERS = 2
"""Shorter words of a name are in any file name."""


class ToldFilenames:
    """The file names of one production. A few queries when it is made, none for each name."""

    def __init__(self, production: Production) -> None:
        names = list_names_withheld_in(production)
        words = {word for name in names for word in name.split() if len(word) >= MIN_WORD_CHARACTERS}
        self.withheld = {key for each in names | words if (key := search_key(each))}

    def tell(self, filename: str) -> str:
        """The name, or words in its place with the same suffix where it has a withheld name or a word of one."""
        key = search_key(filename)
        if not any(each in key for each in self.withheld):
            return filename
        return _("file name not shown") + PurePath(filename).suffix[:8]
