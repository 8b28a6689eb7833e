"""Where letters stand on a page as a reader of the PDF finds them, in pixels of the page."""

import pypdfium2

from productions.rollkit.layout.reel import build_reel, render_pdf
from productions.rollkit.screen_spec import parse_screen_spec
from tests.roll.test_templates import PLAIN


def build(document, *, lang="ja", **values):
    """The reel of a template's values."""
    return build_reel(document, parse_screen_spec({"template": {**PLAIN, **values}}), lang=lang)


def list_letters(reel, page=0):
    """Each character with the left, top and right edge of its box, in the order that it is drawn; spaces are left out."""
    pdf = pypdfium2.PdfDocument(render_pdf(reel, background="#000000"))
    text = pdf[page].get_textpage()
    height = pdf[page].get_height()
    found = []
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if character.strip():
            left, _bottom, right, top = text.get_charbox(index, loose=True)
            found.append((character, left, height - top, right))
    pdf.close()
    return found


def find_starts(reel, text, page=0):
    """Where each letter of a text begins, from the left edge of its first one; the text is drawn once."""
    letters = list_letters(reel, page)
    wanted = [letter for letter in text if letter.strip()]
    for start in range(len(letters) - len(wanted) + 1):
        run = letters[start : start + len(wanted)]
        if [letter[0] for letter in run] == wanted:
            return [letter[1] - run[0][1] for letter in run]
    raise AssertionError(f"{text} is not on the page")
