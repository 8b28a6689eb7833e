"""Texts as HarfBuzz shapes them: which font of a chain sets each character, and how wide the whole comes out.

Equal to what typst sets: kerning and ligatures off, a cluster that a font lacks goes to the next one of the chain, and
full-width punctuation closes up (`clusters`). typst spaces the letters of one script and font, and leaves the joints between such runs to the
page (`split_spaced_runs`). A sequence that a font would print as something else goes to the next one too, and words are set in one
font (`alphabet_runs`); typst does not know that, and is told (`Shaped.parts`).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

import uharfbuzz as hb

from productions.rollkit.fonts.alphabet_runs import iter_words_by_font
from productions.rollkit.fonts.clusters import (
    CLOSING_PUNCTUATION,
    FULL_WIDTH_MARKS,
    MIDDLE_DOTS,
    OPENING_PUNCTUATION,
    QUOTES,
    Cluster,
    close_up_punctuation,
)
from productions.rollkit.fonts.font_faces import (
    FontChain,
    FontFace,
    has_characters,
    measure_nominal_space,
    open_face,
)
from productions.rollkit.fonts.letter_spacing import is_never_spaced, split_spaced_runs
from productions.rollkit.line_breaks import ALPHABETS
from productions.shared.late_patterns import compile_late
from productions.shared.site_languages import WORK_LANGUAGE

GET_GLYPH, GET_ADVANCE, GET_CLUSTER = map(attrgetter, ("codepoint", "x_advance", "cluster"))
SHAPING_FEATURES = {"kern": False, "liga": False, "clig": False}

FORM_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE0E), *range(0xE0100, 0xE01F0))))
"""Variation selectors that ask for another form of a character, which is still that character (UTS #37)."""
VARIATION_SELECTORS = FORM_SELECTORS | {"\ufe0f"}
"""Those, and the one for emoji; text style (U+FE0E) is what a roll prints anyway."""

SPACES = frozenset(" \u00a0")
UNSHAPED_CHARACTERS = frozenset("\n\r\t")
"""What is no glyph: it only breaks lines or is set as space."""

OTHER_SCRIPT_PATTERN = compile_late(
    rf"[^ {ALPHABETS}\u2010-\u27bf\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Characters outside Latin, Greek, Cyrillic, Chinese and Japanese: their scripts are shaped apart."""

CONTEXTUAL_PATTERN = compile_late(
    f"[\n\r\t{re.escape(''.join((*CLOSING_PUNCTUATION, *OPENING_PUNCTUATION, *MIDDLE_DOTS, *QUOTES, *FULL_WIDTH_MARKS)))}]"
)
"""What makes a text more than the sum of its glyphs."""


class ShapedText(NamedTuple):
    """A text in one line: its `width` in ems, what no font of the chain can print, and what a later font sets.

    `missing` are characters or whole sequences; `borrowed` are (characters, place in the chain). `parts` are the text in
    pieces, each with the place that must set it, or None where the chain does by itself; nothing where it does throughout.
    `plain` are (sequences, place) that ask for a form that no font has: the usual one is set.
    """

    width: float
    missing: tuple[str, ...] = ()
    borrowed: tuple[tuple[str, int], ...] = ()
    parts: tuple[tuple[str, int | None], ...] = ()
    plain: tuple[tuple[str, int], ...] = ()


@lru_cache(maxsize=65_536)
def shape_text(text: str, chain: FontChain, lang: str = WORK_LANGUAGE, spacing: float = 0.0) -> ShapedText:
    """The text, in a language (some fonts have other forms for one), in the fonts of a chain.

    Between its letters are `spacing` ems more.
    """
    if not text:
        return ShapedText(0.0)
    if spacing and is_never_spaced(text):
        return shape_text(text, chain, lang)
    if not OTHER_SCRIPT_PATTERN.search(text):
        infos, positions, em = shape_glyphs(text, chain.faces[0], lang)
        if len(infos) == len(text) and 0 not in map(GET_GLYPH, infos):
            if not CONTEXTUAL_PATTERN.search(text):
                between = spacing * (len(set(map(GET_CLUSTER, infos))) - 1) if spacing else 0.0
                return ShapedText(sum(map(GET_ADVANCE, positions)) / em + between)
            if (
                not spacing
                and UNSHAPED_CHARACTERS.isdisjoint(text)
                and [*map(GET_CLUSTER, infos)] == [*range(len(text))]
            ):
                return ShapedText(measure_characters(text, positions, em, chain.faces[0], lang))
    clusters = [
        cluster
        for words, place in iter_words_by_font(text, chain)
        for cluster in shape_words(words, chain, place, lang)
    ]
    parts = group_forced_parts(clusters)
    joints = space_clusters(clusters, text, parts, spacing) if spacing else 0
    close_up_punctuation(clusters, lang)
    return ShapedText(
        sum(cluster.advance for cluster in clusters) + joints * spacing,
        tuple(cluster.text for cluster in clusters if cluster.font is None),
        tuple((cluster.text, cluster.font) for cluster in clusters if cluster.font and cluster.borrowed),
        parts,
        tuple(
            (cluster.text, cluster.font) for cluster in clusters if cluster.plain and cluster.font is not None
        ),
    )


def measure_characters(
    text: str, positions: Sequence[hb.GlyphPosition], em: int, face: FontFace, lang: str
) -> float:
    """The width of a text that one font sets, a glyph a character, with its punctuation closed up."""
    space = measure_nominal_space(face)
    clusters = [
        Cluster(character, space if character in SPACES else position.x_advance / em, 0)
        for character, position in zip(text, positions, strict=True)
    ]
    close_up_punctuation(clusters, lang)
    return sum(cluster.advance for cluster in clusters)


def shape_words(text: str, chain: FontChain, place: int, lang: str) -> Iterator[Cluster]:
    """The clusters of what `iter_words_by_font` found; at a later place they are told to be there, and borrowed where they must be."""
    for run in split_script_runs(text):
        for cluster in shape_clusters(run, chain, place, lang):
            if place:
                cluster.told, cluster.borrowed = True, not has_characters(chain.faces[0], cluster.text)
            yield cluster


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


def shape_glyphs(
    text: str, face: FontFace, lang: str
) -> tuple[list[hb.GlyphInfo], list[hb.GlyphPosition], int]:
    """Glyphs and their positions as one font sets them, and the units in its em."""
    font, em = open_face(face)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.language = lang
    buffer.guess_segment_properties()
    hb.shape(font, buffer, SHAPING_FEATURES)
    return buffer.glyph_infos, buffer.glyph_positions, em


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


def shape_clusters(text: str, chain: FontChain, place: int, lang: str) -> Iterator[Cluster]:
    """The text's clusters; those that the font at `place` lacks, or prints as something else, are shaped by the next one."""
    if not text.strip("\n\r\t"):
        return
    if place == len(chain.faces):
        for part in split_sequences(text):
            yield from shape_usual_form(part, chain, lang)
        return
    face = chain.faces[place]
    found, lacking, other = shape_by_face(text, face, place, lang)
    for (is_lacking, is_other), group in groupby(found, key=lambda start: (start in lacking, start in other)):
        if is_lacking or is_other:
            text = "".join(found[start].text for start in group)
            for cluster in shape_clusters(text, chain, place + 1, lang):
                cluster.told = cluster.told or is_other
                yield cluster
            continue
        for start in group:
            cluster = found[start]
            if cluster.text in SPACES:
                cluster.advance = measure_nominal_space(face)
            yield cluster


def shape_by_face(
    text: str, face: FontFace, place: int, lang: str
) -> tuple[dict[int, Cluster], set[int], set[int]]:
    """The clusters of one font by their places in the text, and the places of those that it lacks or prints as something else."""
    infos, positions, em = shape_glyphs(text, face, lang)
    lacking: set[int] = set()
    drawn: dict[int, int] = {}
    starts = sorted({info.cluster for info in infos})
    found = {
        start: Cluster(text[start:end], 0.0, place, borrowed=place > 0)
        for start, end in pairwise([*starts, len(text)])
    }
    for info, position in zip(infos, positions, strict=True):
        start = info.cluster
        found[start].advance += position.x_advance / em
        drawn[start] = drawn.get(start, 0) + (position.x_advance > 0)
        if info.codepoint == 0:
            lacking.add(start)
    font, _em = open_face(face)
    other = {
        start
        for start in set(starts) - lacking
        if len(found[start].text) > 1 and is_other_glyph(found[start].text, drawn[start], font)
    }
    return found, lacking, other


def shape_usual_form(text: str, chain: FontChain, lang: str) -> Iterator[Cluster]:
    """A sequence that no font has; one of a character and the form wanted of it (IVS) comes out as that character."""
    usual = "".join(character for character in text if character not in FORM_SELECTORS)
    if usual in ("", text):
        yield Cluster(text, 1.0, None)
        return
    clusters = list(shape_clusters(usual, chain, 0, lang))
    if len(clusters) == 1 and clusters[0].font is not None:
        yield replace(clusters[0], text=text, plain=True)
    else:
        yield Cluster(text, 1.0, None)


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
