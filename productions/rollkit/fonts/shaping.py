"""Texts as HarfBuzz shapes them: which font of a chain sets each character, and how wide the whole comes out.

Equal to what typst sets: kerning and ligatures off, a cluster that a font lacks goes to the next one of the chain, and
full-width punctuation closes up beside its like and at the ends of a line (JIS X 4051). typst spaces the letters of
one script and font, and leaves the joints between such runs to the page (`split_spaced_runs`). A sequence that a font would print as
something else goes to the next one too; typst does not know that, and is told (`Shaped.parts`).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

import uharfbuzz as hb

from productions.rollkit.fonts.letter_spacing import is_never_spaced, split_spaced_runs
from productions.rollkit.line_breaks import ALPHABETS

GET_GLYPH, GET_ADVANCE, GET_CLUSTER = map(attrgetter, ("codepoint", "x_advance", "cluster"))
SHAPING_FEATURES = {"kern": False, "liga": False, "clig": False}

VARIATION_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE0E), 0xFE0F, *range(0xE0100, 0xE01F0))))
"""Variation selectors that ask for another form; text style (U+FE0E) is what a roll prints anyway."""

SPACES = frozenset(" \u00a0")
UNSHAPED_CHARACTERS = frozenset("\n\r\t")
"""What is no glyph: it only breaks lines or is set as space."""

CLOSING_PUNCTUATION = frozenset("，。．、：；》）』」】〗〕〉］｝")
OPENING_PUNCTUATION = frozenset("《（『「【〖〔〈［｛")
MIDDLE_DOTS = frozenset("・·")
FULL_WIDTH_MARKS = frozenset("？！")
"""Punctuation that closes up, as typst sorts it; in Japanese the last two only let their neighbours do so."""

QUOTES = {
    "“": OPENING_PUNCTUATION,
    "‘": OPENING_PUNCTUATION,
    "”": CLOSING_PUNCTUATION,
    "’": CLOSING_PUNCTUATION,
}

OTHER_SCRIPT_PATTERN = re.compile(
    rf"[^ {ALPHABETS}\u2010-\u27bf\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Characters outside Latin, Greek, Cyrillic, Chinese and Japanese: their scripts are shaped apart."""

CONTEXTUAL_PATTERN = re.compile(
    f"[\n\r\t{re.escape(''.join((*CLOSING_PUNCTUATION, *OPENING_PUNCTUATION, *MIDDLE_DOTS, *QUOTES, *FULL_WIDTH_MARKS)))}]"
)
"""What makes a text more than the sum of its glyphs."""


class ShapedText(NamedTuple):
    """A text in one line: its `width` in ems, what no font of the chain can print, and what a later font sets.

    `missing` are characters or whole sequences; `borrowed` are (characters, place in the chain). `parts` are the text in
    pieces, each with the place that must set it, or None where the chain does by itself; nothing where it does throughout.
    """

    width: float
    missing: tuple[str, ...] = ()
    borrowed: tuple[tuple[str, int], ...] = ()
    parts: tuple[tuple[str, int | None], ...] = ()


@dataclass(slots=True)
class Cluster:
    """Characters that stand and fall together, with the font that sets them; `font` None: there is none.

    `told`: typst would take an earlier font of the chain, which prints something else.
    """

    text: str
    advance: float
    font: int | None
    told: bool = False


@lru_cache(maxsize=32)
def open_font(path: str) -> hb.Font:
    """The font over its mapped file: nothing of it is read before it is needed."""
    return hb.Font(hb.Face(hb.Blob.from_file_path(path)))


