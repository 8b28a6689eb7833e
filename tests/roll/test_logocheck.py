"""Uploaded logos are a stranger's bytes: only shapes of one SVG file and PNGs of a fair size pass."""

import struct
import zlib

import pytest

from productions.rollkit.images import logo_sandbox
from productions.rollkit.images.logo_inspection import LogoFacts, inspect_logo
from productions.rollkit.images.logo_sandbox import read_logo_facts
from productions.rollkit.images.png import PNG_SIGNATURE, build_png_chunk, encode_quick_png
from productions.rollkit.sandbox import FileRefused
from tests.roll.logos import svg

OPENING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10"'
)
SHAPE = '<rect width="20" height="10" fill="#fff"/>'


def refusal(tmp_path, data, *, check=read_logo_facts, name="logo.svg"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(FileRefused) as refused:
        check(path)
    return refused.value.told


def drawing(inside, attributes=""):
    return f"{OPENING} {attributes}>{inside}{SHAPE}</svg>"


def test_what_a_logo_is(tmp_path):
    path = tmp_path / "logo.svg"
    path.write_bytes(svg(300))
    assert inspect_logo(path) == LogoFacts(3.0, dark=False, light=False)


@pytest.mark.parametrize(
    ("fill", "dark", "light"),
    [
        ("#000", True, False),
        ("#101030", True, False),
        ("#c00", False, False),
        ("#d0d0d0", False, True),
        ("#fff", False, True),
    ],
)
def test_a_logo_that_hardly_shows_on_black_or_on_white_is_told(tmp_path, fill, dark, light):
    path = tmp_path / "logo.svg"
    path.write_text(f'{OPENING}><rect width="20" height="10" fill="{fill}"/></svg>')
    facts = read_logo_facts(path)
    assert (facts.dark, facts.light) == (dark, light)


def test_what_editors_of_svg_write_passes(tmp_path):
    path = tmp_path / "logo.svg"
    inside = (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:li>x</rdf:li></rdf:RDF></metadata>'
        '<defs><style>.a{fill:url(#g)}</style><linearGradient id="g"><stop stop-color="#f00"/></linearGradient></defs>'
        '<g class="a" style="clip-path:url(\'#c\')"><path d="M0 0h9v9z"/></g><use xlink:href="#u" xml:space="preserve"/>'
    )
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE svg>{drawing(inside)}')
    assert read_logo_facts(path).ratio == 2


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ("<script>alert(1)</script>", "The SVG has a script; save it without any."),
        ('<g onload="alert(1)"/>', "The SVG has a script (onload); save it without any."),
        (
            "<foreignObject><b/></foreignObject>",
            "The SVG has a page of another kind inside (foreignObject); save it as plain SVG.",
        ),
        (
            '<image href="https://example.com/a.png"/>',
            "The SVG has a picture of pixels inside; upload that as PNG, or draw it as paths.",
        ),
        ("<text>Dog</text>", "The SVG has text; turn it into paths, so that no font changes it."),
        (
            '<filter id="f"/>',
            "The SVG has an effect (filter), which would become pixels; draw it as shapes.",
        ),
        ("<animate/>", "The SVG has the element animate, which no logo needs; save it as plain SVG."),
        (
            '<script xmlns="http://www.w3.org/1999/xhtml"/>',
            "The SVG has the element {http://www.w3.org/1999/xhtml}script, which no logo needs; save it as plain SVG.",
        ),
        (
            '<use href="other.svg#a"/>',
            "The SVG draws on something outside of it (other.svg#a); put everything into the one file.",
        ),
        (
            '<use xlink:href="https://example.com/#a"/>',
            "The SVG draws on something outside of it (https://example.com/#a); put everything into the one file.",
        ),
        (
            "<g fill=\"URL( 'https://example.com/#a')\"/>",
            "The SVG draws on something outside of it (https://example.com/#a'); put everything into the one file.",
        ),
        (
            '<style>@import "a.css";</style>',
            "The SVG draws on something outside of it (@); put everything into the one file.",
        ),
        (
            r'<g style="fill:\75rl(a)"/>',
            "The SVG draws on something outside of it (\\); put everything into the one file.",
        ),
        (
            '<g xml:base="https://example.com"/>',
            "The SVG has the attribute {http://www.w3.org/XML/1998/namespace}base, which no logo needs; "
            "save it as plain SVG.",
        ),
    ],
)
def test_what_is_no_shape_is_refused(tmp_path, inside, sentence):
    assert refusal(tmp_path, drawing(inside)) == sentence


