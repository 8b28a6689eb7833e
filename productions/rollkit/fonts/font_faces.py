"""Fonts as HarfBuzz opens them, one after another in a chain: the first that can sets a character."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

WEIGHT_AXIS = "wght"
"""The axis of weights of a variable font (OpenType, design-variation axis tags)."""


class FontFace(NamedTuple):
    """A font's file. A variable one is opened at `weight` (usWeightClass); 0: it has one weight."""

    path: str
    weight: int = 0


@dataclass(frozen=True, eq=False)
class FontChain:
    """The faces of a text, first choice first. Equal ones are one object (`intern_chain`): a cache finds it without reading it."""

    faces: tuple[FontFace, ...]


@lru_cache(maxsize=256)
def intern_chain(faces: tuple[FontFace, ...]) -> FontChain:
    """The chain of these faces, always the same object."""
    return FontChain(faces)


@lru_cache(maxsize=64)
def open_font(path: str, weight: int = 0) -> hb.Font:
    """The font over its mapped file: nothing of it is read before it is needed."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(path)))
    if weight:
        font.set_variations({WEIGHT_AXIS: weight})
    return font


def has_characters(face: FontFace, characters: Iterable[str]) -> bool:
    """Whether the font has a glyph of its own for each of the characters."""
    font = open_font(*face)
    return all(font.get_nominal_glyph(ord(character)) for character in characters)


@lru_cache(maxsize=64)
def get_units_per_em(path: str) -> int:
    """The units in the font's em."""
    em: int = open_font(path).face.upem
    return em


@lru_cache(maxsize=64)
def open_face(face: FontFace) -> tuple[hb.Font, int]:
    """The font of a face, and the units in its em."""
    return open_font(*face), get_units_per_em(face.path)


@lru_cache(maxsize=64)
def measure_nominal_space(face: FontFace) -> float:
    """The advance of a space by itself, in ems: typst sets every space so."""
    font, em = open_face(face)
    advance: int = font.get_glyph_h_advance(font.get_nominal_glyph(ord(" ")) or 0)
    return advance / em
