"""Fonts for tests, drawn on the spot: every character a box."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont


def box(width: int):
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50, 700), (width - 50, 700), (width - 50, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def break_glyph(path: Path, character: str) -> None:
    """Overwrite the outline of one character, so that the font is whole but for it."""
    with TTFont(path) as font:
        glyph = font.getGlyphOrder().index(f"u{ord(character):04X}")
        start, end = font["loca"][glyph], font["loca"][glyph + 1]
        table = font.reader.tables["glyf"].offset
    data = bytearray(path.read_bytes())
    data[table + start : table + end] = b"\xff" * (end - start)
    path.write_bytes(data)


def typeface(
    path: Path, characters: str, *, family="Studio Gothic", weight=400, embedding=0, version="1.5", width=600
) -> Path:
    """A TrueType font with a box of `width` thousandths of an em for each of the characters and the space."""
    names = {character: f"u{ord(character):04X}" for character in dict.fromkeys(" " + characters)}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(character): name for character, name in names.items()})
    builder.setupGlyf({name: box(width) for name in (".notdef", *names.values())})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", *names.values()), (width, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    style = "Bold" if weight >= 600 else "Regular"
    builder.setupNameTable(
        {
            "familyName": family,
            "styleName": style,
            "version": f"Version {version}",
            "psName": f"{family.replace(' ', '')}-{style}",
        }
    )
    builder.setupOS2(usWeightClass=weight, fsType=embedding)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path