@lru_cache(maxsize=65_536)
def shape_text(text: str, chain: tuple[str, ...], lang: str = "ja", spacing: float = 0.0) -> ShapedText:
    """The text, in a language (some fonts have other dashes and dots for one), in the fonts at `chain` (paths).

    Between its letters are `spacing` ems more.
    """
    if not text:
        return ShapedText(0.0)
    if spacing and is_never_spaced(text):
        return shape_text(text, chain, lang)
    if not OTHER_SCRIPT_PATTERN.search(text) and not CONTEXTUAL_PATTERN.search(text):
        infos, positions, em = shape_glyphs(text, chain[0], lang)
        if 0 not in map(GET_GLYPH, infos):
            between = spacing * (len(set(map(GET_CLUSTER, infos))) - 1) if spacing else 0.0
            return ShapedText(sum(map(GET_ADVANCE, positions)) / em + between)
    clusters = [cluster for run in split_script_runs(text) for cluster in shape_clusters(run, chain, 0, lang)]
    parts = group_forced_parts(clusters)
    joints = space_clusters(clusters, text, parts, spacing) if spacing else 0
    close_up_punctuation(clusters, lang)
    return ShapedText(
        sum(cluster.advance for cluster in clusters) + joints * spacing,
        tuple(cluster.text for cluster in clusters if cluster.font is None),
        tuple((cluster.text, cluster.font) for cluster in clusters if cluster.font),
        parts,
    )


def space_clusters(
    clusters: Sequence[Cluster], text: str, parts: Sequence[tuple[str, int | None]], spacing: float
) -> int:
    """Widen what typst widens before it closes up punctuation, all but the last cluster of each run, and count the joints between runs."""
    lengths = [len(run) for run, _place in split_spaced_runs(text, parts)]
    ends = frozenset(accumulate(lengths))
    for cluster, end in zip(clusters, accumulate(len(each.text) for each in clusters), strict=True):
        cluster.advance += 0.0 if end in ends else spacing
    return len(lengths) - 1


def group_forced_parts(clusters: Sequence[Cluster]) -> tuple[tuple[str, int | None], ...]:
    """Neighbours that one font must set, or the chain by itself."""
    if not any(cluster.told for cluster in clusters):
        return ()
    groups = groupby(clusters, key=lambda cluster: cluster.font if cluster.told else None)
    return tuple(("".join(cluster.text for cluster in group), place) for place, group in groups)


def shape_glyphs(text: str, path: str, lang: str) -> tuple[list[hb.GlyphInfo], list[hb.GlyphPosition], int]:
    """Glyphs and their positions as one font sets them, and the units in its em."""
    font, em = open_font(path), get_units_per_em(path)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.language = lang
    buffer.guess_segment_properties()
    hb.shape(font, buffer, SHAPING_FEATURES)
    return buffer.glyph_infos, buffer.glyph_positions, em


@lru_cache(maxsize=32)
def get_units_per_em(path: str) -> int:
    """The units in the font's em."""
    em: int = open_font(path).face.upem
    return em


@lru_cache(maxsize=32)
def measure_nominal_space(path: str) -> float:
    """The advance of a space by itself, in ems: typst sets every space so."""
    font = open_font(path)
    advance: int = font.get_glyph_h_advance(font.get_nominal_glyph(ord(" ")) or 0)
    return advance / get_units_per_em(path)


def split_script_runs(text: str) -> Iterator[str]:
    """The text where its script changes; most texts are one run."""
    if not OTHER_SCRIPT_PATTERN.search(text):
        yield text
        return
    # Its tables are read for such texts only.
    from fontTools.unicodedata import script as script_of

    scripts: list[str] = []
    for character in text:
        own = script_of(character)
        scripts.append(own if own not in ("Zyyy", "Zinh") else scripts[-1] if scripts else "")
    for _script, run in groupby(zip(scripts, text, strict=True), key=lambda pair: pair[0]):
        yield "".join(character for _own, character in run)