LAUGHS = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (LAUGHS + drawing("&b;"), "The SVG declares entities of its own; save it as plain SVG."),
        (
            '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + drawing("&a;"),
            "The SVG declares entities of its own; save it as plain SVG.",
        ),
        (drawing("").encode("utf-16"), "This is neither SVG nor PNG; upload the logo as one of them."),
        (b"<svg>\xff</svg>", "The SVG is not in UTF-8; save it as UTF-8."),
        ("<html/>", "This is XML, but not SVG; upload the logo as SVG or PNG."),
        ("<svg", "The SVG is broken: unclosed token: line 1, column 0."),
        (
            '<?xml-stylesheet href="a.css"?>' + drawing(""),
            "The SVG draws on something outside of it (xml-stylesheet); put everything into the one file.",
        ),
        (f"{OPENING}/>", "The picture is empty."),
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 10">{SHAPE}</svg>',
            "One side of the logo is 21 times the other; it is 20 times at most.",
        ),
        ("%PDF-1.7", "This is a PDF or an Illustrator file; save the logo as SVG and upload that."),
        (b"\xff\xd8\xff\xe0", "This is a JPEG, which is never clear around the logo; upload SVG, or PNG with alpha."),
        (b"\x1f\x8b\x08", "This is a compressed SVG (SVGZ); save it as plain SVG and upload that."),
        (b"", "This is neither SVG nor PNG; upload the logo as one of them."),
    ],
)  # fmt: skip
def test_other_files_are_refused_by_what_they_are(tmp_path, data, sentence):
    assert refusal(tmp_path, data) == sentence


def test_too_many_elements_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(logo_sandbox, "MAX_SVG_ELEMENTS", 10)  # 20,000 would be a file of a megabyte
    assert refusal(tmp_path, drawing("<g/>" * 10)) == (
        "The SVG has more than 10 elements; draw the logo more simply."
    )


def test_an_svg_that_unfolds_to_a_billion_shapes_is_refused(tmp_path):
    uses = "".join(f'<g id="n{n + 1}">' + f'<use href="#n{n}"/>' * 10 + "</g>" for n in range(9))
    told = refusal(tmp_path, drawing(f'<g id="n0">{SHAPE}</g>{uses}'), check=inspect_logo)
    assert told == "No page can be set with this logo: the file is broken."


def test_a_png_passes_with_its_ratio(tmp_path):
    path = tmp_path / "logo.png"
    path.write_bytes(encode_quick_png([bytes([200, 0, 0] * 30)] * 10))
    assert inspect_logo(path) == LogoFacts(3.0, dark=False, light=False)


@pytest.mark.parametrize(
    ("width", "height", "sentence"),
    [
        (9000, 10, "The PNG has 9000 x 10 pixels; a logo has at most 8192 a side and 16 million in all."),
        (5000, 5000, "The PNG has 5000 x 5000 pixels; a logo has at most 8192 a side and 16 million in all."),
        (10, 10, "No page can be set with this logo: the file is broken."),
    ],
)
def test_a_png_of_too_many_pixels_or_without_its_pixels_is_refused(tmp_path, width, height, sentence):
    header = build_png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    data = (
        PNG_SIGNATURE + header + build_png_chunk(b"IDAT", zlib.compress(b"")) + build_png_chunk(b"IEND", b"")
    )
    assert refusal(tmp_path, data, name="logo.png") == sentence


def test_a_png_that_is_cut_off_is_refused(tmp_path):
    assert (
        refusal(tmp_path, PNG_SIGNATURE, name="logo.png")
        == "The PNG file is incomplete; upload the whole file."
    )
