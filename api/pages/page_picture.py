"""A page as a picture of 1200 × 630 pixels, for wherever somebody sends its address: what it is about, and how many are named.

typst sets it in the fonts of rolls, so that any script is there; texts are data to it and never its markup.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.utils.text import Truncator

from api.pages.picture_strip import read_page_colours, read_strip_style
from api.pages.public_page import PICTURE_SIZE
from api.pages.work_facts import LeadLine, PageFigure
from productions.rollkit.fonts.font_set import (
    REGULAR_WEIGHT,
    SERIF_FAMILY,
    SHIPPED_FONTS,
    FontSet,
    add_shipped_fonts,
)
from productions.rollkit.fonts.writing_direction import is_written_from_right
from productions.rollkit.typst_compile import compile_png
from productions.shared.version import VERSION

TEMPLATE = Path(__file__).with_name("picture.typ")
MAX_TITLE_CHARACTERS, MAX_LINE_CHARACTERS, MAX_ROLE_CHARACTERS = 140, 60, 24
"""What is longer is cut off and ends in “…”, so that no text makes a picture slow."""
MAX_LEAD_LINES, MAX_LEAD_NAMES = 2, 8
MAX_UNBROKEN_CHARACTERS = 24
"""Letters without a space, after which a line may break anywhere."""
KEPT_PICTURES = 128
"""Pictures that a process keeps: 30 kB each, and a page that is being sent around is asked for again and again."""
DRAWING = threading.Lock()
"""One picture at a time in a process: whoever asks for many leaves the other threads to those who read."""


@dataclass(frozen=True)
class PictureFacts:
    """What a picture shows, from the top."""

    language: str
    kind: str
    title: str
    leads: tuple[LeadLine, ...] = ()
    figures: tuple[PageFigure, ...] = ()
    bar: str = ""
    """The cut strip as SVG (`api.pages.picture_strip.draw_whole_bar`)."""

    @property
    def etag(self) -> str:
        """Changes with the facts, and with whatever draws them."""
        return f'"{sha256(repr(self).encode() + identify_drawing()).hexdigest()[:24]}"'


@cache
def identify_drawing() -> bytes:
    """What makes the same facts other bytes: the template, the colours and the versions of both programs."""
    return (
        TEMPLATE.read_bytes()
        + f"{read_strip_style()}{read_page_colours()}{version('typst')}{VERSION}".encode()
    )


@cache
def get_title_fonts() -> FontSet:
    """A Mincho for titles, as on the pages, and everything that ships behind it."""
    return add_shipped_fonts((SERIF_FAMILY,), ())


def draw_picture(facts: PictureFacts) -> bytes:
    """The picture as PNG: some 60 ms, or at once for one that was drawn lately."""
    with DRAWING:
        return draw_kept_picture(facts)


@lru_cache(maxsize=KEPT_PICTURES)
def draw_kept_picture(facts: PictureFacts) -> bytes:
    leads = [
        {
            "role": set_text(lead.role, SHIPPED_FONTS, longest=MAX_ROLE_CHARACTERS),
            "names": [set_text(name, SHIPPED_FONTS) for name in lead.names[:MAX_LEAD_NAMES]],
        }
        for lead in facts.leads[:MAX_LEAD_LINES]
    ]
    return compile_png(
        TEMPLATE,
        {
            "lang": facts.language,
            "size": PICTURE_SIZE,
            "colours": dict(read_page_colours()),
            "title_fonts": get_title_fonts().chain,
            "kind": set_text(facts.kind, SHIPPED_FONTS),
            "title": set_text(facts.title, get_title_fonts(), longest=MAX_TITLE_CHARACTERS),
            "leads": leads,
            "figures": [figure._asdict() for figure in facts.figures],
            "bar": facts.bar,
        },
    )


def set_text(text: str, fonts: FontSet, *, longest: int = MAX_LINE_CHARACTERS) -> dict[str, Any]:
    """A text for the template: in pieces, each with the font that must set it or none, and whether it runs from the right."""
    short = Truncator(" ".join(text.split())).chars(longest)
    words = " ".join(map(break_long_word, short.split(" ")))
    pieces = fonts.parts(words, weight=REGULAR_WEIGHT) or ((words, None),)
    return {"pieces": [[piece, family or ""] for piece, family in pieces], "rtl": is_written_from_right(text)}


def break_long_word(word: str) -> str:
    """A word that no line has room for may break between any two letters (U+200B); typst breaks kanji and kana by itself."""
    if len(word) <= MAX_UNBROKEN_CHARACTERS or is_written_from_right(word):
        return word
    return "\u200b".join(word) if word.isascii() else word