def shape_clusters(text: str, chain: Sequence[str], place: int, lang: str) -> Iterator[Cluster]:
    """The text's clusters; those that the font at `place` lacks, or prints as something else, are shaped by the next one."""
    if not text.strip("\n\r\t"):
        return
    if place == len(chain):
        yield from (Cluster(part, 1.0, None) for part in split_sequences(text))
        return
    infos, positions, em = shape_glyphs(text, chain[place], lang)
    found: dict[int, Cluster] = {}
    lacking: set[int] = set()
    drawn: dict[int, int] = {}
    starts = sorted({info.cluster for info in infos})
    ends = dict(pairwise([*starts, len(text)]))
    for info, position in zip(infos, positions, strict=True):
        start = info.cluster
        if start not in found:
            found[start] = Cluster(text[start : ends[start]], 0.0, place)
        found[start].advance += position.x_advance / em
        drawn[start] = drawn.get(start, 0) + (position.x_advance > 0)
        if info.codepoint == 0:
            lacking.add(start)
    font = open_font(chain[place])
    other = {
        start
        for start in set(starts) - lacking
        if len(found[start].text) > 1 and is_other_glyph(found[start].text, drawn[start], font)
    }
    for (is_lacking, is_other), group in groupby(
        starts, key=lambda start: (start in lacking, start in other)
    ):
        if is_lacking or is_other:
            text = "".join(found[start].text for start in group)
            for cluster in shape_clusters(text, chain, place + 1, lang):
                cluster.told = cluster.told or is_other
                yield cluster
            continue
        for start in group:
            cluster = found[start]
            if cluster.text in SPACES:
                cluster.advance = measure_nominal_space(chain[place])
            yield cluster


def is_other_glyph(text: str, drawn: int, font: hb.Font) -> bool:
    """Whether a sequence comes out as something else: a form that the font lacks, or symbols that did not join."""
    for base, selector in pairwise(text):
        if selector in VARIATION_SELECTORS and not font.get_variation_glyph(ord(base), ord(selector)):
            return True
    return drawn > 1 and sum(unicodedata.category(character) in ("So", "Sk") for character in text) > 1


def split_sequences(text: str) -> Iterator[str]:
    """The characters of a text that no font has, each with what clings to it."""
    part = ""
    for character in text:
        clings = unicodedata.combining(character) or unicodedata.category(character) in (
            "Mn",
            "Me",
            "Cf",
            "Sk",
        )
        if part and not clings and not part.endswith("\u200d"):
            yield part
            part = ""
        if character not in UNSHAPED_CHARACTERS:
            part += character
    if part:
        yield part


def close_up_punctuation(clusters: Sequence[Cluster], lang: str) -> None:
    """Take half of its width from full-width punctuation beside its like and at both ends of the line."""
    if not clusters:
        return
    room = [get_spare_width(cluster, lang) for cluster in clusters]
    for (one, near), (other, far) in pairwise(zip(clusters, room, strict=True)):
        half = one.advance / 2
        if near is None or far is None or near[1] + far[0] < half:
            continue
        left = min(near[1], half)
        one.advance, near[1] = one.advance - left, near[1] - left
        other.advance, far[0] = other.advance - (half - left), far[0] - (half - left)
    if (first := room[0]) and clusters[0].text not in MIDDLE_DOTS:
        clusters[0].advance -= first[0]
    if (last := room[-1]) and clusters[-1].text not in MIDDLE_DOTS:
        clusters[-1].advance -= last[1]


def get_spare_width(cluster: Cluster, lang: str) -> list[float] | None:
    """What punctuation can give up on its left and right, in ems; None for anything else."""
    character, width = cluster.text, cluster.advance
    kind = QUOTES.get(character) if width == 1.0 else None
    if (
        character in CLOSING_PUNCTUATION
        or kind is CLOSING_PUNCTUATION
        or (character in FULL_WIDTH_MARKS and lang != "ja")
    ):
        return [0.0, width / 2]
    if character in OPENING_PUNCTUATION or kind is OPENING_PUNCTUATION:
        return [width / 2, 0.0]
    if character in MIDDLE_DOTS:
        return [width / 4, width / 4]
    return [0.0, 0.0] if character in FULL_WIDTH_MARKS else None
