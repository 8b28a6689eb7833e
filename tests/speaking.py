"""What pure modules say, as a Japanese reader meets it."""

from django.utils.translation import override

from productions.shared.refusals import READER_LANGUAGE


def in_japanese(said):
    """A sentence, or a refusal's reason and remedies, through the catalogue."""
    with override("ja"):
        return said.said(READER_LANGUAGE)
