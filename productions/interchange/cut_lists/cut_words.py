"""Words and marks of cells that name cuts: what parts numbers, what stands for all of them, and the parts of an episode."""

import re
import unicodedata
from collections.abc import Iterator

from productions.shared.late_patterns import compile_late

LIST_PATTERN = compile_late(r"[,、，;；\n]+")
INNER_LIST_PATTERN = compile_late(r"[・/&+\s]+")
"""What parts numbers too, unless it stands inside one that is known."""
HYPHENS = str.maketrans("‐‑‒−―─", "------")
LONG_VOWEL_PATTERN = compile_late(r"(?<=[0-9A-Za-z])ー(?=[0-9A-Za-z#])")
"""The mark of a long vowel, which is typed for a hyphen."""
UNTIL_PATTERN = compile_late(r"(?<=[0-9A-Za-z])\s{0,3}(?:から|→|⇒|\.\.+|\bto\b)\s{0,3}(?=[0-9A-Za-z#カ])")
CUT_WORD_PATTERN = compile_late(r"(?<=[0-9])\s{0,3}(?:c|cuts?|カット目?|番)$")
ALL_WORDS = frozenset(
    "全カット 全cut 全cuts 全c 全部 全て すべて 全編 全体 全話 全カット共通 全カット分 all allcuts all_cuts everycut".split()
)
LETTERS = r"[a-z](?:\s?[・/&+]\s?[a-z]){0,7}"
PART_PATTERN = compile_late(
    rf"(?P<before>{LETTERS})\s?(?:パート|part)|(?:パート|part)\s?(?P<after>{LETTERS})|(?P<together>[a-e]{{2,4}})パート"
)
NAMED_PARTS = {"アバン": "アバン", "アバンタイトル": "アバン", "avant": "アバン"}
LISTED_PARTS_PATTERN = compile_late(
    r"(?<![0-9A-Za-z])([A-Za-z])\s{0,3}[,、，]\s{0,3}(?=(?:[A-Za-z]\s{0,3}[,、，・]\s{0,3}){0,7}[A-Za-z]\s{0,3}(?:パート|part))",
    re.IGNORECASE,
)
"""`A、Bパート`: letters of a list that the word part stands behind."""


def unify_marks(text: str) -> str:
    """The text in NFKC, with one kind of hyphen and one mark between the ends of a range."""
    plain = unicodedata.normalize("NFKC", text).translate(HYPHENS)
    return UNTIL_PATTERN.sub("~", LONG_VOWEL_PATTERN.sub("-", plain))


def fold_part_label(label: str) -> str:
    """The label of a part for comparison: `Ａ`, `a` and `Aパート` are one."""
    folded = unicodedata.normalize("NFKC", label).casefold().strip()
    return next(list_part_labels(folded), folded.upper())


def list_part_labels(folded: str) -> Iterator[str]:
    """The labels of the parts that a text names; none where it names something else."""
    if folded in NAMED_PARTS:
        yield NAMED_PARTS[folded]
    elif match := PART_PATTERN.fullmatch(folded):
        yield from (
            letter.upper()
            for letter in (match["before"] or match["after"] or match["together"])
            if letter.isalpha()
        )
