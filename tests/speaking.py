"""What pure modules say, as a Japanese reader meets it."""

from django.utils.translation import override

from productions.refusals import READERS


def in_japanese(said):
    """A sentence, or a refusal's reason and remedies, through the catalogue."""
    with override("ja"):
        return said.said(READERS)
