"""Numbers agree with their nouns: whatever counts has a singular, in the catalogue or in English alone."""

import ast
import re

import pytest

from productions.shared.refusals import READER_LANGUAGE
from productions.shared.sentences import ENGLISH, Sentence, format_count
from tests.locale.messages import all_messages, catalogue, trees
from tests.speaking import in_japanese

COUNTS = "n|count|total|more|most|rows|lines|times|tries|cards|frames|people|drafts|credits|files"
NUMBER = rf"(?:%d|%\(\w+\)[\d.]*[dfg]|%\((?:{COUNTS})\)s)"
NOUN = r"(?!(?:is|was|has|as|this|its|does)\b)(?:people|[a-z]{2,}[a-rt-z]s)"
FEW_WORDS = r"(?:(?!(?:is|was|has|a|an|the|in|of|at|to|and|or|for|from)\b)[a-z-]+ ){0,2}?"
COUNTED = re.compile(rf"(?<!version )(?<!issue )(?<!block )(?<!line ){NUMBER} {FEW_WORDS}{NOUN}\b|\w\(s\)")
ALWAYS_MANY = {
    # Limits of ours, in the code, of more than one.
    "A request changes at most %d cells; send them in parts.",
    "A request changes at most %d rows; send them in parts.",
    "Choose 1 to %d columns.",
    "Choose at most %d credits at once.",
    "A cell holds at most %d characters.",
    "Answer for at most %d credits at once.",
    "At most %d cuts are added at once.",
    "The address is longer than %(most)d characters.",
    "%(here)s: more than 0 and at most %(most)d seconds.",
    "%(here)s has a logo without a name, or one longer than %(most)d characters.",
    "A roll lasts more than 0 and at most %(most)d seconds, not %(value)s.",
    "A roll moves by 1 to %(most)d whole pixels a frame, not %(px)d.",
    "A roll lasts from 1 to %(most)d frames, not %(frames)d.",
    "An account has at most %d webhooks; remove one first.",
    "The SVG has more than %(most)d elements; draw the logo more simply.",
    # Said only of more than such a limit, or of two and more.
    "%(count)d contributors are called “%(name)s”; enter this credit in the admin.",
    "%(here)s has %(count)d families; a roll is set in at most %(most)d.",
    "%(here)s has %(count)d logos; a block has at most %(most)d.",
    "The raster %(value)s cannot be made: write width and height as 1920x1080, both even and from %(least)d to %(most)d pixels.",
    "%(here)s: a QR code stands for at least %(least)d seconds, or nobody can read it.",
    "Give it a card of its own for %(seconds)d seconds beside its fades.",
    "%(here)s: “%(address)s” is no address that a QR code can hold; write it from https:// on, without spaces, in at most %(most)d characters.",
    "An EDL ends at event %(most)d, and the roll has %(shots)d shots.",
    "One side of the logo is %(times)g times the other; it is %(most)d times at most.",
    "The text has %(count)s characters; at most %(most)s fit here.",
    "The file holds more than %(count)d credits: divide it.",
    "The text is longer than %(characters)d characters or %(lines)d lines: divide it.",
    "The credit has %(count)d uses of AI; the first is read, enter the others by hand.",
    "The line stands for %(credits)d credits, of which %(found)d could be told apart by episode and cut; see what is entered.",
    # A width and a height.
    "The PNG has %(width)d x %(height)d pixels; a logo has at most %(side)d a side and %(millions)d million in all.",
}
"""Texts that need no singular."""


def test_every_message_that_counts_has_a_singular():
    alone = {
        each.text for each in (*all_messages(), *catalogue()) if not each.plural and COUNTED.search(each.text)
    }
    assert alone == ALWAYS_MANY


def test_a_singular_is_no_plural():
    """The two forms differ, and the first has not the noun of the second."""
    for each in all_messages():
        if each.plural:
            assert each.text != each.plural
            assert not COUNTED.search(each.text), each.text


def english_texts():
    """Every f-string: its text with `#` for what is a number as far as can be told, and `{}` for other values."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                yield (
                    path,
                    "".join(
                        part.value if isinstance(part, ast.Constant) else "#" if is_number(part) else "{}"
                        for part in node.values
                    ),
                )


def is_number(part):
    """A count: a length, something called so, or a value written with thousands; a limit in capitals is never one."""
    said = ast.unparse(part.value)
    if said.isupper() or said.startswith("counted("):
        return False
    thousands = part.format_spec is not None and "," in ast.unparse(part.format_spec)
    return thousands or said.startswith("len(") or re.search(rf"\b(?:{COUNTS}|size)\b", said) is not None


ENGLISH_COUNTED = re.compile(rf"# {FEW_WORDS}{NOUN}\b|\w\(s\)")
ENGLISH_ALWAYS_MANY = {
    ("api/read/query_params.py", "The text has # characters; at most # fit here."),
    ("api/read/filter_fields.py", "There are # values; give at most {}."),
    ("api/resources/credit_batch.py", "There are # rows; send at most {} at once."),
    ("api/write/request_bodies.py", "The body is larger than # bytes; send less at once."),
    (
        "productions/interchange/credit_text/text_reader.py",
        "The text has # characters; at most {} are read. Divide it.",
    ),
    (
        "productions/interchange/credit_text/statement_building.py",
        "The name has # characters; at most {} fit. Is it a sentence?",
    ),
    (
        "productions/interchange/catalogue/json_fields.py",
        "The title has # characters, and {} fit: it ends with “{}” now. Shorten it in another way if you like; the import rows have the whole.",
    ),
    ("registry/checks.py", "They are # seconds; each must be longer than the one before."),
}
"""Said only of more than a limit, or of several."""


def test_every_english_text_that_counts_agrees_with_its_number():
    found = {(path, text) for path, text in english_texts() if ENGLISH_COUNTED.search(text)}
    assert found == ENGLISH_ALWAYS_MANY


@pytest.mark.parametrize(
    "text",
    [
        "%d credits are still drafts",
        "And %(more)d more credits",
        "%(n)s notes",
        "%(count)d open claims",
        "row(s)",
    ],
)
def test_what_counts_is_seen(text):
    assert COUNTED.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "%(width)d px is wide",
        "Version %(version)d stands",
        "line %d",
        "%(n)s note",
        "block %(number)d has none",
    ],
)
def test_what_does_not_count_is_let_pass(text):
    assert not COUNTED.search(text.replace("Version", "version"))


@pytest.mark.parametrize(
    ("n", "english", "japanese"),
    [(0, "0 cards", "カード0枚"), (1, "1 card", "カード1枚"), (3, "3 cards", "カード3枚")],
)
def test_a_sentence_of_a_pure_module_takes_the_form_of_its_number(n, english, japanese):
    sentence = Sentence("%(count)d card", "%(count)d cards", "count").given(count=n)
    assert (sentence.said(ENGLISH), sentence.said(READER_LANGUAGE), in_japanese(sentence)) == (
        english,
        english,
        japanese,
    )


def test_a_sentence_counts_only_numbers():
    with pytest.raises(TypeError, match="count is 'many', and no number"):
        str(Sentence("%(count)s card", "%(count)s cards", "count", count="many"))


@pytest.mark.parametrize(("n", "said"), [(0, "0 rows"), (1, "1 row"), (1200, "1,200 rows")])
def test_english_texts_count(n, said):
    assert format_count(n, "row", "rows") == said
