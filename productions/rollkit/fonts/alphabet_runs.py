"""Words of Latin, Greek and Cyrillic letters are set in one font: “Łukasz” is not one letter of one design and five of another.

A font has a letter where it has a glyph for it. Put together of a base and an accent that the font has no place for, as a shaper
does where the glyph is missing, a letter is as good as missing.
"""

import re
from collections.abc import Iterator

from productions.rollkit.fonts.font_faces import FontChain, has_characters

ALPHABET_LETTERS = (
    r"A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0588\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff"
)
"""Letters, and the accents that combine with them, inside a character class."""
WORDS_PATTERN = re.compile(
    rf"[{ALPHABET_LETTERS}](?:[{ALPHABET_LETTERS}'’\-‐‑. \u00a0]*[{ALPHABET_LETTERS}])?"
)
"""Words with the hyphens, apostrophes, points and spaces between them: what is a name together."""


def iter_words_by_font(text: str, chain: FontChain) -> Iterator[tuple[str, int]]:
    """The text in pieces, each with the place in the chain that words must be set from; 0: the chain sets it by itself.

    Words go to the first font that has all of their letters, where the first of the chain lacks one.
    """
    begun = 0
    for match in WORDS_PATTERN.finditer(text):
        place = find_word_font(match[0], chain)
        if place:
            if match.start() > begun:
                yield text[begun : match.start()], 0
            yield match[0], place
            begun = match.end()
    if begun < len(text):
        yield text[begun:], 0


def find_word_font(words: str, chain: FontChain) -> int:
    """The place of the first font that has every character of the words; 0 where the first has, or none."""
    letters = frozenset(words)
    return next((place for place, face in enumerate(chain.faces) if has_characters(face, letters)), 0)
